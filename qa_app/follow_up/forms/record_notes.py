"""Since when the text is on the record."""

from qa_app.web.fields import Form, button, date


class PutForm(Form):
    put_on = date(
        "On the child’s record since",
        called="The day",
        missing="Enter the day on which you put it there",
    )
    save = button("Say that it is on the record")
