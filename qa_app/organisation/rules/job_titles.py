"""Which role a job title most likely means. A council corrects it, and that is remembered."""

import re

from qa_app.access.rules import Role

# What an import may give. Accounts, imports and outside readers are appointed by hand.
IMPORTABLE = (
    Role.PRACTITIONER,
    Role.TEAM_MANAGER,
    Role.SERVICE_MANAGER,
    Role.HEAD_OF_SERVICE,
    Role.REVIEWING_OFFICER,
    Role.QA_LEAD,
    Role.PRINCIPAL_SOCIAL_WORKER,
    Role.DIRECTOR,
)
FOR_THE_WHOLE_COUNCIL = {Role.QA_LEAD, Role.PRINCIPAL_SOCIAL_WORKER, Role.DIRECTOR}

# The first that fits counts, so what is told apart by more words comes first.
GUESSES = (
    (r"assistant director", Role.HEAD_OF_SERVICE),
    (r"\bdirector\b", Role.DIRECTOR),
    (r"principal social worker|\bpsw\b", Role.PRINCIPAL_SOCIAL_WORKER),
    (r"(head|lead|manager).*(quality assurance|\bqa\b)|(quality assurance|\bqa\b).*(lead|manager)", Role.QA_LEAD),
    (r"reviewing officer|\biro\b|(conference|protection) chair", Role.REVIEWING_OFFICER),
    (r"head of", Role.HEAD_OF_SERVICE),
    (r"service manager|group manager", Role.SERVICE_MANAGER),
    (r"(deputy|assistant) team manager", Role.PRACTITIONER),
    (r"team manager", Role.TEAM_MANAGER),
    (r"social worker|practi(tioner|ce)|personal advis[eo]r|support worker|family worker", Role.PRACTITIONER),
)  # fmt: skip


def title_key(title: str) -> str:
    """The same for spellings of one title."""
    return " ".join(re.findall(r"[\w]+", title.casefold()))


def guessed_role(title: str) -> Role | None:
    for pattern, role in GUESSES:
        if re.search(pattern, title_key(title)):
            return role
    return None
