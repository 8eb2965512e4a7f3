"""Who may do what, where: one table, read by every gate and every query, and printed as a page."""

from qa_app.access.rules.words import Duty, Permission, Reach, Role

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
# Whoever a record is allocated to is heard in its audit, managers who hold a record included.
_is_heard = {P.REFLECTION_WRITE: R.OWN}
# Whoever reads a record may raise a concern about it, and follow what becomes of it.
_raises = {P.CONCERN_READ: R.OWN}
# An auditor sees how their own grades compare; a moderator sees it of those whose audits they read again.
_is_coached = {P.COACHING_READ: R.OWN, P.CALIBRATION_GRADE: R.OWN}
_manager = (
    _staff
    | _is_heard
    | _is_coached
    | {
        P.ABSENCE_WRITE: R.PLACE,
        P.HANDOVER_READ: R.PLACE,
        P.CHILD_COUNT: R.PLACE,
        P.CHILD_READ: R.PLACE,
        P.CHILD_IDENTITY: R.PLACE,
        P.ROUND_READ: R.PLACE,
        P.COMPLETION_READ: R.PLACE,
        P.AUDIT_READ: R.PLACE,
        P.AUDIT_WRITE: R.ALLOCATED,
        P.INSIGHT_READ: R.PLACE,
        P.RECORD_TEXT: R.PLACE,
        P.THANKS_WRITE: R.PLACE,
        P.REPORT_READ: R.PLACE,
        P.REPORT_FETCH: R.OWN,
        P.VIEW_SAVE: R.OWN,
        P.FAMILY_READ: R.PLACE,
        P.FAMILY_TELL: R.PLACE,
        P.FAMILY_COUNT: R.PLACE,
        P.CONCERN_READ: R.PLACE,
        P.ACTION_COUNT: R.PLACE,
        P.ACTION_READ: R.PLACE,
        P.ACTION_DO: R.PLACE,
        P.ACTION_WRITE: R.PLACE,
        P.ACTION_CONFIRM: R.OWN,
    }
)
_coaches = {
    P.COACHING_READ: R.ALLOCATED,
    P.COACHING_WRITE: R.ALLOCATED,
    P.CALIBRATION_GRADE: R.OWN,
}
_sees_agreement = {P.ACCURACY_READ: R.PLACE}
_receives = {P.CONCERN_RECEIVE: R.PLACE}
# Whoever works with a family knows whether it is safe to ask them; else the managers of the team do.
_knows_families = {P.FAMILY_CONFIRM: R.PLACE}
# An auditor asks, and tells back what they promised.
_asks_families = {P.FAMILY_READ: R.ALLOCATED, P.FAMILY_TELL: R.OWN}
# What somebody audited they may copy onto the record, and thank for; managers for all of their teams.
_follows_up = {P.RECORD_TEXT: R.ALLOCATED, P.THANKS_WRITE: R.ALLOCATED}
# A supervision file and an observation are about one practitioner: they are there for whoever reads them, and
# for those who manage the practitioner where they work. No other role reads them, however much it audits.
# They hold supervision, and nobody above or beside them does.
_manages_them = {P.OWN_WORK_READ: R.PLACE}
_supervises = {P.SUPERVISION_WRITE: R.PLACE}
_senior = _manager | {P.CHILD_RESTRICT: R.PLACE, P.CHILD_RESTRICTED: R.PLACE}

