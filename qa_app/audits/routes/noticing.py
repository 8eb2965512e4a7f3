"""What in a text may say who a child is, beside the box in which it was typed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from qa_app.access.gate import viewer
from qa_app.audit_templates.rules.words import Kind
from qa_app.audits.forms.sections import JudgingForm, SectionForm
from qa_app.audits.rules.personal_details import StaffNames, notices_of, staff_names
from qa_app.foundation.clock import now, today
from qa_app.organisation.queries.people import names_in

WRITTEN = ("difference", "evidence")
NAMES_ARE_GOOD_FOR = timedelta(minutes=10)

# While somebody types, the list of staff is not read again at every pause.
_STAFF: dict[int, tuple[datetime, StaffNames]] = {}


def notices_of_form(form: JudgingForm) -> Mapping[str, Sequence[str]]:
    staff = staff_of(viewer().council_id)
    return {name: notices_of(text, staff, on=today()) for name, text in _texts(form) if text}


def staff_of(council_id: int) -> StaffNames:
    kept = _STAFF.get(council_id)
    if kept is None or now() - kept[0] > NAMES_ARE_GOOD_FOR:
        kept = _STAFF[council_id] = (now(), staff_names(names_in(council_id)))
    return kept[1]


def _texts(form: JudgingForm) -> Iterator[tuple[str, str]]:
    for name in WRITTEN:
        if name in form:
            yield name, form[name].data or ""
    if isinstance(form, SectionForm):
        for one in form.asked:
            yield one.evidence_name, one.given.evidence
            if one.question.kind is Kind.TEXT:
                yield one.name, one.given.value
