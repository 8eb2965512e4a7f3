"""One record read by its auditor: not begun, begun, half, ready to hand in, or handed in."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.actions.rules import ForWhom, Wish
from qa_app.audits import operations
from qa_app.audits.models import Audit
from qa_app.audits.operations import bringing_in
from qa_app.audits.operations.bringing_in import WrittenAudit
from qa_app.audits.rules import FindingKind
from qa_app.children.models import ChildOnList
from qa_app.cli.demo import draws
from qa_app.cli.demo.action_words import words_about
from qa_app.cli.demo.finishing import finished, parts_of, safe_of, without_quotes
from qa_app.cli.demo.hands import hand_of
from qa_app.cli.demo.world import World
from qa_app.cli.demo.writing import Writing
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership
from qa_app.rounds.models import Allocation

# From the first page to handing in, with a break for lunch.
LEAST_MINUTES, MOST_MINUTES = 75, 260


class Far(Enum):
    """How far an audit has come."""

    TO_DO = 0
    BEGUN = 1
    HALF = 2
    READY = 3
    SUBMITTED = 4


Rows = Mapping[int, ChildOnList]


def rows_of(world: World, given: Iterable[Allocation], months_ago: int) -> Rows:
    """What the list of that month said of the children; they may be on no list any more."""
    children = [one.child_id for one in given if one.child_id]
    wanted = select(ChildOnList).where(
        ChildOnList.case_list_id == draws.list_of(world, months_ago).id,
        ChildOnList.child_id.in_(children),
    )
    return {one.child_id: one for one in db.session.scalars(wanted)}


def read(
    world: World,
    given: Allocation,
    auditor: Membership,
    far: Far,
    at: datetime,
    months_ago: int,
    rows: Rows,
) -> None:
    if far is Far.TO_DO:
        return
    by, begun_at = world.viewer(auditor), min(at, world.at)
    audit = operations.begin(given, by, begun_at, rows.get(given.child_id or 0))
    hand = world.hands.setdefault(auditor.person_id, hand_of(world.chance))
    writing = Writing(audit, months_ago, world.chance, hand)
    if far in (Far.BEGUN, Far.HALF):
        put_aside_unfinished(writing, far, by, begun_at)
        return
    writing.write()
    done_at = begun_at + timedelta(minutes=world.chance.randrange(LEAST_MINUTES, MOST_MINUTES))
    if done_at > world.at:
        far, done_at = Far.READY, begun_at
    written = finished(writing)
    if far is Far.SUBMITTED:
        bringing_in.bring_in_finished(audit, written, by, done_at)
    else:
        bringing_in.bring_in(audit, written, by, done_at)
        propose(audit, written, by, done_at)


def put_aside_unfinished(writing: Writing, far: Far, by: Viewer, at: datetime) -> None:
    sections = writing.audit.template.sections
    writing.write(1 if far is Far.BEGUN else max(1, len(sections) // 2))
    parts = parts_of(writing) if far is Far.HALF else {}
    # Nobody was asked for it yet, so that nobody is quoted.
    sections_so_far = {one: without_quotes(told) for one, told in writing.sections.items()}
    written = WrittenAudit(sections_so_far, parts=parts, safe=safe_of(writing))
    bringing_in.bring_in(writing.audit, written, by, at)


def propose(audit: Audit, written: WrittenAudit, by: Viewer, at: datetime) -> None:
    """What has to change, as the auditor asks for it."""
    themes = [
        theme
        for one in written.findings
        if one.kind is FindingKind.DEVELOPMENT
        for theme in one.themes
    ]
    for_whom = ForWhom.CHILD if audit.allocation.child else ForWhom.TEAM
    for said in words_about(for_whom, themes)[:2]:
        wish = Wish(for_whom, said.what, said.how)
        operations.propose_action(audit, wish, by, at)
