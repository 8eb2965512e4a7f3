"""What in a text may say who a child is, beside the box in which it was typed."""

from collections.abc import Iterator, Mapping, Sequence

from qa_app.audit_templates.rules.words import Kind
from qa_app.audits.forms.sections import JudgingForm, SectionForm
from qa_app.audits.rules.personal_details import notices_of
from qa_app.foundation.clock import today

WRITTEN = ("difference", "evidence")


def notices_of_form(form: JudgingForm) -> Mapping[str, Sequence[str]]:
    return {name: notices_of(text, on=today()) for name, text in _texts(form) if text}


def _texts(form: JudgingForm) -> Iterator[tuple[str, str]]:
    for name in WRITTEN:
        if name in form:
            yield name, form[name].data or ""
    if isinstance(form, SectionForm):
        for one in form.asked:
            yield one.evidence_name, one.given.evidence
            if one.question.kind is Kind.TEXT:
                yield one.name, one.given.value
