"""Why a file that tells of children is taken."""

from qa_app.web.fields import Form, button, text_area


class WhyTakenForm(Form):
    why_taken = text_area(
        "What do you need this file for?",
        hint="It is kept in the log of downloads. Do not name anybody.",
        rows=3,
        max_length=300,
        missing="Enter what you need this file for",
    )
    take = button("Download the file")