GRANTS: dict[Role | Duty, dict[Permission, Reach]] = {
    # An audit of their own work is theirs to read once it is released to them, and no other is.
    Role.PRACTITIONER: _staff
    | _raises
    | _is_heard
    | _owes_actions
    | {P.CHILD_READ: R.OWN, P.CHILD_IDENTITY: R.OWN, P.FAMILY_CONFIRM: R.OWN},
    Role.TEAM_MANAGER: _manager | _receives | _knows_families | _manages_them | _supervises,
    Role.SERVICE_MANAGER: _manager | _receives | _knows_families | _manages_them | _supervises,
    Role.HEAD_OF_SERVICE: _senior
    | _receives
    # Many councils have one person of information governance: here is the second who decides.
    | {P.AUDIT_SIGN_OFF: R.PLACE, P.TEMPLATE_PUBLISH: R.PLACE, P.AUDIT_SHUT_AGREE: R.PLACE}
    | {P.INADEQUATE_READ: R.PLACE, P.INADEQUATE_ANSWER: R.PLACE}
    # Where one person leads on quality, here is the second who reads what is quoted.
    | {P.QUOTE_WRITE: R.PLACE}
    | _sees_agreement
    | _knows_families
    | _manages_them
    | _supervises,
    Role.REVIEWING_OFFICER: _staff
    | _raises
    | _is_heard
    | _is_coached
    | _owes_actions
    | _proposes_actions
    | _asks_families
    | _follows_up
    | {P.CHILD_READ: R.OWN, P.AUDIT_READ: R.ALLOCATED, P.AUDIT_WRITE: R.ALLOCATED},
    Role.QA_LEAD: _senior
    | _sees_agreement
    | {
        P.COACHING_READ: R.PLACE,
        P.COACHING_WRITE: R.PLACE,
        P.AUDITOR_MAKE: R.PLACE,
        P.CALIBRATION_WRITE: R.PLACE,
        P.QUOTE_WRITE: R.PLACE,
        P.REPORT_STYLE: R.PLACE,
        P.CHILD_MERGE: R.PLACE,
        P.TEMPLATE_WRITE: R.PLACE,
        P.TEMPLATE_PUBLISH: R.PLACE,
        P.ROUND_WRITE: R.PLACE,
        # Whoever names a reference learns what becomes of it, so they must be cleared for restricted records.
        P.ROUND_BY_NAME: R.PLACE,
        P.ROUND_NAME: R.PLACE,
        # They draw and chase these audits. What is written in them is between the practitioner and their managers.
        P.OWN_WORK_RUN: R.PLACE,
        P.AUDIT_IMPORT: R.PLACE,
        P.AUDIT_MODERATE: R.PLACE,
        P.AUDIT_SIGN_OFF: R.PLACE,
        P.INADEQUATE_READ: R.PLACE,
        P.THEME_CHECK: R.PLACE,
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
        P.VIEW_SAVE: R.OWN,
        P.FAMILY_COUNT: R.PLACE,
        P.ACTION_COUNT: R.PLACE,
    },
    Role.PRINCIPAL_SOCIAL_WORKER: _manager
    | _coaches
    | _sees_agreement
    | {
        P.AUDIT_MODERATE: R.PLACE,
        P.INADEQUATE_READ: R.PLACE,
        P.TEMPLATE_PUBLISH: R.PLACE,
        P.THEME_CHECK: R.PLACE,
        P.QUOTE_WRITE: R.PLACE,
        P.CALIBRATION_WRITE: R.PLACE,
    },
    Role.DATA_OFFICER: _staff
    | {
        P.CHILD_COUNT: R.PLACE,
        P.CHILD_IMPORT: R.PLACE,
        P.STAFF_IMPORT: R.PLACE,
        P.COMPLETION_READ: R.PLACE,
        P.VIEW_SAVE: R.OWN,
    },
    Role.DIRECTOR: _staff
    | _receives
    | _manages_them
    | _sees_agreement
    | {
        P.CONCERN_READ: R.PLACE,
        P.CHILD_COUNT: R.PLACE,
        P.CHILD_READ: R.PLACE,
        P.ROUND_READ: R.PLACE,
        P.COMPLETION_READ: R.PLACE,
        P.AUDIT_READ: R.PLACE,
        P.INSIGHT_READ: R.PLACE,
        P.INADEQUATE_READ: R.PLACE,
        P.THANKS_WRITE: R.PLACE,
        P.REPORT_READ: R.PLACE,
        P.REPORT_FETCH: R.OWN,
        P.VIEW_SAVE: R.OWN,
        P.FAMILY_READ: R.PLACE,
        P.FAMILY_COUNT: R.PLACE,
        P.ACTION_COUNT: R.PLACE,
        P.ACTION_READ: R.PLACE,
        P.ACTION_DO: R.OWN,
    },
    Role.INSPECTOR: _everyone
    | _raises
    | {P.ROUND_READ: R.NAMED, P.AUDIT_READ: R.NAMED, P.FAMILY_READ: R.NAMED},
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
        # The one exception to “no audit text”: what may be about another child, until that is decided.
        P.AUDIT_SHUT_READ: R.PLACE,
        P.AUDIT_SHUT_AGREE: R.PLACE,
        P.API_LEND: R.PLACE,
    },
    # Somebody from another agency answers their own section; somebody from outside may audit a whole record.
    Role.EXTERNAL_AUDITOR: _raises
    | _asks_families
    | {P.THANKS_WRITE: R.ALLOCATED}
    | {P.AUDIT_READ: R.ALLOCATED, P.AUDIT_WRITE: R.ALLOCATED, P.SECTION_ANSWER: R.ALLOCATED},
    Role.ADMINISTRATOR: _staff
    | {
        P.PLACE_WRITE: R.PLACE,
        P.PERSON_WRITE: R.PLACE,
        P.STAFF_IMPORT: R.PLACE,
        P.ABSENCE_WRITE: R.PLACE,
        P.HANDOVER_READ: R.PLACE,
        P.ACCESS_REVIEW: R.PLACE,
        P.SETTINGS_WRITE: R.PLACE,
        P.REPORT_STYLE: R.PLACE,
        P.SIGN_ON_APPROVE: R.PLACE,
        P.TRAIL_ACCOUNTS: R.PLACE,
        P.API_WRITE: R.PLACE,
    },
    Duty.AUDITOR: _everyone
    | _raises
    | _is_coached
    | _asks_families
    | _proposes_actions
    | _follows_up
    | {P.AUDIT_READ: R.ALLOCATED, P.AUDIT_WRITE: R.ALLOCATED},
    Duty.MODERATOR: _everyone
    | _raises
    | _coaches
    | _sees_agreement
    | {P.AUDIT_READ: R.PLACE, P.FAMILY_READ: R.PLACE, P.AUDIT_MODERATE: R.PLACE},
}
