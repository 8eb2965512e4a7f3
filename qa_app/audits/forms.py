"""The questions of a section."""

from qa_app.audit_templates.rules import Section, Template
from qa_app.web.fields import Form, button, radios, text_area


class SectionForm(Form):
    evidence = text_area(
        "What did you see on the record?",
        hint="Say where you saw it. Do not name the child or their family.",
        missing="Enter what you saw on the record",
        max_length=5000,
        rows=8,
    )
    grade = radios(
        "Which grade does this support?",
        hint="You can save without a grade, and choose it when you come back.",
    )
    save = button("Save section")

    def ask_about(self, section: Section, template: Template) -> None:
        """Offer the template's own grades, each with what it looks like in this section."""
        self.grade.options = [(one.code, one.words) for one in template.scale]
        self.grade.hints = dict(section.descriptors)


class SubmitForm(Form):
    submit = button("Submit audit")
