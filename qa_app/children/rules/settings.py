"""What a council chooses about children's records, added to the table of its settings."""

import re

from qa_app.children.rules.addresses import faults_in_address
from qa_app.children.rules.statuses import DEFAULTS, Status, faults_in
from qa_app.organisation.rules.settings import Asks, Setting, declare

GROUP = "Children’s records"
STATUSES, ADDRESS, CHARACTERISTICS = "child_statuses", "record_address", "keep_characteristics"


def line_of(status: Status) -> str:
    parts = [status.code, status.name, ", ".join(status.words)]
    return " | ".join(parts if status.is_open else [*parts, "closed"])


def name_of(status: Status) -> str:
    """As a person reads it; the code and the words of files are for those who change it."""
    return status.name if status.is_open else f"{status.name} (no longer open)"


def status_in(line: str) -> Status:
    code, name, words, closed = ([part.strip() for part in line.split("|")] + [""] * 4)[:4]
    each = tuple(word.strip().casefold() for word in words.split(",") if word.strip())
    return Status(code, name, each, is_open=closed != "closed")


def statuses_in(lines: list[str]) -> tuple[Status, ...]:
    return tuple(status_in(line) for line in lines) or DEFAULTS


def why_not_statuses(lines: list[str]) -> str | None:
    if not lines:
        return None
    for line in lines:
        if not re.fullmatch(r"[A-Z][A-Z0-9_]{0,39}", status_in(line).code):
            return f"Begin each line with a code in capital letters, like CARE. This will not do: {line}"
    return next(iter(faults_in(statuses_in(lines))), None)


def why_not_address(pattern: str) -> str | None:
    return next(iter(faults_in_address(pattern)), None) if pattern else None


declare(
    Setting(
        STATUSES,
        "Statuses of a record",
        "One on each line, the first that applies wins: CODE | Name | how files write it, with commas. "
        "Add “| closed” where the record is no longer open. Leave it empty for the usual six.",
        [line_of(status) for status in DEFAULTS],
        Asks.LINES,
        why_not_statuses,
        GROUP,
        said=lambda lines: [name_of(status) for status in statuses_in(lines)],
    ),
    Setting(
        ADDRESS,
        "Address of a record in your case system",
        "Begins with https:// and has {reference} where the child’s reference belongs. "
        "Leave it empty to show no link.",
        "",
        check=why_not_address,
        group=GROUP,
        when_empty="No link is shown",
    ),
    Setting(
        CHARACTERISTICS,
        "Keep gender, ethnic group and disability",
        "With yes, samples can be made fair across groups. With no, these columns are not read in.",
        "no",
        Asks.YES_OR_NO,
        check=lambda value: None if value in ("yes", "no") else "Select yes or no",
        group=GROUP,
        said=lambda answer: [answer.capitalize()],
    ),
)
