"""What stands on whose first page, in the order in which it matters."""

from enum import StrEnum

from qa_app.access.rules import Duty, Permission, Role, Viewer, may_any


class Section(StrEnum):
    """Part of a first page, by its heading. Its fragment is pages/sections/<name>.html."""

    CONCERNS = "Safety concerns"
    SHUT_AUDITS = "Audits shut because of a wrong child"
    MY_AUDITS = "Records for you to audit"
    INADEQUATES = "Audits with the lowest grade"
    SECOND_OPINIONS = "Second opinions that wait"
    ON_MY_AUDITS = "Second opinions on your audits"
    CALIBRATIONS = "Calibration exercises"
    ACCURACY = "How accurate our grading is"
    SIGN_OFF = "Audits to sign off"
    GIVEN_SECTIONS = "Sections for you to answer"
    FAMILIES = "Families who wait for you"
    OWN_WORK = "Audits of your work"
    CONVERSATIONS = "Practitioners to talk with, or to answer"
    NOTICED = "Good practice of yours that was noticed"
    SUPERVISION = "Supervision"
    RECORD_TEXTS = "Audits for children’s records"
    MY_ACTIONS = "Your actions"
    TEAM_ACTIONS = "Actions owed in your teams"
    COMPLETION = "This month’s audits"
    ROUNDS = "Rounds that wait for you"
    NAMED_ROUNDS = "Rounds named for you"
    CHILDREN = "The list of children"
    MY_CHILDREN = "Children you work with"
    RESTRICTED = "Restricted records to look at again"
    READINESS = "Before a real child’s record comes in"
    SINGLE_SIGN_ON = "Single sign-on"
    REPORTS = "Reports and schedules"
    TEMPLATES = "Audit templates for you to publish"
    HAND_OVER = "Work of people who leave"
    ACCESS_REVIEW = "Review of who holds what"
    ACCOUNTS = "Accounts"
    RUNNING = "Mail and timed work"
    ACCESS_ENDS = "Your access"


P, S = Permission, Section

# Any of these permissions will do; with none named, the section is for all.
NEEDS: dict[Section, tuple[Permission, ...]] = {
    S.CONCERNS: (P.CONCERN_READ,),
    S.SHUT_AUDITS: (P.AUDIT_SHUT_AGREE,),
    S.MY_AUDITS: (P.AUDIT_WRITE,),
    S.INADEQUATES: (P.INADEQUATE_READ,),
    S.SECOND_OPINIONS: (P.AUDIT_MODERATE,),
    S.ON_MY_AUDITS: (P.AUDIT_WRITE,),
    S.CALIBRATIONS: (P.CALIBRATION_GRADE, P.CALIBRATION_WRITE),
    S.ACCURACY: (P.ACCURACY_READ,),
    S.SIGN_OFF: (P.AUDIT_SIGN_OFF,),
    S.GIVEN_SECTIONS: (P.SECTION_ANSWER,),
    S.FAMILIES: (P.FAMILY_CONFIRM, P.FAMILY_TELL),
    S.OWN_WORK: (P.REFLECTION_WRITE,),
    S.CONVERSATIONS: (P.AUDIT_WRITE,),
    S.NOTICED: (P.REFLECTION_WRITE,),
    S.SUPERVISION: (P.SUPERVISION_WRITE,),
    S.RECORD_TEXTS: (P.RECORD_TEXT,),
    S.MY_ACTIONS: (P.ACTION_READ,),
    S.TEAM_ACTIONS: (P.ACTION_COUNT,),
    S.COMPLETION: (P.COMPLETION_READ,),
    S.ROUNDS: (P.ROUND_WRITE,),
    S.NAMED_ROUNDS: (P.ROUND_READ,),
    S.CHILDREN: (P.CHILD_COUNT,),
    S.MY_CHILDREN: (P.CHILD_READ,),
    S.RESTRICTED: (P.CHILD_RESTRICT,),
    S.READINESS: (P.READINESS_WRITE,),
    S.SINGLE_SIGN_ON: (P.SIGN_ON_APPROVE,),
    S.REPORTS: (P.REPORT_READ,),
    S.TEMPLATES: (P.TEMPLATE_PUBLISH,),
    S.HAND_OVER: (P.HANDOVER_READ,),
    S.ACCESS_REVIEW: (P.ACCESS_REVIEW, P.ACCESS_SIGN_OFF),
    S.ACCOUNTS: (P.PERSON_WRITE,),
    S.RUNNING: (P.SETTINGS_WRITE,),
    S.ACCESS_ENDS: (),
}

# Their pages hold for the whole council, and so do they.
COUNCIL_WIDE = {S.READINESS, S.RUNNING, S.SINGLE_SIGN_ON}

