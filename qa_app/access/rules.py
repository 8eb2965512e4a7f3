"""Who may do what, where: one table, read by every gate and every query, and printed as a page."""

from collections.abc import Iterable
from dataclasses import dataclass
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
    AUDIT_MODERATE = "Give a second opinion on an audit, never on their own"
    AUDIT_SIGN_OFF = "Sign audits off"
    REPORT_READ = "Open reports and exports"
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

P, R = Permission, Reach

# An action is somebody's own when they owe it; and theirs to confirm when they proposed it.
_owes_actions = {P.ACTION_READ: R.OWN, P.ACTION_DO: R.OWN}
_proposes_actions = {P.ACTION_READ: R.OWN, P.ACTION_CONFIRM: R.OWN}
_everyone = {P.TEMPLATE_READ: R.PLACE}
_staff = _everyone | {
    P.PLACE_READ: R.PLACE,
    P.PERSON_READ: R.PLACE,
    P.ABSENCE_WRITE: R.OWN,
}
# Whoever reads a record may raise a concern about it, and follow what becomes of it.
_raises = {P.CONCERN_READ: R.OWN}
_manager = _staff | {
    P.ABSENCE_WRITE: R.PLACE,
    P.HANDOVER_READ: R.PLACE,
    P.CHILD_COUNT: R.PLACE,
    P.CHILD_READ: R.PLACE,
    P.CHILD_IDENTITY: R.PLACE,
    P.ROUND_READ: R.PLACE,
    P.COMPLETION_READ: R.PLACE,
    P.AUDIT_READ: R.PLACE,
    P.AUDIT_WRITE: R.ALLOCATED,
    P.REPORT_READ: R.PLACE,
    P.CONCERN_READ: R.PLACE,
    P.ACTION_COUNT: R.PLACE,
    P.ACTION_READ: R.PLACE,
    P.ACTION_DO: R.PLACE,
    P.ACTION_WRITE: R.PLACE,
    P.ACTION_CONFIRM: R.OWN,
}
_receives = {P.CONCERN_RECEIVE: R.PLACE}
_senior = _manager | {P.CHILD_RESTRICT: R.PLACE, P.CHILD_RESTRICTED: R.PLACE}

