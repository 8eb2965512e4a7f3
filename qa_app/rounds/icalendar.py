"""A calendar file of days on which audits are due, as RFC 5545 has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class DueDay:
    """One event: what is due on a day. The same day of the same person always has the same `uid`."""

    uid: str
    day: date
    summary: str
    description: str
    address: str


def calendar_of(days: Iterable[DueDay], name: str, made_at: datetime) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Case-file audit//Audits due//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for one in days for line in _event(one, made_at)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def _event(one: DueDay, made_at: datetime) -> list[str]:
    """All day long, and leaving the day free: nobody is busy by a due date."""
    return [
        "BEGIN:VEVENT",
        f"UID:{one.uid}",
        f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(one.summary)}",
        f"DESCRIPTION:{escaped(one.description)}",
        f"URL:{one.address}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    return text.translate(ESCAPES)


def folded(line: str) -> bytes:
    """At most 75 bytes on a line, and never within a letter; what follows begins with a space."""
    pieces: list[bytes] = []
    piece = b""
    for letter in line:
        written = letter.encode()
        # A line that goes on has one byte less, for its space.
        if len(piece) + len(written) > LONGEST_LINE - bool(pieces):
            pieces.append(piece)
            piece = b""
        piece += written
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
