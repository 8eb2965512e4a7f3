"""What can be done, how far that goes, and what people are appointed as."""

from enum import StrEnum


class Permission(StrEnum):
    """What can be done. The words are those of the roles page."""

    # The organisation
    PLACE_READ = "See services and teams"
    PLACE_WRITE = "Add, rename, move and close services and teams"
    PERSON_READ = "See who works where"
    PERSON_WRITE = "Invite, appoint and disable people"
    STAFF_IMPORT = "Import the staff list"
    ABSENCE_WRITE = "Record absences and deputies"
    HANDOVER_READ = "See the open work of people who left"
    ACCESS_REVIEW = "Decide each quarter who keeps what they hold"
    ACCESS_SIGN_OFF = "Sign off the quarterly review of access, never one they decided"
    SETTINGS_WRITE = "Change the council's settings"
    SIGN_ON_APPROVE = "Approve single sign-on that somebody else has set up"
    # Children's records
    CHILD_COUNT = "See counts of children on the list"
    CHILD_READ = "See children's references, statuses and teams"
    CHILD_IDENTITY = "See birth month, gender, ethnicity and disability"
    CHILD_IMPORT = "Import the list of children"
    CHILD_MERGE = "Merge two references of one child"
    CHILD_RESTRICT = "Restrict a child's record, and lift the restriction"
    CHILD_RESTRICTED = "See restricted children"
    # The programme
    TEMPLATE_READ = "Read audit templates"
    TEMPLATE_WRITE = "Edit audit templates, and ask for them to be published"
    TEMPLATE_PUBLISH = "Publish audit templates that somebody else has edited"
    ROUND_READ = "See rounds and who audits what"
    ROUND_WRITE = "Plan, draw and allocate rounds"
    ROUND_BY_NAME = "Have records audited that they name by reference"
    ROUND_NAME = "Name rounds for an inspector or adviser to read"
    COMPLETION_READ = "See how many audits are done"
    # Audits
    AUDIT_READ = "Read audits"
    AUDIT_WRITE = "Write the audits allocated to them"
    SECTION_ANSWER = "Answer the sections of audits that are given to them"
    OWN_WORK_READ = "Read audits of a practitioner’s own work: supervision files and observations"
    OWN_WORK_RUN = "Plan and give out audits of a practitioner’s own work, without reading them"
    AUDIT_MODERATE = "Give a second opinion on an audit, never on their own"
    AUDIT_SIGN_OFF = "Sign audits off"
    INADEQUATE_READ = "See the audits with the lowest grade, and what was put right"
    INADEQUATE_ANSWER = "Say what was put right after an audit with the lowest grade, and close it"
    AUDIT_SHUT_READ = (
        "Read what is written in an audit that is shut because of a wrong child, and propose what "
        "becomes of it"
    )
    AUDIT_SHUT_AGREE = "Agree to what becomes of a shut audit, never to what they proposed"
    AUDIT_IMPORT = "Import audits of past years, and take them out again"
    INSIGHT_READ = "See what audits say about practice, counted together"
    ACCURACY_READ = "See how far auditors and moderators agree, counted together"
    COACHING_READ = (
        "See how one auditor’s grades compare with their moderators’, and read coaching notes"
    )
    COACHING_WRITE = "Write coaching notes for an auditor"
    AUDITOR_MAKE = "Note training and practice audits, and say who may audit alone"
    CALIBRATION_WRITE = "Open calibration exercises, and lead what follows"
    CALIBRATION_GRADE = "Grade in the calibration exercises that they take part in"
    REFLECTION_WRITE = (
        "Take part in audits of their own work, and read and answer them once they are released"
    )
    # What follows an audit
    RECORD_TEXT = "Copy audits onto children’s records as text, and say that they are there"
    SUPERVISION_WRITE = "See the supervision sheets of the practitioners they manage, and note what was talked through"
    THANKS_WRITE = "Thank practitioners for work that an audit has shown"
    THEME_CHECK = "Change and check the themes of what audits found"
    VIEW_SAVE = "Save filters of pages of figures, and share them with the people of their places"
    REPORT_READ = "Open reports and exports"
    QUOTE_WRITE = "Write quotes for papers, and approve those of others"
    REPORT_STYLE = "Give the council’s own Word style for papers"
    REPORT_FETCH = "Fetch, call off and ask again for reports that they asked for"
    # What children and families say
    FAMILY_CONFIRM = "Say whether it is safe to ask a child and their family"
    FAMILY_READ = "Read what children and families said"
    FAMILY_TELL = "Tell families what came of their worries and complaints"
    FAMILY_COUNT = "See how often children and families were asked"
    # Safety
    CONCERN_READ = "See safety concerns"
    CONCERN_RECEIVE = "Say that they have a safety concern, and close it"
    # Actions
    ACTION_COUNT = "See how many actions are owed, and how many were done on time"
    ACTION_READ = "See actions: what will be done, by whom, and what came of it"
    ACTION_DO = "Say what came of an action"
    ACTION_WRITE = (
        "Give actions to another owner, put them off, or say that they are no longer right"
    )
    ACTION_CONFIRM = "Confirm that an action was done, or reopen it, never one they owe"
    # Accountability
    TRAIL_READ = "See who did what and who looked at a child's record"
    TRAIL_ACCOUNTS = "See account events"
    EXPORT_LOG_READ = "See what was exported"
    RETENTION_WRITE = "Set retention and carry it out"
    READINESS_WRITE = "Record the impact assessment and the retention rules"
    # Other programs
    API_WRITE = "Make and end the tokens by which other programs read figures"
    API_LEND = "Let such a token read rows, words or references, and take that back"


class Reach(StrEnum):
    """How far a permission goes."""

    PLACE = "Where they are appointed, and below"
    OWN = "Their own"
    ALLOCATED = "What is allocated to them"
    NAMED = "The rounds named for them"


class Role(StrEnum):
    PRACTITIONER = "Practitioner"
    TEAM_MANAGER = "Team manager"
    SERVICE_MANAGER = "Service manager"
    HEAD_OF_SERVICE = "Head of service"
    REVIEWING_OFFICER = "Reviewing officer"
    QA_LEAD = "QA lead"
    QA_OFFICER = "QA officer"
    PRINCIPAL_SOCIAL_WORKER = "Principal social worker"
    DATA_OFFICER = "Data officer"
    DIRECTOR = "Director"
    INSPECTOR = "Inspector or adviser"
    INFORMATION_GOVERNANCE = "Information governance"
    EXTERNAL_AUDITOR = "External auditor"
    ADMINISTRATOR = "Administrator"


class Duty(StrEnum):
    """Added to any role by appointment."""

    AUDITOR = "Auditor"
    MODERATOR = "Moderator"


MUST_END = {Role.EXTERNAL_AUDITOR, Role.INSPECTOR}
LONGEST_EXTERNAL_DAYS = 90

# Roles whose holders never see a child, whatever else they hold would say of places.
NEVER_A_CHILD = {Role.ADMINISTRATOR, Role.DATA_OFFICER}
