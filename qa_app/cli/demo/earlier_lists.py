"""The lists of the earlier months, written at once: the door that people use takes seconds for each."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select

from qa_app.children.models import CaseList, Child, ChildOnList
from qa_app.cli.demo.records import Life
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import start_of
from qa_app.foundation.database import db, new_public_id
from qa_app.trail.operations import record
from qa_app.uploads.models import Upload
from qa_app.uploads.rules.identifiers import key_of
from qa_app.uploads.rules.states import State, digest_of

Keys = dict[str, int]


def write_earlier(world: World, listed: list[tuple[date, list[Life]]]) -> None:
    keys = write_children(world, [life for _, lives in listed for life in lives])
    before: list[Life] = []
    for as_at, lives in listed:
        made = write_list(world, as_at, counts_of(before, lives))
        rows = [row_of(world, made, keys, at, life) for at, life in enumerate(lives, 2)]
        db.session.execute(insert(ChildOnList.__table__), rows)  # type: ignore[arg-type]
        before = lives


def write_children(world: World, lives: list[Life]) -> Keys:
    """By the key of the reference, however many lists it stands on."""
    first = {key_of(life.reference): life for life in reversed(lives)}
    rows = [
        {
            "council_id": world.council.id,
            "public_id": new_public_id(),
            "reference": life.reference,
            "reference_key": key,
            "family_reference": life.family,
            "restricted": False,
            "restricted_reason": "",
            "version": 1,
        }
        for key, life in first.items()
    ]
    db.session.execute(insert(Child.__table__), rows)  # type: ignore[arg-type]
    wanted = select(Child.reference_key, Child.id).where(Child.council_id == world.council.id)
    return {key: child_id for key, child_id in db.session.execute(wanted)}


def write_list(world: World, as_at: date, counts: dict[str, Any]) -> CaseList:
    by, at = world.viewer(world.people["data officer"]), start_of(as_at) + timedelta(hours=9)
    name = f"open-records-{as_at:%Y-%m}.csv"
    upload = Upload(
        council_id=world.council.id,
        kind="children",
        name=name,
        digest=digest_of([name.encode()]),
        state=State.CONFIRMED,
        by_id=by.person_id,
        at=at,
        expires_at=at,
        settled_at=at,
        counts=counts,
    )
    made = CaseList(
        council_id=world.council.id,
        upload=upload,
        digest=upload.digest,
        as_at=as_at,
        imported_at=at,
        imported_by_id=by.person_id,
        counts=counts,
    )
    db.session.add_all([upload, made])
    db.session.flush()
    children = counts["children"]
    record("children:imported", by, made, at=at, as_at=as_at.isoformat(), children=children)
    return made


def counts_of(before: list[Life], lives: list[Life]) -> dict[str, Any]:
    """What the page of lists says of each."""
    was = {life.reference: life for life in before}
    now = {life.reference: life for life in lives}
    both = [(was[one], now[one]) for one in was.keys() & now.keys()]
    handed_on = sum(old.practitioner is not new.practitioner for old, new in both)
    by_status = Counter(life.status for life in lives)
    return {
        "children": len(lives),
        "open": len(lives) - by_status["CARE_LEAVER"],
        "care_leavers": by_status["CARE_LEAVER"],
        "by_status": dict(by_status),
        "rows": {"report": len(lives)},
        "refused": 0,
        "duplicates": 0,
        "spellings": 0,
        "disagreements": {},
        "without_a_team": 0,
        "changes": {
            "new": len(now.keys() - was.keys()),
            "closed": 0,
            "left": len(was.keys() - now.keys()),
            "moved_team": 0,
            "moved_practitioner": handed_on,
            "status_changed": 0,
            "same": len(both) - handed_on,
        },
    }


def row_of(world: World, made: CaseList, keys: Keys, number: int, life: Life) -> dict[str, Any]:
    seen = made.as_at - timedelta(days=world.chance.randrange(28))
    return {
        "council_id": world.council.id,
        "case_list_id": made.id,
        "child_id": keys[key_of(life.reference)],
        "status": life.status,
        "is_open": life.status != "CARE_LEAVER",
        "also_on_plan": False,
        "status_since": life.since,
        "legal_status": life.legal_status,
        "category": "",
        "birth_year": life.born.year,
        "birth_month": life.born.month,
        "age": max(-1, (made.as_at - life.born).days // 365),
        "gender": life.gender,
        "ethnic_group": life.ethnic_group,
        "disability": life.disabled,
        "last_seen": seen if seen >= life.since else None,
        "place_id": life.team.place.id,
        "team_written": life.team.place.name,
        "practitioner_id": life.practitioner.person_id,
        "practitioner_written": life.practitioner.name,
        "second_practitioner_written": "",
        "source_list": "Report",
        "source_row": number,
    }
