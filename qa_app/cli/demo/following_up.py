"""Two years in which the loop of audits is closed more and more often: on records, in supervision, the second time."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from random import Random

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from qa_app.actions.models import Action
from qa_app.actions.rules import OPEN
from qa_app.audits.models import Audit, Finding
from qa_app.audits.rules import FindingKind
from qa_app.cli.demo.checked_themes import check_themes
from qa_app.cli.demo.closing import Teller, insert_all, note, of
from qa_app.cli.demo.loop_words import GROWTH, TALKED
from qa_app.cli.demo.second_audits import compare_second_audits, decide_older_ones
from qa_app.cli.demo.world import World
from qa_app.follow_up.models import RecordNote
from qa_app.foundation.clock import london_day, working_days_after
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation
from qa_app.supervision.models import GrowthNote, SupervisionTalk, Thanks
from qa_app.trail.operations import record
from qa_app.voices.models import Reflection
from qa_app.voices.queries.agreed import is_agreed

# Another invention than the rest of the demonstration, so that neither changes the other.
SEED = 6061
# In the first month and in the latest, of a hundred: put onto the record, talked through.
ON_RECORD, TALKED_THROUGH = (45, 92), (38, 84)
THANKED, SECOND_THANKS = 0.3, 0.15


def close_the_loop(world: World) -> None:
    teller = Teller(world, Random(SEED), {})  # noqa: S311 – invention
    told = released(world)
    put_on_records(teller, told)
    talk_through(teller, told)
    thank(teller, told)
    write_to_themselves(world)
    note_supervision(world, teller.chance)
    compare_second_audits(teller)
    decide_older_ones(teller)
    check_themes(teller)


def released(world: World) -> list[tuple[Audit, Reflection]]:
    wanted = (
        select(Audit, Reflection)
        .join(Audit.allocation)
        .join(Reflection, Reflection.allocation_id == Audit.allocation_id)
        .where(
            Audit.council_id == world.council.id, is_agreed(), Reflection.released_at.is_not(None)
        )
        .options(
            joinedload(Audit.allocation).options(
                joinedload(Allocation.child), joinedload(Allocation.place)
            )
        )
        .order_by(Reflection.released_at, Audit.id)
    )
    return [(audit, reflection) for audit, reflection in db.session.execute(wanted)]


def put_on_records(teller: Teller, told: Iterable[tuple[Audit, Reflection]]) -> None:
    rows = []
    for audit, reflection in told:
        at = reflection.released_at
        if at is None or audit.is_of_own_work or not teller.share(ON_RECORD, at):
            continue
        put_on = working_days_after(london_day(at), teller.chance.choice((0, 1, 1, 2, 3, 4, 8)))
        said_at = at + timedelta(days=(put_on - london_day(at)).days, hours=1)
        if said_at > teller.world.at:
            continue
        by = teller.manager_of(audit) if teller.chance.random() < 0.7 else audit.read_by_id
        rows.append(of(audit, put_on=put_on, said_at=said_at, said_by_id=by))
        note("audit:put-on-record", audit, by, said_at)
    insert_all(RecordNote, rows)


def talk_through(teller: Teller, told: Sequence[tuple[Audit, Reflection]]) -> None:
    """Of the practitioner who signs in to look around, the latest is still to be talked through."""
    account = teller.world.people["practitioner"].person_id
    latest = next((one for one, part in reversed(told) if part.practitioner_id == account), None)
    rows = []
    for audit, reflection in told:
        at = reflection.released_at
        if at is None or audit is latest or not teller.share(TALKED_THROUGH, at):
            continue
        after = teller.chance.choice((4, 7, 9, 12, 14, 16, 20, 23, 26, 34, 41))
        talked_on = working_days_after(london_day(at) + timedelta(days=after - 1), 1)
        noted_at = at + timedelta(days=(talked_on - london_day(at)).days, hours=2)
        by = teller.manager_of(audit)
        if noted_at > teller.world.at or by == reflection.practitioner_id:
            continue
        rows.append(
            of(
                audit,
                practitioner_id=reflection.practitioner_id,
                talked_on=talked_on,
                note=teller.chance.choice(TALKED),
                noted_at=noted_at,
                noted_by_id=by,
            )
        )
        note("audit:talked-through", audit, by, noted_at)
    insert_all(SupervisionTalk, rows)


def thank(teller: Teller, told: Sequence[tuple[Audit, Reflection]]) -> None:
    """Sooner the practitioner who signs in to look around, so that they find it."""
    account = teller.world.people["practitioner"].person_id
    strong = set(
        db.session.scalars(select(Finding.audit_id).where(Finding.kind == FindingKind.STRENGTH))
    )
    rows = []
    for audit, reflection in told:
        is_theirs = reflection.practitioner_id == account
        if audit.id not in strong or (teller.chance.random() > THANKED and not is_theirs):
            continue
        who = [audit.read_by_id]
        if is_theirs or teller.chance.random() < SECOND_THANKS:
            who.append(teller.manager_of(audit))
        for by in dict.fromkeys(who):
            at = (reflection.released_at or teller.world.at) + timedelta(hours=26)
            if at <= teller.world.at and by != reflection.practitioner_id:
                rows.append(
                    of(
                        audit,
                        practitioner_id=reflection.practitioner_id,
                        from_id=by,
                        thanked_at=at,
                    )
                )
                note("audit:thanked", audit, by, at)
    insert_all(Thanks, rows)


def write_to_themselves(world: World) -> None:
    """The practitioner who signs in to look around, and nobody else: what others note is theirs."""
    account = world.people["practitioner"]
    for number, text in enumerate(GROWTH):
        at = world.at - timedelta(days=260 - 75 * number)
        written = GrowthNote(
            council_id=account.council_id, person_id=account.person_id, text=text, written_at=at
        )
        db.session.add(written)
        about = "growth:note-written"
        record(about, None, council_id=world.council.id, by_id=account.person_id, at=at)


def note_supervision(world: World, chance: Random) -> None:
    """Of what is open, a third has its day."""
    open_ones = select(Action.id).where(
        Action.council_id == world.council.id, Action.state.in_(OPEN)
    )
    for number in db.session.scalars(open_ones.order_by(Action.id)).all():
        if chance.random() < 0.35:
            day = working_days_after(world.today, chance.randrange(1, 15))
            db.session.execute(update(Action).where(Action.id == number).values(supervision_on=day))


STEPS = (close_the_loop,)
