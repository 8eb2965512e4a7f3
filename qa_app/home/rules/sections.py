"""What stands on whose first page, in the order in which it matters."""

from enum import StrEnum

from qa_app.access.rules import Duty, Permission, Role, Viewer, may


class Section(StrEnum):
    """Part of a first page, by its heading. Its fragment is pages/sections/<name>.html."""

    MY_AUDITS = "Records for you to audit"
    COMPLETION = "This month’s audits"


NEEDS: dict[Section, Permission | None] = {
    Section.MY_AUDITS: Permission.AUDIT_WRITE,
    Section.COMPLETION: Permission.COMPLETION_READ,
}

S = Section

FIRST_PAGES: dict[Role | Duty, tuple[Section, ...]] = {
    Role.PRACTITIONER: (S.MY_AUDITS,),
    Role.TEAM_MANAGER: (S.MY_AUDITS, S.COMPLETION),
    Role.SERVICE_MANAGER: (S.COMPLETION, S.MY_AUDITS),
    Role.HEAD_OF_SERVICE: (S.COMPLETION, S.MY_AUDITS),
    Role.REVIEWING_OFFICER: (S.MY_AUDITS,),
    Role.QA_LEAD: (S.COMPLETION, S.MY_AUDITS),
    Role.QA_OFFICER: (S.COMPLETION,),
    Role.PRINCIPAL_SOCIAL_WORKER: (S.COMPLETION, S.MY_AUDITS),
    Role.DATA_OFFICER: (S.COMPLETION,),
    Role.DIRECTOR: (S.COMPLETION,),
    Role.INSPECTOR: (),
    Role.INFORMATION_GOVERNANCE: (),
    Role.EXTERNAL_AUDITOR: (S.MY_AUDITS,),
    Role.ADMINISTRATOR: (),
    Duty.AUDITOR: (S.MY_AUDITS,),
    Duty.MODERATOR: (),
}


def sections_for(viewer: Viewer) -> list[Section]:
    """Those of each of their roles, in turn and without repeats, as far as they may see them."""
    wanted = dict.fromkeys(one for role in viewer.roles for one in FIRST_PAGES[role])
    return [one for one in wanted if _may(viewer, NEEDS[one])]


def _may(viewer: Viewer, permission: Permission | None) -> bool:
    return permission is None or may(viewer, permission)
