"""Which audits somebody reads a second time, and how: by chance and blind, or by a rule and openly."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from qa_app.audit_templates.rules import Template
from qa_app.audit_templates.rules.words import Overall, RuleKind
from qa_app.audits.rules.picture import Picture

# So many audits of somebody who has not audited here before are read a second time.
FIRST_AUDITS = 3

LIMITS = (RuleKind.LIMIT_OVERALL, RuleKind.LIMIT_SECTION)


class Chosen(StrEnum):
    """Why an audit is read a second time."""

    BY_CHANCE = "Chosen by chance"
    INADEQUATE = "A grade is the lowest there is"
    NEW_AUDITOR = "One of the auditor’s first audits"
    LIMIT_OVERRIDDEN = "A grade stands against a limit of the template"
    ASKED_BY_AUDITOR = "The auditor asked for it"
    ASKED_BY_MANAGER = "A manager asked for it"


@dataclass(frozen=True)
class Wanted:
    """What a programme has read a second time."""

    share: int = 0
    inadequate: bool = False
    first: bool = False
    overridden: bool = False


@dataclass(frozen=True)
class Known:
    """What is known of an audit when it is handed in."""

    is_inadequate: bool = False
    # How many audits its auditor had handed in here before.
    before: int = 0
    is_overridden: bool = False
    is_asked_for: bool = False


@dataclass(frozen=True)
class Choice:
    """Nothing in it: nobody reads it a second time."""

    reasons: tuple[Chosen, ...] = ()

    @property
    def is_chosen(self) -> bool:
        return bool(self.reasons)

    @property
    def is_blind(self) -> bool:
        return Chosen.BY_CHANCE in self.reasons


def choose(wanted: Wanted, known: Known, seed: str, public_id: str) -> Choice:
    """Chance comes first, and then says nothing of rules: what is read blind tells nobody how it was graded."""
    if is_in_share(wanted.share, seed, public_id):
        return Choice((Chosen.BY_CHANCE,))
    rules = (
        (Chosen.INADEQUATE, wanted.inadequate and known.is_inadequate),
        (Chosen.NEW_AUDITOR, wanted.first and known.before < FIRST_AUDITS),
        (Chosen.LIMIT_OVERRIDDEN, wanted.overridden and known.is_overridden),
        (Chosen.ASKED_BY_AUDITOR, known.is_asked_for),
    )
    return Choice(tuple(reason for reason, holds in rules if holds))


def is_in_share(share: int, seed: str, public_id: str) -> bool:
    """The same for the same seed and audit, so that anybody can work it out again."""
    return place_in_chance(seed, public_id) < share / 100


def place_in_chance(seed: str, public_id: str) -> float:
    """From 0 up to 1, evenly."""
    drawn = sha256(f"{seed}:{public_id}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") / 2**64


def may_be_moderated(template: Template, *, is_of_own_work: bool) -> bool:
    """What has no grade has nothing to agree on; a practitioner’s own work stays with those who manage them."""
    return bool(template.scale) and not is_of_own_work and is_graded(template)


def is_graded(template: Template) -> bool:
    return bool(template.graded_sections) or template.overall is Overall.GRADED


def is_inadequate(template: Template, grades: Mapping[str, str | None], whole: str | None) -> bool:
    """The whole has the lowest grade of the scale, or a section about the child’s safety has.

    Where the whole is not graded any section that has it will do.
    """
    lowest = template.scale[-1] if template.scale else None
    if lowest is None or lowest.counts_as_good:
        return False
    if whole == lowest.code:
        return True
    return any(
        grades.get(section.id) == lowest.code
        for section in template.graded_sections
        if section.critical or template.overall is not Overall.GRADED
    )


def is_overridden(picture: Picture) -> bool:
    """Whether a grade stands against a limit, with a reason."""
    return any(
        picture.of(said.section).reasons.get(said.key)
        if said.section
        else picture.whole.reasons.get(said.key)
        for said in picture.said
        if said.kind in LIMITS
    )
