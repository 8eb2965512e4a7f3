"""When a conversation is booked, and what is noted of it."""

from datetime import datetime
from typing import Any

from qa_app.foundation.clock import LONDON, as_london, clock_time
from qa_app.trail.rules.moments import read_moment
from qa_app.voices.models import Conversation
from qa_app.voices.operations.conversing import Talk
from qa_app.voices.rules import Held
from qa_app.voices.rules.conversations import LONGEST_NOTE, MINUTES, USUAL_MINUTES
from qa_app.web.fields import Form, button, date, radios, select, text, text_area

LENGTHS = [(one, f"{one} minutes") for one in MINUTES]


class BookForm(Form):
    day = date("Which day?", called="The day", missing="Enter the day")
    time = text(
        "At what time?",
        hint="For example, 2:30pm.",
        width="width-10",
        max_length=20,
        missing="Enter the time",
    )
    minutes = select("How long?", LENGTHS, missing="Select how long")
    book = button("Book conversation")

    @property
    def wanted(self) -> datetime | None:
        """None where the time cannot be read; then the form says so."""
        if found := read_moment(f"{self.day.data.isoformat()} {self.time.data.strip().lower()}"):
            return found.replace(tzinfo=LONDON)
        self.refuse("Enter a time like 2:30pm", about="time")
        return None


def book_form(there: Conversation | None) -> BookForm:
    known: dict[str, Any] = {"minutes": str(USUAL_MINUTES)}
    if there and there.booked_for:
        known = {
            "day": as_london(there.booked_for).date(),
            "time": clock_time(there.booked_for),
            "minutes": str(there.minutes),
        }
    return BookForm(data=known)


class CancelForm(Form):
    cancel = button("Cancel the booking", warning=True)


class NoteForm(Form):
    held = radios("How did you talk?", Held, missing="Select how you talked")
    held_on = date(
        "When was that?",
        called="The day of the conversation",
        missing="Enter the day of the conversation",
    )
    also_there = text(
        "Who else was there?",
        hint="Roles alone, such as “their manager”.",
        optional=True,
        width="two-thirds",
        max_length=200,
    )
    note = text_area(
        "What did you talk about?",
        hint="A few sentences. The practitioner reads them with the audit. Do not name the child or their family.",
        rows=5,
        max_length=LONGEST_NOTE,
        missing="Enter a few sentences about what you said to each other",
    )
    save = button("Save note")

    @property
    def talk(self) -> Talk:
        return Talk(
            Held[self.held.data], self.held_on.data, self.note.data, self.also_there.data or ""
        )
