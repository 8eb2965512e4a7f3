"""A step to do first, and those that several roles share."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A sentence or two; the words that name a page lead there, for those who may open it."""

    words: str
    link: str = ""
    endpoint: str = ""

    @property
    def parts(self) -> tuple[str, str, str]:
        """The words before the link, its own and those after it."""
        return self.words.partition(self.link) if self.link else (self.words, "", "")


AUDIT = (
    Step(
        "Open Audits in the menu. Each record to read stands there with its reference and due date.",
        "Audits",
        "audits.mine",
    ),
    Step("Open the same record in the case system, beside this service, and select Begin."),
    Step("Read the record, talk with the practitioner, then grade each section. You can stop and come back."),
    Step("When every section has a grade, check what you wrote and submit the audit."),
    Step(
        "Book the conversation with the practitioner, and note it. What is below good is released to them only then."
    ),
)  # fmt: skip
AWAY = Step(
    "Before leave, open People, choose your own name and record your days away and who stands in.",
    "People",
    "people.index",
)
OWE = Step(
    "Open Actions to see what you owe and by when. When it is done, say what was done and whether it helped.",
    "Actions",
    "actions.index",
)
CONFIRM = Step(
    "Open Actions to confirm what was done, or reopen it. Look first at what is overdue, or at what nobody can see to.",
    "Actions",
    "actions.index",
)
SUPERVISE = Step(
    "Before supervision open Supervision: one sheet a practitioner, strengths first. Afterwards note what was talked through.",
    "Supervision",
    "supervision.index",
)
ONTO_RECORDS = Step(
    "Copy released audits onto children’s records, and say since when they are there.",
    "Copy released audits onto children’s records",
    "follow_up.record_texts",
)
CHECK_THEMES = Step(
    "Open Checked themes to say which themes findings are about, before figures are drawn from them.",
    "Checked themes",
    "learning.themes",
)
COMPLETION = Step(
    "Open Completion for the figures of each month of two years, and the audits behind them.",
    "Completion",
    "insight.completion",
)
LATE = Step(
    "Home shows this month’s audits, and which are late from any month.", "Home", "home.show"
)
PUBLISH = Step(
    "Open Templates when somebody has asked you to publish one. Nobody publishes what they edited.",
    "Templates",
    "audit_templates.index",
)
LOOK_AT_HAND_OVER = Step(
    "Look at the hand-over list when somebody leaves. The QA lead or QA officer gives their records to somebody else.",
    "hand-over list",
    "people.hand_over",
)  # fmt: skip
GIVE = Step(
    "Check the hand-over list, and give the records of somebody who leaves to another auditor.",
    "hand-over list",
    "people.hand_over",
)
DRAW = Step(
    "Open Rounds to plan programmes in the year planner, to draw a month’s records and to give them out.",
    "Rounds",
    "rounds.index",
)
SECOND_OPINIONS = Step(
    "Open Second opinions to read a record again: blind where chance chose it, openly where a rule did.",
    "Second opinions",
    "moderation.index",
)
SIGN_OFF = Step(
    "Open Sign off for audits that are agreed and wait for you.", "Sign off", "signing_off.index"
)
LOWEST = Step(
    "Open Lowest grades to see what was put right after an audit with the lowest grade.",
    "Lowest grades",
    "inadequates.index",
)
OVERVIEW = Step(
    "Open Overview to see what has changed, how we know, and where help may be needed.",
    "Overview",
    "overview.show",
)
ACCURACY = Step(
    "Open Accuracy to see how often auditors and moderators grade alike.",
    "Accuracy",
    "accuracy.show",
)
STAFF_LIST = Step(
    "Import the staff list in the same way when people or teams have changed.",
    "Import the staff list",
    "people.staff_imports",
)
