"""What the help page tells somebody in each role to do first."""

from qa_app.access.rules import Duty, Role

_audit = (
    "Open Audits in the menu. Each record to read stands there with its reference and due date.",
    "Open the same record in the case system, beside this service, and select Begin.",
    "Read the record, talk with the practitioner, then grade each section. You can stop and come back.",
    "When every section has a grade, check what you wrote and submit the audit.",
)

FIRST_STEPS: dict[Role | Duty, tuple[str, ...]] = {
    Role.PRACTITIONER: (
        "Home shows what is waiting for you. When a record you work with is chosen, you are told.",
        "Open Children to see the records on the list that name you as practitioner.",
        "If an audit is allocated to you, it stands under Audits with its due date.",
    ),
    Role.TEAM_MANAGER: (
        *_audit,
        "Open Completion to see how many audits of your team’s records are done this month.",
        "Before leave, record your absence and a deputy, so that approvals and reminders reach somebody.",
    ),
    Role.SERVICE_MANAGER: (
        "Home shows how far your teams’ audits are this month, and which are late.",
        *_audit,
        "Open the hand-over list when somebody leaves, and give their open work to somebody else.",
    ),
    Role.HEAD_OF_SERVICE: (
        "Home shows how far your service’s audits are this month, and which are late.",
        "Open Children and select your service to see how many records are on the list, and where.",
        "A restricted record has a review date. Home tells you when one is near.",
        *_audit[:1],
    ),
    Role.REVIEWING_OFFICER: _audit,
    Role.QA_LEAD: (
        "Home shows this month: how many audits are done, and which are late.",
        "Ask the data officer for a fresh list of children before each month is drawn.",
        "Review restricted records on their dates. They are drawn only to auditors cleared for them.",
        "Open Completion for each month of two years, the records behind it and the workbook of audits.",
        "When an inspector or adviser comes, name the rounds they may read, from Completion.",
    ),
    Role.QA_OFFICER: (
        "Home shows this month’s audits and which are late.",
        "Import the list of children: open Children, then Import a list. Nothing is changed until you confirm.",
        "Check the hand-over list: work that belongs to somebody who has left needs another owner.",
    ),
    Role.PRINCIPAL_SOCIAL_WORKER: (
        "Home shows how far the council’s audits are this month.",
        *_audit[:1],
        "Open a submitted audit to read its grades and what they rest on.",
    ),
    Role.DATA_OFFICER: (
        "Open Children, then Import a list. An Ofsted Annex A workbook will do, or a report from the case system.",
        "Check the preview: which columns were understood, which rows were refused and why.",
        "Confirm. All accepted rows are taken at once, and you can undo it until the list is used.",
        "Import the staff list in the same way when people or teams have changed.",
    ),
    Role.DIRECTOR: (
        "Home says how far the council’s audits are this month.",
        "Select any figure to see what it is made of.",
        "You can read everything of your council but restricted records, and change nothing.",
    ),
    Role.INSPECTOR: (
        "Home shows the rounds that were named for you.",
        "You can read these and nothing else, until your last day.",
    ),
    Role.INFORMATION_GOVERNANCE: (
        "Home says what is still missing before real children’s records may be imported.",
        "Open Who did what to see events, who has looked at a child’s record, and what was downloaded.",
        "Sign off the review of access each quarter.",
    ),
    Role.EXTERNAL_AUDITOR: (
        *_audit,
        "Your access ends on the day that Home shows. Submit what you have before then.",
    ),
    Role.ADMINISTRATOR: (
        "Open Places and add the services, localities and teams, or import the staff list, which brings them.",
        "Open People and invite each person. They get an email with a link that works once.",
        "Open Settings and enter the council’s name, colour and contacts.",
        "Look at Home each week: accounts that nobody uses, email that was not sent, timers that stopped.",
    ),
    Duty.AUDITOR: _audit,
    Duty.MODERATOR: (
        "You give a second opinion on audits that others have submitted, and never on your own.",
    ),
}
