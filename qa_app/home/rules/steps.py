"""What the help page tells somebody in each role to do first: what the service does today, and no more."""

from dataclasses import dataclass

from qa_app.access.rules import Duty, Role


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


_audit = (
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
_away = Step(
    "Before leave, open People, choose your own name and record your days away and who stands in.",
    "People",
    "people.index",
)
_owe = Step(
    "Open Actions to see what you owe and by when. When it is done, say what was done and whether it helped.",
    "Actions",
    "actions.index",
)
_confirm = Step(
    "Open Actions to confirm what was done, or reopen it. Look first at what is overdue, or at what nobody can see to.",
    "Actions",
    "actions.index",
)
_supervise = Step(
    "Before supervision open Supervision: one sheet a practitioner, strengths first. Afterwards note what was talked through.",
    "Supervision",
    "supervision.index",
)
_onto_records = Step(
    "Copy released audits onto children’s records, and say since when they are there.",
    "Copy released audits onto children’s records",
    "follow_up.record_texts",
)
_check_themes = Step(
    "Open Checked themes to say which themes findings are about, before figures are drawn from them.",
    "Checked themes",
    "learning.themes",
)
_completion = Step(
    "Open Completion for the figures of each month of two years, and the audits behind them.",
    "Completion",
    "insight.completion",
)
_late = Step(
    "Home shows this month’s audits, and which are late from any month.", "Home", "home.show"
)
_publish = Step(
    "Open Templates when somebody has asked you to publish one. Nobody publishes what they edited.",
    "Templates",
    "audit_templates.index",
)
_look_at_hand_over = Step(
    "Look at the hand-over list when somebody leaves. The QA lead or QA officer gives their records to somebody else.",
    "hand-over list",
    "people.hand_over",
)  # fmt: skip
_give = Step(
    "Check the hand-over list, and give the records of somebody who leaves to another auditor.",
    "hand-over list",
    "people.hand_over",
)
_draw = Step(
    "Open Rounds to plan programmes in the year planner, to draw a month’s records and to give them out.",
    "Rounds",
    "rounds.index",
)
_second_opinions = Step(
    "Open Second opinions to read a record again: blind where chance chose it, openly where a rule did.",
    "Second opinions",
    "moderation.index",
)
_sign_off = Step(
    "Open Sign off for audits that are agreed and wait for you.", "Sign off", "signing_off.index"
)
_lowest = Step(
    "Open Lowest grades to see what was put right after an audit with the lowest grade.",
    "Lowest grades",
    "inadequates.index",
)
_overview = Step(
    "Open Overview to see what has changed, how we know, and where help may be needed.",
    "Overview",
    "overview.show",
)
_accuracy = Step(
    "Open Accuracy to see how often auditors and moderators grade alike.",
    "Accuracy",
    "accuracy.show",
)
_staff_list = Step(
    "Import the staff list in the same way when people or teams have changed.",
    "Import the staff list",
    "people.staff_imports",
)

FIRST_STEPS: dict[Role | Duty, tuple[Step, ...]] = {
    Role.PRACTITIONER: (
        Step(
            "Open Children to see the records on the newest list that name you as practitioner.",
            "Children",
            "children.index",
        ),
        Step(
            "Home tells you, as an email does, when a record you work with is audited. Prepare, talk with the auditor, then read it.",
            "Home",
            "home.show",
        ),
        Step(
            "My growth holds what audits found over time and your own notes. Nobody but you reads the notes.",
            "My growth",
            "supervision.my_growth",
        ),
        _owe,
        Step(
            "Audits are for those who audit. If you are appointed as auditor, they come into your menu."
        ),
        _away,
    ),
    Role.TEAM_MANAGER: (*_audit, _supervise, _onto_records, _owe, _late, _look_at_hand_over, _away),
    Role.SERVICE_MANAGER: (
        _late,
        _supervise,
        _onto_records,
        _owe,
        *_audit,
        _look_at_hand_over,
        _away,
    ),
    Role.HEAD_OF_SERVICE: (
        _overview,
        _late,
        _owe,
        Step(
            "Open Children and choose a team to see its records on the list.",
            "Children",
            "children.index",
        ),
        Step("A restricted record has a review date. Home tells you when one is near."),
        _publish,
        *_audit[:1],
    ),
    Role.REVIEWING_OFFICER: (*_audit, _owe, _away),
    Role.QA_LEAD: (
        _late,
        _completion,
        _confirm,
        Step("Review restricted records on their dates. Home tells you when one is near."),
        Step(
            "Open Templates to edit a template and ask for it to be published. Somebody else publishes it.",
            "Templates",
            "audit_templates.index",
        ),
        Step(
            "When an inspector or adviser comes, name the rounds they may read.",
            "name the rounds",
            "rounds.readers",
        ),
        Step(
            "Open Second audits to have records read again after a low grade, and some others by chance.",
            "Second audits",
            "follow_up.due",
        ),
        _check_themes,
        _give,
        _draw,
        _second_opinions,
        _sign_off,
        _lowest,
        _accuracy,
    ),
    Role.QA_OFFICER: (
        _late,
        Step(
            "Import the list of children. Nothing is changed until you confirm.",
            "Import the list of children",
            "children.new_import",
        ),
        _give,
        _draw,
    ),
    Role.PRINCIPAL_SOCIAL_WORKER: (
        _overview,
        _late,
        *_audit[:1],
        Step(
            "From Completion, open a submitted audit to read its grades and what they rest on.",
            "Completion",
            "insight.completion",
        ),
        _check_themes,
        _publish,
    ),
    Role.DATA_OFFICER: (
        Step(
            "Import a list of children. An Ofsted Annex A workbook will do, or a report from the case system.",
            "Import a list",
            "children.new_import",
        ),
        Step("Check the preview: which columns were understood, which rows were refused and why."),
        Step(
            "Confirm. All accepted rows are taken at once, and you can undo it until the list is used."
        ),
        _staff_list,
    ),
    Role.DIRECTOR: (
        _overview,
        _late,
        Step(
            "Open Completion and select any figure to see what it is made of.",
            "Completion",
            "insight.completion",
        ),
        Step(
            "You can read the audits and records of your council but restricted ones. You change nothing but your own days away, and can thank a practitioner for good work."
        ),
    ),
    Role.INSPECTOR: (
        Step("Home shows the rounds that were named for you.", "Home", "home.show"),
        Step(
            "Open the audits of these rounds, month by month.",
            "audits of these rounds",
            "insight.records",
        ),
        Step("You can read these and the audit templates, and nothing else, until your last day."),
    ),
    Role.INFORMATION_GOVERNANCE: (
        Step(
            "Record the impact assessment and the retention rules before real children’s records come in.",
            "Record the impact assessment and the retention rules",
            "readiness.show",
        ),
        Step(
            "Open Who did what to see events, who has looked at a child’s record, and what was downloaded.",
            "Who did what",
            "trail.index",
        ),
        Step(
            "Sign off the review of access each quarter, once somebody else has decided every role.",
            "review of access",
            "access_reviews.index",
        ),
    ),
    Role.EXTERNAL_AUDITOR: (
        *_audit,
        Step(
            "Your access ends on the day that Home shows. Submit what you have before then.",
            "Home",
            "home.show",
        ),
    ),
    Role.ADMINISTRATOR: (
        Step(
            "Open Places and add the services, localities and teams.",
            "Places",
            "places.index",
        ),
        Step(
            "Or import the staff list, which brings them with the people.",
            "import the staff list",
            "people.staff_imports",
        ),
        Step(
            "Open People and invite each person. They get an email with a link that works once.",
            "People",
            "people.index",
        ),
        Step(
            "Open Settings and enter the council’s name, colour and contacts.",
            "Settings",
            "settings.index",
        ),
        Step(
            "Look at Home each week: accounts that nobody uses, email that was not sent, timers that stopped.",
            "Home",
            "home.show",
        ),
    ),
    Duty.AUDITOR: _audit,
    Duty.MODERATOR: (_second_opinions,),
}
