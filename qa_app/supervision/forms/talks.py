"""What was talked through, and when."""

from collections.abc import Iterable

from qa_app.actions.models import Action
from qa_app.foundation.clock import long_date
from qa_app.supervision.queries.released import Released
from qa_app.supervision.rules.talking import LONGEST_NOTE
from qa_app.web.fields import Form, button, checkboxes, date, text_area


class TalkForm(Form):
    audits = checkboxes(
        "Which audits did you talk through?",
        optional=True,
        hint="Tick those that you did. The others stay on the sheet.",
    )
    actions = checkboxes("Which actions did you talk about?", optional=True)
    talked_on = date(
        "When was that?", called="The day", missing="Enter the day on which you talked"
    )
    note = text_area(
        "What came of it",
        rows=4,
        max_length=LONGEST_NOTE,
        optional=True,
        hint="The practitioner reads it too. Do not name a child or their family.",
    )
    save = button("Note that it was talked through")

    def offer(self, audits: Iterable[Released], actions: Iterable[Action]) -> None:
        self.audits.options = [(one.audit.public_id, audit_in_a_line(one)) for one in audits]
        self.actions.options = [(one.public_id, one.as_told) for one in actions]
        for name in ("audits", "actions"):
            if not self[name].options:
                del self[name]

    def chosen(self, name: str) -> set[str]:
        return {*(self[name].data or ())} if name in self else set()


def audit_in_a_line(one: Released) -> str:
    whose = (
        "their own work" if one.audit.is_of_own_work else f"record {one.audit.allocation.reference}"
    )
    return f"{one.audit.template_version.name}, {whose}, released {long_date(one.released_on)}"
