"""The published templates in groups, and which of them somebody looks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qa_app.audit_templates.rules.in_use import Version, is_out
from qa_app.audit_templates.rules.words import Subject

MONTHLY_CODE = "monthly-audit"
AN_HOUR = 60


class Group(StrEnum):
    """What a template is for, as far as it says itself."""

    MONTHLY = "The monthly audit"
    LONG = "A child’s record, in an hour or more"
    SHORT = "A child’s record, in less than an hour"
    PRACTITIONER = "A practitioner’s supervision or practice"
    HOUSEHOLD = "A carer household"
    REFERENCE = "A reference that is on no list, such as a contact at the front door"
    AUDIT = "An audit that somebody has done"


class Use(StrEnum):
    NOW = "In use"
    LATER = "In use later"
    ENDED = "Out of use"


def use_on(version: Version, day: date) -> Use:
    if is_out(version, day):
        return Use.ENDED
    return Use.LATER if version.in_use_from > day else Use.NOW


@dataclass(frozen=True)
class Entry:
    """A template as the list shows it: `statuses` are those it suits, none of them being all."""

    code: str
    number: int
    name: str
    minutes: int
    questions: int
    subject: Subject
    statuses: frozenset[str]
    use: Use
    state: str
    newer: int | None = None

    @property
    def group(self) -> Group:
        if self.code == MONTHLY_CODE:
            return Group.MONTHLY
        if self.subject is Subject.CHILD:
            return Group.LONG if self.minutes >= AN_HOUR else Group.SHORT
        return Group[self.subject.name]


@dataclass(frozen=True)
class Sought:
    words: str = ""
    group: Group | None = None
    status: str = ""
    use: Use | None = None

    def finds(self, entry: Entry) -> bool:
        name = entry.name.casefold()
        is_about_children = entry.subject is Subject.CHILD
        suits = is_about_children and (not entry.statuses or self.status in entry.statuses)
        return (
            all(word in name for word in self.words.casefold().split())
            and self.group in (None, entry.group)
            and (not self.status or suits)
            and self.use in (None, entry.use)
        )


def in_groups(entries: Iterable[Entry]) -> dict[Group, list[Entry]]:
    """In the order of the groups, without those that have none."""
    groups: dict[Group, list[Entry]] = {group: [] for group in Group}
    for one in entries:
        groups[one.group].append(one)
    return {group: listed for group, listed in groups.items() if listed}
