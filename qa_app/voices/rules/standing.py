"""How far a practitioner’s part in an audit has come, and what they may still do in it."""

from dataclasses import dataclass
from enum import StrEnum

from qa_app.audit_templates.rules import Template
from qa_app.audit_templates.rules.words import Mode, RuleKind


class State(StrEnum):
    TO_PREPARE = "To prepare"
    BEGUN = "Begun"
    SENT = "Sent to the auditor"
    DECLINED = "Not taking part"
    WITHDRAWN = "Withdrawn"
    PASSED = "Not prepared"


SENT = "You have sent this to the auditor, so it can no longer be changed"
WITHDRAWN = "This audit has been withdrawn, so nothing is asked of you any more"
PASSED = "This audit has been released to you, so there is nothing to prepare any more"


def grades_come_first(template: Template) -> bool:
    """Whether a practitioner grades their own work before they see the auditor’s grades."""
    return any(
        one.kind is RuleKind.OWN_GRADE_FIRST and one.mode is not Mode.OFF for one in template.rules
    )


@dataclass(frozen=True)
class Standing:
    """What was said and done so far, by whomever."""

    is_begun: bool = False
    is_sent: bool = False
    is_declined: bool = False
    is_withdrawn: bool = False
    is_released: bool = False
    # After it was released it became a draft again, or waits for a second opinion.
    is_reopened: bool = False
    # They chose to read the audit without having graded.
    has_gone_on: bool = False
    own_grade_first: bool = False

    @property
    def state(self) -> State:
        if self.is_withdrawn:
            return State.WITHDRAWN
        if self.is_sent:
            return State.SENT
        if self.is_declined:
            return State.DECLINED
        if self.why_not_prepare:
            return State.PASSED
        return State.BEGUN if self.is_begun else State.TO_PREPARE

    @property
    def why_not_prepare(self) -> str:
        """Nothing while they may. Whoever said no may still change their mind."""
        if self.is_withdrawn:
            return WITHDRAWN
        if self.is_sent:
            return SENT
        return PASSED if self.is_released and not self.grades_first else ""

    @property
    def grades_first(self) -> bool:
        """Whether their own grades are asked for before the audit opens to them."""
        answered = self.is_sent or self.is_declined or self.has_gone_on
        return self.is_released and self.own_grade_first and not answered

    @property
    def may_read_audit(self) -> bool:
        stands = self.is_released and not self.is_reopened and not self.is_withdrawn
        return stands and not self.grades_first
