"""What is waiting for somebody, each part asked of the capability that owns it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.audits.queries import ids_of_audits
from qa_app.foundation.database import db
from qa_app.home.rules import Section, sections_for
from qa_app.insight.queries import completion_in
from qa_app.organisation.models import Place
from qa_app.rounds.queries import list_in_month, list_mine
from qa_app.rounds.rules import State, first_of_month, is_late

Shown = dict[str, Any]


@dataclass(frozen=True)
class Block:
    """A part of the first page, with what its fragment needs."""

    section: Section
    shown: Shown

    @property
    def page(self) -> str:
        return f"home/sections/{self.section.name.lower()}.html"


def blocks_for(viewer: Viewer, today: date) -> list[Block]:
    """Sections that have something to say, in the order that their role needs them."""
    asked = ((section, ASKED[section](viewer, today)) for section in sections_for(viewer))
    return [Block(section, shown) for section, shown in asked if shown is not None]


def ids_shown(blocks: list[Block]) -> list[str]:
    """The records whose references the page shows, for the trail."""
    return [one.public_id for block in blocks for one in block.shown.get("records", [])]


def my_audits(viewer: Viewer, today: date) -> Shown:
    mine, month = list_mine(viewer), first_of_month(today)
    to_do = [one for one in mine if one.state is not State.DONE]
    return {
        "records": to_do,
        "begun": ids_of_audits(to_do),
        "done": sum(one.state is State.DONE and one.round.month == month for one in mine),
    }


def completion(viewer: Viewer, today: date) -> Shown:
    month = first_of_month(today)
    late = [one for one in list_in_month(viewer, month) if is_late(one.state, one.due_on, today)]
    return {"month": month, "completion": completion_in(month, viewer), "records": late}


ASKED: dict[Section, Callable[[Viewer, date], Shown | None]] = {
    Section.MY_AUDITS: my_audits,
    Section.COMPLETION: completion,
}


def council_name(viewer: Viewer) -> str:
    return db.session.scalars(select(Place.name).where(Place.id == viewer.council_id)).one()


def place_name(viewer: Viewer) -> str:
    """Where they hold the first of their posts; the council itself goes without saying."""
    path = viewer.posts[0].path
    if path == viewer.council_path:
        return ""
    return db.session.scalars(select(Place.name).where(Place.path == path)).one()
