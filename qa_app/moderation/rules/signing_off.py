"""Who signs an agreed audit off."""

from collections.abc import Collection

from qa_app.access.rules import Role
from qa_app.audits.rules import Status
from qa_app.rounds.rules.plans import SignsOff

ROLES = {SignsOff.QA_LEAD: Role.QA_LEAD, SignsOff.HEAD_OF_SERVICE: Role.HEAD_OF_SERVICE}
OWN = "You did this audit, so somebody else signs it off"
NOT_AGREED = "This audit is not agreed yet"
SIGNED_OFF = "This audit has been signed off already"


def why_not_sign_off(
    wanted: SignsOff, status: Status, *, auditor: int, person: int, roles: Collection[Role]
) -> str:
    if status is Status.SIGNED_OFF:
        return SIGNED_OFF
    if status is not Status.AGREED:
        return NOT_AGREED
    if auditor == person:
        return OWN
    role = ROLES.get(wanted)
    if role is not None and role not in roles:
        return f"In this programme the {role.value if role is Role.QA_LEAD else role.value.lower()} signs audits off"
    return ""
