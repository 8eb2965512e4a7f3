"""What a digest says: counts, days and the names of auditors, and nothing of any record."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from qa_app.foundation.clock import clock_time, london_day, long_date
from qa_app.rounds.rules.chasing import Note
from qa_app.rounds.rules.digests import Chased, Digest, Why
from qa_app.rounds.rules.states import has_passed

OWN_LATE = "{count} overdue"
OWN_DUE = "{count} due today"
OWN_NEW = "You have {count}"
OWN_SOON = "{count} due by {day}"
OTHERS = "{count} of somebody you stand in for"
LEFT = "{count} of somebody who can no longer do them"
PEOPLE = "{count} overdue among your people"

TO_DO = "You have {count} to do:"
ALL_NEW = "You have {count} to do:"
SOME_NEW = "You have {count} to do, {what} of them new:"
AWAY = "{name} is away, and you stand in for them. They have {count} to do:"
AWAY_END = (
    "If these cannot wait, ask whoever runs the programme to put them off or give them to another."
)
GONE = "{name} can no longer audit here, and had {count} to do:"
GONE_END = "Ask whoever runs the programme to give them to somebody else."
OVERDUE = "Overdue among your people:"

DUE = "- {count} due on {day}"
DUE_TODAY = "- {count} due today, {day}"
DUE_BY = "- {count} due by {time} on {day}"
WAS_DUE = "- {count} was due on {day}"
WERE_DUE = "- {count} were due on {day}"
WAS_DUE_BY = "- {count} was due by {time} on {day}"
WERE_DUE_BY = "- {count} were due by {time} on {day}"
OF_SOMEBODY = "- {name}: {count}, due since {day}"


@dataclass(frozen=True)
class Letter:
    subject: str
    what: str


def letter_of(digest: Digest, names: Mapping[int, str], at: datetime) -> Letter:
    parts = [
        _part(digest, why, auditor, names, at)
        for why, auditor in sorted(
            digest.parts, key=lambda part: ([*Why].index(part[0]), names[part[1]].casefold())
        )
        if why is not Why.OVERDUE
    ]
    late = {auditor: part for (why, auditor), part in digest.parts.items() if why is Why.OVERDUE}
    if late:
        parts.append(_of_people(late, names))
    return Letter(_subject(digest, at), "\n\n".join(parts))


def audits(number: int) -> str:
    return f"{number:,} audit" if number == 1 else f"{number:,} audits"


def new_audits(number: int) -> str:
    return f"{number:,} new audit" if number == 1 else f"{number:,} new audits"


def _part(digest: Digest, why: Why, auditor: int, names: Mapping[int, str], at: datetime) -> str:
    part = digest.parts[why, auditor]
    lines = _lines(part, at)
    count, name = audits(len(part)), names[auditor]
    if why is Why.AWAY:
        return "\n".join([AWAY.format(name=name, count=count), *lines, AWAY_END])
    if why is Why.LEFT:
        return "\n".join([GONE.format(name=name, count=count), *lines, GONE_END])
    new = sum(one.public_id in digest.new for one in part)
    if new == len(part):
        return "\n".join([ALL_NEW.format(count=new_audits(new)), *lines])
    if new:
        return "\n".join([SOME_NEW.format(count=count, what=new), *lines])
    return "\n".join([TO_DO.format(count=count), *lines])


def _lines(part: Collection[Chased], at: datetime) -> list[str]:
    """One line a day, the first due first."""
    counts = Counter((one.open.due_on, one.open.due_at) for one in part)
    in_order = sorted(counts, key=lambda due: (due[0], due[1] or at.max.replace(tzinfo=at.tzinfo)))
    return [_line(*due, counts[due], at) for due in in_order]


def _line(due_on: date, due_at: datetime | None, number: int, at: datetime) -> str:
    day, today = long_date(due_on), london_day(at)
    if has_passed(due_on, due_at, at):
        return _passed(due_at, number, day)
    if due_at:
        return DUE_BY.format(count=number, time=clock_time(due_at), day=day)
    return (DUE_TODAY if due_on == today else DUE).format(count=number, day=day)


def _passed(due_at: datetime | None, number: int, day: str) -> str:
    if due_at is None:
        return (WAS_DUE if number == 1 else WERE_DUE).format(count=number, day=day)
    words = WAS_DUE_BY if number == 1 else WERE_DUE_BY
    return words.format(count=number, time=clock_time(due_at), day=day)


def _of_people(late: Mapping[int, list[Chased]], names: Mapping[int, str]) -> str:
    lines = [
        OF_SOMEBODY.format(
            name=names[auditor],
            count=audits(len(part)),
            day=long_date(min(one.open.due_on for one in part)),
        )
        for auditor, part in sorted(late.items(), key=lambda one: names[one[0]].casefold())
    ]
    return "\n".join([OVERDUE, *lines])


def _subject(digest: Digest, at: datetime) -> str:
    """What is most pressing; whoever has audits of their own reads of those first."""
    own = [one for (why, _), part in digest.parts.items() if why is Why.OWN for one in part]
    notes = {note for why, note in digest.notes if why is Why.OWN}
    today = london_day(at)
    if Note.LATE in notes:
        return OWN_LATE.format(count=audits(sum(is_overdue(one, at) for one in own)))
    if Note.DUE in notes and (due := sum(one.open.due_on == today for one in own)):
        return OWN_DUE.format(count=audits(due))
    if Note.GIVEN in notes:
        return OWN_NEW.format(count=new_audits(len(digest.new & {one.public_id for one in own})))
    if notes & {Note.DUE, Note.SOON}:
        first = min(one.open.due_on for one in own if one.open.due_on > today)
        number = sum(one.open.due_on == first for one in own)
        return OWN_SOON.format(count=audits(number), day=long_date(first))
    return _subject_of_others(digest)


def is_overdue(one: Chased, at: datetime) -> bool:
    return has_passed(one.open.due_on, one.open.due_at, at)


def _subject_of_others(digest: Digest) -> str:
    set_off = {why for why, _ in digest.notes}
    words = {Why.AWAY: OTHERS, Why.LEFT: LEFT, Why.OVERDUE: PEOPLE}
    why = next(one for one in words if one in set_off)
    number = sum(len(part) for (of, _), part in digest.parts.items() if of is why)
    return words[why].format(count=audits(number))
