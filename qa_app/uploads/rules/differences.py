"""What is held against what would be."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Change(Generic[Key]):
    """One field of one thing that is held, and what it would become."""

    key: Key
    field: str
    before: object
    after: object


@dataclass(frozen=True)
class Differences(Generic[Key]):
    """In the order of the file, then of what is held."""

    new: tuple[Key, ...]
    gone: tuple[Key, ...]
    same: tuple[Key, ...]
    changes: tuple[Change[Key], ...]

    @property
    def none(self) -> bool:
        return not (self.new or self.gone or self.changes)

    def changed(self, field: str) -> list[Change[Key]]:
        return [change for change in self.changes if change.field == field]


def differences(
    held: Mapping[Key, Mapping[str, object]],
    coming: Mapping[Key, Mapping[str, object]],
    fields: Iterable[str],
) -> Differences[Key]:
    changes = [
        Change(key, field, held[key].get(field), after.get(field))
        for key, after in coming.items()
        if key in held
        for field in fields
        if held[key].get(field) != after.get(field)
    ]
    changed = {change.key for change in changes}
    return Differences(
        new=tuple(key for key in coming if key not in held),
        gone=tuple(key for key in held if key not in coming),
        same=tuple(key for key in coming if key in held and key not in changed),
        changes=tuple(changes),
    )