GRANTS: dict[Role | Duty, dict[Permission, Reach]] = {
    # An audit of their own work is theirs to read once it is released to them. Audits are not
    # released yet, so this role reads none.
    Role.PRACTITIONER: _staff
    | _raises
    | _owes_actions
    | {P.CHILD_READ: R.OWN, P.CHILD_IDENTITY: R.OWN},
    Role.TEAM_MANAGER: _manager | _receives,
    Role.SERVICE_MANAGER: _manager | _receives,
    Role.HEAD_OF_SERVICE: _senior
    | _receives
    | {P.AUDIT_SIGN_OFF: R.PLACE, P.TEMPLATE_PUBLISH: R.PLACE},
    Role.REVIEWING_OFFICER: _staff
    | _raises
    | _owes_actions
    | _proposes_actions
    | {P.CHILD_READ: R.OWN, P.AUDIT_READ: R.ALLOCATED, P.AUDIT_WRITE: R.ALLOCATED},
    Role.QA_LEAD: _senior
    | {
        P.CHILD_MERGE: R.PLACE,
        P.TEMPLATE_WRITE: R.PLACE,
        P.TEMPLATE_PUBLISH: R.PLACE,
        P.ROUND_WRITE: R.PLACE,
        # Whoever names a reference learns what becomes of it, so they must be cleared for restricted records.
        P.ROUND_BY_NAME: R.PLACE,
        P.ROUND_NAME: R.PLACE,
        P.AUDIT_MODERATE: R.PLACE,
        P.AUDIT_SIGN_OFF: R.PLACE,
        P.ACTION_CONFIRM: R.PLACE,
    },
    # Audits are theirs to plan and chase, not to read; an action tells what was found, so they see counts.
    Role.QA_OFFICER: _staff
    | _raises
    | {
        P.ABSENCE_WRITE: R.PLACE,
        P.HANDOVER_READ: R.PLACE,
        P.CHILD_COUNT: R.PLACE,
        P.CHILD_READ: R.PLACE,
        P.CHILD_IMPORT: R.PLACE,
        P.ROUND_READ: R.PLACE,
        P.ROUND_WRITE: R.PLACE,
        P.COMPLETION_READ: R.PLACE,
        P.ACTION_COUNT: R.PLACE,
    },
    Role.PRINCIPAL_SOCIAL_WORKER: _manager
    | {P.AUDIT_MODERATE: R.PLACE, P.TEMPLATE_PUBLISH: R.PLACE},
    Role.DATA_OFFICER: _staff
    | {
        P.CHILD_COUNT: R.PLACE,
        P.CHILD_IMPORT: R.PLACE,
        P.STAFF_IMPORT: R.PLACE,
        P.COMPLETION_READ: R.PLACE,
    },
    Role.DIRECTOR: _staff
    | _receives
    | {
        P.CONCERN_READ: R.PLACE,
        P.CHILD_COUNT: R.PLACE,
        P.CHILD_READ: R.PLACE,
        P.ROUND_READ: R.PLACE,
        P.COMPLETION_READ: R.PLACE,
        P.AUDIT_READ: R.PLACE,
        P.REPORT_READ: R.PLACE,
        P.ACTION_COUNT: R.PLACE,
        P.ACTION_READ: R.PLACE,
        P.ACTION_DO: R.OWN,
    },
    Role.INSPECTOR: _everyone | _raises | {P.ROUND_READ: R.NAMED, P.AUDIT_READ: R.NAMED},
    Role.INFORMATION_GOVERNANCE: _staff
    | {
        P.TRAIL_READ: R.PLACE,
        P.TRAIL_ACCOUNTS: R.PLACE,
        P.EXPORT_LOG_READ: R.PLACE,
        P.RETENTION_WRITE: R.PLACE,
        P.READINESS_WRITE: R.PLACE,
        P.ACCESS_REVIEW: R.PLACE,
        P.ACCESS_SIGN_OFF: R.PLACE,
        P.SIGN_ON_APPROVE: R.PLACE,
        P.CHILD_COUNT: R.PLACE,
    },
    Role.EXTERNAL_AUDITOR: _raises | {P.AUDIT_READ: R.ALLOCATED, P.AUDIT_WRITE: R.ALLOCATED},
    Role.ADMINISTRATOR: _staff
    | {
        P.PLACE_WRITE: R.PLACE,
        P.PERSON_WRITE: R.PLACE,
        P.STAFF_IMPORT: R.PLACE,
        P.ABSENCE_WRITE: R.PLACE,
        P.HANDOVER_READ: R.PLACE,
        P.ACCESS_REVIEW: R.PLACE,
        P.SETTINGS_WRITE: R.PLACE,
        P.SIGN_ON_APPROVE: R.PLACE,
        P.TRAIL_ACCOUNTS: R.PLACE,
    },
    Duty.AUDITOR: _everyone
    | _raises
    | _proposes_actions
    | {P.AUDIT_READ: R.ALLOCATED, P.AUDIT_WRITE: R.ALLOCATED},
    Duty.MODERATOR: _everyone | _raises | {P.AUDIT_READ: R.PLACE, P.AUDIT_MODERATE: R.PLACE},
}


@dataclass(frozen=True)
class Post:
    """A role or a duty, held at a place."""

    holds: Role | Duty
    path: str


@dataclass(frozen=True)
class Viewer:
    """Somebody who is signed in, at the one council they are working in."""

    person_id: int
    public_id: str
    name: str
    council_id: int
    council_path: str
    posts: tuple[Post, ...] = ()

    @property
    def roles(self) -> tuple[Role | Duty, ...]:
        return tuple(dict.fromkeys(post.holds for post in self.posts))


def may(viewer: Viewer, permission: Permission) -> bool:
    """May they do this at all, somewhere?"""
    return any(permission in GRANTS[post.holds] for post in viewer.posts)


def may_any(viewer: Viewer, permissions: Iterable[Permission], *, council_wide: bool) -> bool:
    """Any of these, somewhere; or at the council itself, for what holds for all of it."""
    if council_wide:
        return any(may_at(viewer, one, viewer.council_path) for one in permissions)
    return any(may(viewer, one) for one in permissions)


def reaches(viewer: Viewer, permission: Permission) -> set[Reach]:
    return {
        GRANTS[post.holds][permission] for post in viewer.posts if permission in GRANTS[post.holds]
    }


def places_where(viewer: Viewer, permission: Permission) -> list[str]:
    """The paths at and below which they may do it; the shortest that say the same."""
    paths = sorted(
        {post.path for post in viewer.posts if GRANTS[post.holds].get(permission) is Reach.PLACE}
    )
    widest: list[str] = []
    for path in paths:
        if not any(path.startswith(wider) for wider in widest):
            widest.append(path)
    return widest


def may_at(viewer: Viewer, permission: Permission, path: str) -> bool:
    """May they do this at this place, by being appointed there or above?"""
    return any(path.startswith(place) for place in places_where(viewer, permission))


def path_after(path: str) -> str:
    """The first path that is neither this place nor below it."""
    return path[:-1] + chr(ord("/") + 1)
