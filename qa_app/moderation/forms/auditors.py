"""What is noted of somebody who becomes an auditor, and what they are told."""

from qa_app.moderation.rules.auditors import Practice
from qa_app.web.fields import Form, button, date, radios, text, text_area

NO_NAMES = "Do not name a child or their family."


class TrainingForm(Form):
    on = date(
        "When was the training?",
        called="The day of the training",
        missing="Enter the day of the training",
    )
    training = text("Which training?", missing="Enter which training it was")
    save = button("Save")


class PracticeForm(Form):
    kind = radios("What did they do?", Practice, missing="Select what they did")
    on = date(
        "When was it?",
        called="The day of the practice",
        missing="Enter the day of the practice",
    )
    with_whom = text(
        "With whom?",
        hint="The auditor whom they read along with, or who looked at it with them.",
        optional=True,
    )
    words = text_area(
        "How did it go?",
        hint=f"They read it, and so do their moderators and the QA lead. {NO_NAMES}",
        optional=True,
        max_length=1000,
        rows=3,
    )
    save = button("Save")


class SignOffAuditorForm(Form):
    why = text_area(
        "Why may they audit without what is still to do?",
        hint="For example: they have audited for another council for three years.",
        optional=True,
        max_length=1000,
        rows=3,
    )
    sign_off = button("Sign off as auditor")


class CoachingForm(Form):
    words = text_area(
        "What do you tell them?",
        hint=f"What was strong first. They read it, and so do their moderators and the QA lead; nobody else does. {NO_NAMES}",
        missing="Enter what you tell them",
        max_length=2000,
        rows=5,
    )
    save = button("Save note")
