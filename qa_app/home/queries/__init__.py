"""What is waiting for somebody, each part asked of the capability that owns it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.home.queries import (
    accuracy,
    actions,
    audits,
    calibrations,
    children,
    concerns,
    families,
    following_up,
    moderation,
    people,
    reports,
    rounds,
    running,
    templates,
    voices,
    wrong_child,
)
from qa_app.home.rules import Section, sections_for

Shown = dict[str, Any]

ASKED: dict[Section, Callable[[Viewer, datetime], Shown | None]] = {
    Section.CONCERNS: concerns.not_closed,
    Section.SHUT_AUDITS: wrong_child.to_decide,
    Section.MY_AUDITS: audits.my_audits,
    Section.INADEQUATES: moderation.inadequates,
    Section.SECOND_OPINIONS: moderation.waiting,
    Section.ON_MY_AUDITS: moderation.to_answer,
    Section.CALIBRATIONS: calibrations.waiting,
    Section.ACCURACY: accuracy.of_our_grading,
    Section.SIGN_OFF: moderation.to_sign_off,
    Section.GIVEN_SECTIONS: audits.given_sections,
    Section.FAMILIES: families.waiting,
    Section.OWN_WORK: voices.own_work,
    Section.CONVERSATIONS: voices.conversations,
    Section.NOTICED: following_up.noticed,
    Section.SUPERVISION: following_up.supervision,
    Section.RECORD_TEXTS: following_up.record_texts,
    Section.MY_ACTIONS: actions.mine,
    Section.TEAM_ACTIONS: actions.of_teams,
    Section.COMPLETION: audits.completion,
    Section.ROUNDS: rounds.to_prepare,
    Section.NAMED_ROUNDS: audits.named_rounds,
    Section.CHILDREN: children.children,
    Section.MY_CHILDREN: children.my_children,
    Section.RESTRICTED: children.restricted,
    Section.READINESS: running.readiness,
    Section.SINGLE_SIGN_ON: people.single_sign_on,
    Section.REPORTS: reports.of_mine,
    Section.TEMPLATES: templates.to_publish,
    Section.HAND_OVER: people.hand_over,
    Section.ACCESS_REVIEW: people.access_review,
    Section.ACCOUNTS: people.accounts,
    Section.RUNNING: running.running,
    Section.ACCESS_ENDS: people.access_ends,
}


@dataclass(frozen=True)
class Block:
    """A part of the first page, with what its fragment needs."""

    section: Section
    shown: Shown

    @property
    def page(self) -> str:
        return f"home/sections/{self.section.name.lower()}.html"


def blocks_for(viewer: Viewer, at: datetime) -> list[Block]:
    """Sections that have something to say, in the order that their role needs them."""
    asked = ((section, ASKED[section](viewer, at)) for section in sections_for(viewer))
    return [Block(section, shown) for section, shown in asked if shown is not None]


def ids_shown(blocks: list[Block]) -> list[str]:
    """The records whose references the page shows, for the trail."""
    shown = [one for block in blocks for one in block.shown.get("records", [])]
    children = [getattr(one, "child_public_id", one.public_id) for one in shown]
    return [child for child in children if child]
