"""What is asked before a real child, and which account's doings are looked for."""

from qa_app.organisation.forms.versions import VersionedForm
from qa_app.retention.rules import Readiness
from qa_app.web.fields import button, date


class ReadinessForm(VersionedForm):
    impact_assessment_on = date(
        "When was the data protection impact assessment signed?",
        called="The day of the impact assessment",
        optional=True,
        hint="Leave it empty until your data protection officer has signed it.",
    )
    retention_rules_on = date(
        "When were the retention rules agreed?",
        called="The day of the retention rules",
        optional=True,
        hint="How long audits and this record are kept, and who destroys them.",
    )
    save = button("Save")

    @property
    def readiness(self) -> Readiness:
        return Readiness(self.impact_assessment_on.data, self.retention_rules_on.data)
