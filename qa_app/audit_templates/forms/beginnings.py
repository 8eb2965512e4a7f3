"""The questions with which a draft begins, and those with which it is published."""

from qa_app.audit_templates.forms.parts import SeenForm
from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.foundation.clock import today
from qa_app.web.fields import Form, button, date, file, number, select, text, text_area


class CopyForm(Form):
    name = text(
        "What is the new template called?",
        hint="It is kept apart from the one that you copy: figures do not run on from one to the other.",
        max_length=100,
        missing="Enter what the new template is called",
    )
    save = button("Copy it")


class NewForm(Form):
    name = text("What is it called?", max_length=100, missing="Enter what it is called")
    purpose = text_area(
        "What is it for?", rows=3, max_length=1500, missing="Enter what the template is for"
    )
    minutes = number(
        "How many minutes does one audit take?",
        at_least=1,
        at_most=1000,
        suffix="minutes",
        missing="Enter how many minutes one audit takes",
    )
    heading = text(
        "What is the heading of its first section?",
        max_length=100,
        hint="You can add more sections on the next page.",
        missing="Enter the heading of its first section",
    )
    concept = select(
        "What is that section about?",
        CONCEPTS.items(),
        hint="Comparisons over time follow it, whatever the heading says.",
        missing="Select what the section is about",
    )
    save = button("Begin the draft")


class UploadForm(Form):
    chosen = file(
        "Which file?",
        accept=".yaml,.yml",
        hint="A YAML file of one template, 256 kB or less.",
        missing="Choose the file of a template",
    )
    save = button("Check the file and open it as a draft")


class ReplaceForm(SeenForm, UploadForm):
    """A file in place of what a draft said when its page was opened."""


class AskForm(SeenForm):
    use_from = date(
        "From which day should it be used?",
        called="The day",
        hint="Audits that have been opened before keep the version they have.",
        missing="Enter the day from which it should be used",
    )
    save = button("Ask for it to be published")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, use_from=today(), **kwargs)


class LeaveForm(SeenForm):
    saying = text_area(
        "What should be different?",
        rows=4,
        max_length=1500,
        hint="Whoever asked reads this on the draft.",
        missing="Say what should be different",
    )
    save = button("Leave it unpublished", secondary=True)
