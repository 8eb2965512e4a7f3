"""A calendar file of one conversation, as RFC 5545 has it. It says nothing of any record."""

from datetime import UTC, datetime, timedelta

from qa_app.rounds.icalendar import escaped, folded
from qa_app.voices.models import Conversation

SUMMARY = "Practice conversation"


def calendar_of(conversation: Conversation, address: str, made_at: datetime) -> bytes:
    """Private, so that colleagues who may look into the calendar see no more than that it is busy."""
    begins = conversation.booked_for
    assert begins is not None  # noqa: S101 – asked of booked ones alone
    ends = begins + timedelta(minutes=conversation.minutes or 0)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Case-file audit//Conversations//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{conversation.public_id}@case-file-audit",
        f"SEQUENCE:{conversation.bookings}",
        f"DTSTAMP:{_written(made_at)}",
        f"DTSTART:{_written(begins)}",
        f"DTEND:{_written(ends)}",
        f"SUMMARY:{SUMMARY}",
        f"DESCRIPTION:{escaped(f'Sign in to see more: {address}')}",
        f"URL:{address}",
        "CLASS:PRIVATE",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def _written(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
