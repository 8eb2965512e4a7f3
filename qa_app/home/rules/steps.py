"""What the help page tells somebody in each role to do first: what the service does today, and no more."""

from qa_app.access.rules import Duty, Role
from qa_app.home.rules.shared_steps import (
    ACCURACY,
    AUDIT,
    AWAY,
    CHECK_THEMES,
    COMPLETION,
    CONFIRM,
    DRAW,
    GIVE,
    LATE,
    LOOK_AT_HAND_OVER,
    LOWEST,
    ONTO_RECORDS,
    OVERVIEW,
    OWE,
    PUBLISH,
    SECOND_OPINIONS,
    SIGN_OFF,
    STAFF_LIST,
    SUPERVISE,
    Step,
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
        OWE,
        Step(
            "Audits are for those who audit. If you are appointed as auditor, they come into your menu."
        ),
        AWAY,
    ),
    Role.TEAM_MANAGER: (*AUDIT, SUPERVISE, ONTO_RECORDS, OWE, LATE, LOOK_AT_HAND_OVER, AWAY),
    Role.SERVICE_MANAGER: (
        LATE,
        SUPERVISE,
        ONTO_RECORDS,
        OWE,
        *AUDIT,
        LOOK_AT_HAND_OVER,
        AWAY,
    ),
    Role.HEAD_OF_SERVICE: (
        OVERVIEW,
        LATE,
        OWE,
        Step(
            "Open Children and choose a team to see its records on the list.",
            "Children",
            "children.index",
        ),
        Step("A restricted record has a review date. Home tells you when one is near."),
        PUBLISH,
        *AUDIT[:1],
    ),
    Role.REVIEWING_OFFICER: (*AUDIT, OWE, AWAY),
    Role.QA_LEAD: (
        LATE,
        COMPLETION,
        CONFIRM,
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
        CHECK_THEMES,
        GIVE,
        DRAW,
        SECOND_OPINIONS,
        SIGN_OFF,
        LOWEST,
        ACCURACY,
    ),
    Role.QA_OFFICER: (
        LATE,
        Step(
            "Import the list of children. Nothing is changed until you confirm.",
            "Import the list of children",
            "children.new_import",
        ),
        GIVE,
        DRAW,
    ),
    Role.PRINCIPAL_SOCIAL_WORKER: (
        OVERVIEW,
        LATE,
        *AUDIT[:1],
        Step(
            "From Completion, open a submitted audit to read its grades and what they rest on.",
            "Completion",
            "insight.completion",
        ),
        CHECK_THEMES,
        PUBLISH,
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
        STAFF_LIST,
    ),
    Role.DIRECTOR: (
        OVERVIEW,
        LATE,
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
        *AUDIT,
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
    Duty.AUDITOR: AUDIT,
    Duty.MODERATOR: (SECOND_OPINIONS,),
}