FIRST_PAGES: dict[Role | Duty, tuple[Section, ...]] = {
    Role.PRACTITIONER: (
        S.FAMILIES,
        S.OWN_WORK,
        S.NOTICED,
        S.MY_AUDITS,
        S.MY_ACTIONS,
        S.MY_CHILDREN,
    ),
    Role.TEAM_MANAGER: (
        S.CONCERNS,
        S.MY_AUDITS,
        S.ON_MY_AUDITS,
        S.CALIBRATIONS,
        S.FAMILIES,
        S.CONVERSATIONS,
        S.SUPERVISION,
        S.RECORD_TEXTS,
        S.OWN_WORK,
        S.NOTICED,
        S.MY_ACTIONS,
        S.TEAM_ACTIONS,
        S.COMPLETION,
        S.CHILDREN,
        S.HAND_OVER,
    ),
    Role.SERVICE_MANAGER: (
        S.CONCERNS,
        S.COMPLETION,
        S.FAMILIES,
        S.TEAM_ACTIONS,
        S.SUPERVISION,
        S.RECORD_TEXTS,
        S.MY_ACTIONS,
        S.MY_AUDITS,
        S.ON_MY_AUDITS,
        S.CALIBRATIONS,
        S.CONVERSATIONS,
        S.OWN_WORK,
        S.NOTICED,
        S.HAND_OVER,
        S.CHILDREN,
    ),
    Role.HEAD_OF_SERVICE: (
        S.CONCERNS,
        S.SHUT_AUDITS,
        S.INADEQUATES,
        S.COMPLETION,
        S.SIGN_OFF,
        S.FAMILIES,
        S.TEAM_ACTIONS,
        S.SUPERVISION,
        S.RECORD_TEXTS,
        S.MY_ACTIONS,
        S.TEMPLATES,
        S.RESTRICTED,
        S.MY_AUDITS,
        S.ON_MY_AUDITS,
        S.CALIBRATIONS,
        S.CONVERSATIONS,
        S.OWN_WORK,
        S.NOTICED,
        S.HAND_OVER,
        S.CHILDREN,
    ),
    Role.REVIEWING_OFFICER: (
        S.FAMILIES,
        S.MY_AUDITS,
        S.ON_MY_AUDITS,
        S.CALIBRATIONS,
        S.CONVERSATIONS,
        S.OWN_WORK,
        S.NOTICED,
        S.MY_ACTIONS,
        S.MY_CHILDREN,
    ),
    Role.QA_LEAD: (
        S.CONCERNS,
        S.COMPLETION,
        S.SECOND_OPINIONS,
        S.CALIBRATIONS,
        S.SIGN_OFF,
        S.INADEQUATES,
        S.ACCURACY,
        S.FAMILIES,
        S.ROUNDS,
        S.REPORTS,
        S.TEMPLATES,
        S.RESTRICTED,
        S.TEAM_ACTIONS,
        S.RECORD_TEXTS,
        S.MY_ACTIONS,
        S.CHILDREN,
        S.HAND_OVER,
        S.MY_AUDITS,
        S.ON_MY_AUDITS,
        S.CONVERSATIONS,
        S.OWN_WORK,
        S.NOTICED,
    ),
    Role.QA_OFFICER: (S.COMPLETION, S.ROUNDS, S.TEAM_ACTIONS, S.CHILDREN, S.HAND_OVER),
    Role.PRINCIPAL_SOCIAL_WORKER: (
        S.CONCERNS,
        S.COMPLETION,
        S.ACCURACY,
        S.SECOND_OPINIONS,
        S.CALIBRATIONS,
        S.INADEQUATES,
        S.FAMILIES,
        S.TEAM_ACTIONS,
        S.RECORD_TEXTS,
        S.MY_ACTIONS,
        S.TEMPLATES,
        S.MY_AUDITS,
        S.ON_MY_AUDITS,
        S.CONVERSATIONS,
        S.OWN_WORK,
        S.NOTICED,
        S.CHILDREN,
    ),
    Role.DATA_OFFICER: (S.CHILDREN, S.COMPLETION),
    Role.DIRECTOR: (
        S.CONCERNS,
        S.INADEQUATES,
        S.COMPLETION,
        S.ACCURACY,
        S.TEAM_ACTIONS,
        S.MY_ACTIONS,
        S.CHILDREN,
    ),
    Role.INSPECTOR: (S.NAMED_ROUNDS, S.ACCESS_ENDS),
    Role.INFORMATION_GOVERNANCE: (
        S.SHUT_AUDITS,
        S.READINESS,
        S.SINGLE_SIGN_ON,
        S.ACCESS_REVIEW,
        S.CHILDREN,
    ),
    Role.EXTERNAL_AUDITOR: (
        S.FAMILIES,
        S.GIVEN_SECTIONS,
        S.MY_AUDITS,
        S.ON_MY_AUDITS,
        S.CALIBRATIONS,
        S.CONVERSATIONS,
        S.ACCESS_ENDS,
    ),
    Role.ADMINISTRATOR: (
        S.SINGLE_SIGN_ON,
        S.ACCOUNTS,
        S.ACCESS_REVIEW,
        S.HAND_OVER,
        S.RUNNING,
    ),
    Duty.AUDITOR: (
        S.FAMILIES,
        S.MY_AUDITS,
        S.ON_MY_AUDITS,
        S.CALIBRATIONS,
        S.CONVERSATIONS,
        S.MY_ACTIONS,
    ),
    Duty.MODERATOR: (S.SECOND_OPINIONS, S.CALIBRATIONS),
}


def sections_for(viewer: Viewer) -> list[Section]:
    """Those of each of their roles, in turn and without repeats, as far as they may see them."""
    wanted = dict.fromkeys(one for role in viewer.roles for one in FIRST_PAGES[role])
    return [
        one
        for one in wanted
        if not NEEDS[one] or may_any(viewer, NEEDS[one], council_wide=one in COUNCIL_WIDE)
    ]
