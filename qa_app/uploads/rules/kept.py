"""What was found in files, as a preview keeps it for an hour: plain text and numbers, and back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from qa_app.uploads.rules.states import digest_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

LONGEST_NAME = 250


@dataclass(frozen=True)
class Found:
    """What was understood of files, before anything is kept."""

    name: str
    digest: str
    contents: dict[str, Any]


def found_in(files: Sequence[tuple[str, bytes]], contents: dict[str, Any]) -> Found:
    """Of the files themselves only their names, and by what they are known again."""
    names = ", ".join(name for name, _ in files)
    return Found(names[:LONGEST_NAME], digest_of(content for _, content in files), contents)


def as_kept(one: "DataclassInstance") -> dict[str, Any]:
    """Only what says something; the rest is as it is made."""
    said = {name: value for name, value in asdict(one).items() if value not in (None, "", ())}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in said.items()
    }


def with_days(kept: Mapping[str, Any], days: Iterable[str]) -> dict[str, Any]:
    """What was kept, those of these that are there as days again."""
    return {**kept, **{name: date.fromisoformat(kept[name]) for name in days if name in kept}}
