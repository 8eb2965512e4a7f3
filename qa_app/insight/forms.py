"""What is asked of filters that are saved."""

from qa_app.insight.rules.views import LONGEST_NAME
from qa_app.web.fields import Form, button, select, text


class ViewForm(Form):
    name = text(
        "What will you call it?",
        hint="For example “My teams, last 12 months”. Do not name a child, a family or a colleague.",
        max_length=LONGEST_NAME,
        missing="Enter a name",
    )
    shared_with = select(
        "Who is it for?",
        first="Me alone",
        hint="The people of a place find it on the same page. Each of them sees only what they may see.",
        optional=True,
    )
    save = button("Save view")


class DeleteForm(Form):
    delete = button("Delete", warning=True)


class PutBackForm(Form):
    put_back = button("Put back", secondary=True)
