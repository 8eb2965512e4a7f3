"""What a digest says: counts, days and the names of owners, and nothing of any child or any action."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qa_app.actions.rules.chasing import Chased, Digest, Why
from qa_app.foundation.clock import long_date

OWN_LATE = "{count} overdue"
OWN_DUE = "{count} due today"
OWN = "You owe {count}"
OTHERS = "{count} owed by others that you are to know of"

OWED = "You owe {count}:"
AWAY = "{name} is away, and you stand in for them. They owe {count}:"
LEFT = "{name} can no longer see to {count}:"
LEFT_END = "Give them to somebody else."
OVERDUE = "Overdue among your people:"

DUE = "- {count} due on {day}"
DUE_TODAY = "- {count} due today, {day}"
WAS_DUE = "- {count} was due on {day}"
WERE_DUE = "- {count} were due on {day}"
OF_SOMEBODY = "- {name}: {count}, due since {day}"


@dataclass(frozen=True)
class Letter:
    subject: str
    what: str


def letter_of(digest: Digest, names: Mapping[int, str], today: date) -> Letter:
    in_order = sorted(
        digest.parts.items(), key=lambda part: ([*Why].index(part[0][0]), names[part[0][1]])
    )
    said = [
        _part(why, names[owner], part, today)
        for (why, owner), part in in_order
        if why is not Why.OVERDUE
    ]
    late = {names[owner]: part for (why, owner), part in in_order if why is Why.OVERDUE}
    if late:
        said.append("\n".join([OVERDUE, *(_of_somebody(*one) for one in late.items())]))
    return Letter(_subject(digest, today), "\n\n".join(said))


def actions(number: int) -> str:
    return f"{number:,} action" if number == 1 else f"{number:,} actions"


def _part(why: Why, name: str, part: list[Chased], today: date) -> str:
    count = actions(len(part))
    if why is Why.OWN:
        return "\n".join([OWED.format(count=count), *_lines(part, today)])
    opening = (AWAY if why is Why.AWAY else LEFT).format(name=name, count=count)
    end = [LEFT_END] if why is Why.LEFT else []
    return "\n".join([opening, *_lines(part, today), *end])


def _lines(part: list[Chased], today: date) -> list[str]:
    """One line a day, the first due first."""
    return [
        _line(day, number, today)
        for day, number in sorted(Counter(one.due_on for one in part).items())
    ]


def _line(day: date, number: int, today: date) -> str:
    words = DUE_TODAY if day == today else DUE
    if day < today:
        words = WAS_DUE if number == 1 else WERE_DUE
    return words.format(count=actions(number), day=long_date(day))


def _of_somebody(name: str, part: list[Chased]) -> str:
    first = min(one.due_on for one in part)
    return OF_SOMEBODY.format(name=name, count=actions(len(part)), day=long_date(first))


def _subject(digest: Digest, today: date) -> str:
    """What is most pressing; whoever owes actions reads of those first."""
    own = [one for (why, _), part in digest.parts.items() if why is Why.OWN for one in part]
    if late := sum(one.due_on < today for one in own):
        return OWN_LATE.format(count=actions(late))
    if due := sum(one.due_on == today for one in own):
        return OWN_DUE.format(count=actions(due))
    if own:
        return OWN.format(count=actions(len(own)))
    return OTHERS.format(count=actions(sum(len(part) for part in digest.parts.values())))
