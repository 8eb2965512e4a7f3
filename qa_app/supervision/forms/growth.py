"""A note to oneself."""

from qa_app.supervision.rules.growing import LONGEST_NOTE, MISSING
from qa_app.web.fields import Form, button, hidden, text_area


class NoteForm(Form):
    text = text_area(
        "Your note",
        rows=8,
        max_length=LONGEST_NOTE,
        hint="What you learned, what you do differently, what you want to learn next. Do not name a child or their family.",
        missing=MISSING,
    )
    version = hidden()
    save = button("Save note")


class RemoveForm(Form):
    remove = button("Remove the note for good", warning=True)
