"""The templates of the council: the library, a second version of one, and drafts on their way."""

from datetime import timedelta
from typing import Any

from qa_app.audit_templates import library, operations
from qa_app.audit_templates.rules.editing import (
    detached,
    with_question,
    with_question_in_place,
)
from qa_app.audit_templates.rules.history import new_id
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import london_day

Content = dict[str, Any]
SECTION, OLD = "decisions", "mo1-5"
NEW_VERSION_DAYS_AGO = 240
ASKED = {
    "id": "mo1-9",
    "text": "Was the practitioner told of each decision by the person who made it?",
    "concept": "SUPERVISION",
    "ask": ["practitioner"],
    "standard": 2,
}


def publish_templates(world: World) -> None:
    """A second version eight months ago: one question in new words, and one that is new."""
    operations.publish_library(world.council, by=None, at=world.began)
    lead, other = (world.viewer(world.people[one]) for one in ("qa lead", "psw"))
    at = world.at - timedelta(days=NEW_VERSION_DAYS_AGO)
    written = library.read("management-oversight", 1)
    draft = operations.start_draft(written, by=lead, at=at - timedelta(days=9))
    operations.edit(draft, second_version, by=lead, at=at - timedelta(days=8))
    operations.ask_to_publish(draft, london_day(at), by=lead, at=at - timedelta(days=2))
    operations.publish(draft, by=other, at=at)


def second_version(written: Content) -> Content:
    content = detached(written, SECTION, library.known())
    section = next(one for one in content["sections"] if one.get("id") == SECTION)
    old = next(one for one in section["questions"] if one["id"] == OLD)
    anew = old | {
        "id": new_id(OLD, {OLD}),
        "text": "Does each decision say what it will change in the child's life?",
        "continues": OLD,
    }
    content = with_question_in_place(content, SECTION, OLD, anew)
    return with_question(content, SECTION, ASKED)


def begin_drafts(world: World) -> None:
    """One that waits for a second person, and one that is still being written."""
    lead = world.viewer(world.people["qa lead"])
    shorter = library.read("monthly-audit", 1) | {"minutes": 60}
    waiting = operations.start_draft(shorter, by=lead, at=world.at - timedelta(days=6))
    operations.ask_to_publish(
        waiting, world.today + timedelta(days=10), by=lead, at=world.at - timedelta(days=4)
    )
    renamed = {"code": "evening-and-weekend-visits", "name": "Evening and weekend visits"}
    begun = library.read("voice-of-the-child", 1) | renamed
    operations.start_draft(begun, by=lead, at=world.at - timedelta(days=1))


STEPS = (publish_templates, begin_drafts)
