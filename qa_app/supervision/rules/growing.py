"""A practitioner’s strengths and areas for development over time, for themselves alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qa_app.audits.rules import FindingKind
from qa_app.foundation.clock import long_date

LONGEST_NOTE = 5000
# After somebody’s last day. Until then they can come back, or ask for what they wrote.
KEPT_FOR = timedelta(days=90)
MISSING = "Enter your note"


@dataclass(frozen=True)
class Found:
    """One finding of a released audit, with a theme."""

    released_on: date
    kind: FindingKind
    theme: str


@dataclass(frozen=True)
class OverTime:
    """How often a theme was named: in the last twelve months, and before."""

    theme: str
    strengths_before: int = 0
    strengths_lately: int = 0
    development_before: int = 0
    development_lately: int = 0

    @property
    def total(self) -> int:
        return (
            self.strengths_before
            + self.strengths_lately
            + self.development_before
            + self.development_lately
        )


def themes_over_time(found: Iterable[Found], since: date) -> list[OverTime]:
    """The most often named first. Counts alone: so few audits are no measure of anybody."""
    counts: dict[str, dict[str, int]] = {}
    for one in found:
        when = "lately" if one.released_on >= since else "before"
        what = "strengths" if one.kind is FindingKind.STRENGTH else "development"
        there = counts.setdefault(one.theme, {})
        there[f"{what}_{when}"] = there.get(f"{what}_{when}", 0) + 1
    lines = [OverTime(theme, **there) for theme, there in counts.items()]
    return sorted(lines, key=lambda one: (-one.total, one.theme))


@dataclass(frozen=True)
class AuditTold:
    """An audit for the file that somebody takes along: no child and no grade."""

    released_on: date
    template: str
    strengths: Sequence[str]
    development: Sequence[str]


@dataclass(frozen=True)
class NoteTold:
    written_on: date
    text: str


def as_text(
    name: str,
    notes: Sequence[NoteTold],
    audits: Sequence[AuditTold],
    thanks: Sequence[tuple[str, date]],
    today: date,
) -> str:
    """For somebody’s professional development: what they noted first, then what audits found."""
    lines = [f"My growth: {name}", f"Downloaded on {long_date(today)}"]
    lines += ["", "My notes"]
    for note in notes:
        lines += ["", long_date(note.written_on), note.text.strip()]
    if not notes:
        lines += ["", "None."]
    lines += ["", "Audits of my work"]
    for audit in audits:
        lines += ["", f"{audit.template}, released on {long_date(audit.released_on)}"]
        lines += [f"Strength: {one}" for one in audit.strengths]
        lines += [f"Area for development: {one}" for one in audit.development]
    if not audits:
        lines += ["", "None."]
    if thanks:
        lines += ["", "Thanks"]
        lines += [f"{who}, {long_date(on)}" for who, on in thanks]
    return "\n".join(lines) + "\n"
