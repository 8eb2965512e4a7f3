"""The statuses of a record. The list is the council's; this is what it begins with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_app.uploads.rules.headers import plain

CARE = "CARE"
PROTECTION = "CHILD_PROTECTION"
NEED = "CHILD_IN_NEED"
ASSESSMENT = "ASSESSMENT"
CARE_LEAVER = "CARE_LEAVER"
CLOSED = "CLOSED"


@dataclass(frozen=True)
class Status:
    """The first status of the list that applies to a child is theirs.

    `words` are how files write it, in plain words: small letters, and no marks.
    """

    code: str
    name: str
    words: tuple[str, ...] = ()
    is_open: bool = True


DEFAULTS = (
    Status(CARE, "Child in care", ("looked after child", "looked after", "child in care", "in care", "cla", "lac", "cic")),
    Status(PROTECTION, "Child protection plan", ("child protection plan", "child protection", "cp plan", "cp", "cpp")),
    Status(NEED, "Child in need", ("child in need plan", "child in need", "cin plan", "cin", "chin", "section 17", "s17")),
    Status(ASSESSMENT, "Assessment", ("open assessment", "assessment", "assessments", "open asmt", "asmt", "assessing", "ass")),
    Status(CARE_LEAVER, "Care leaver", ("care leaver", "leaving care", "care experienced", "former relevant", "relevant child", "qualifying", "cl")),
    Status(CLOSED, "Closed", ("closed episode", "closed", "close", "ended", "closed case", "stepdown", "inactive"), is_open=False),
)  # fmt: skip

# A status that ends, or that another one is part of, is looked for before it.
_LOOKED_FOR_FIRST = (CLOSED, CARE_LEAVER)
_LETTER = re.compile(r"^[a-z]\s+(?=\w)")


@dataclass(frozen=True)
class ReadStatus:
    code: str
    also_on_plan: bool = False


def read_status(text: str, statuses: Sequence[Status]) -> ReadStatus | None:
    """None when the words name no status: a wrong guess would put a child on the wrong list."""
    said = _LETTER.sub("", plain(text)) if re.match(r"\s*[a-zA-Z]\)", text) else plain(text)
    if not said:
        return None
    for status in statuses:
        if said in (plain(status.name), *status.words):
            return ReadStatus(status.code)
    named = [status.code for status in _first_looked_for(statuses) if _names(said, status)]
    if not named:
        return None
    on_plan = PROTECTION in named
    code = _settled(named, statuses)
    return ReadStatus(code, also_on_plan=on_plan and code == CARE)


def _first_looked_for(statuses: Sequence[Status]) -> list[Status]:
    return sorted(statuses, key=lambda status: status.code not in _LOOKED_FOR_FIRST)


def _names(said: str, status: Status) -> bool:
    return any(re.search(rf"\b{re.escape(words)}\b", said) for words in status.words)


def _settled(named: list[str], statuses: Sequence[Status]) -> str:
    for code in _LOOKED_FOR_FIRST:
        if code in named:
            return code
    order = [status.code for status in statuses]
    return min(named, key=order.index)


def faults_in(statuses: Sequence[Status]) -> list[str]:
    """Why a council's own list cannot be used."""
    faults = []
    codes = [status.code for status in statuses]
    if len(set(codes)) < len(codes):
        faults.append("Give each status a code of its own")
    if any(not status.name.strip() for status in statuses):
        faults.append("Give each status a name")
    if missing := [one.name for one in DEFAULTS if one.code not in codes]:
        faults.append(
            f"Keep {', '.join(missing)}: Annex A uses it. You may rename it or add others"
        )
    return faults
