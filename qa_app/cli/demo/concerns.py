"""Safety concerns in every state, and whom the invented council rings."""

from datetime import datetime, timedelta

from sqlalchemy import case, select
from sqlalchemy.orm import aliased

from qa_app.access.queries import within
from qa_app.access.rules import Role
from qa_app.cli.demo.world import World
from qa_app.concerns import operations
from qa_app.concerns.models import Concern, ConcernTold
from qa_app.concerns.operations import Record
from qa_app.concerns.rules import About, Reached, is_office_hours
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Person, Place
from qa_app.organisation.queries import viewer_of
from qa_app.organisation.queries.people import member_of
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State

ADDRESS = "http://127.0.0.1:5000"
SEEN = (
    (
        About.CHILD,
        "The last three visits were not seen through, and a police report of Sunday says that the father, "
        "who may not be near the children, answered the door. Nothing on the record says that anybody acted.",
    ),
    (
        About.CHILD,
        "The school rang twice last week about bruises. Neither call led to a strategy discussion.",
    ),
    (
        About.CHILD,
        "J. went missing for a night, and the return home interview is two weeks overdue. She told her "
        "carer that an older man gave her a phone.",
    ),
    (
        About.COLLEAGUE,
        "A note of March says that a carer locked the bedroom from outside. It was never followed up.",
    ),
    (
        About.ADULT,
        "The grandmother, who cares for the children, said that her son takes her pension.",
    ),
)
# One of them was raised in an audit that is not handed in yet.
OF_A_DRAFT = 1
HOURS_AGO = (2, 30, 400, 60, 90)
DECIDED = "A strategy discussion is held this afternoon, and the family is visited today."
DONE = "A strategy discussion was held the same day, and the plan was changed. The record says why."


def raise_some(world: World) -> None:
    """The first waits, the second is received, the third is closed, the others are told by telephone."""
    manager = next(one for one in world.accounts if one.holds is Role.TEAM_MANAGER)
    own, service = manager.person.appointments[0].place, world.places["Safeguarding"]
    taken: set[int] = set()
    for number, place in enumerate((own, service, own, service, world.council)):
        allocation = latest_read_in(place, taken, still_open=number == OF_A_DRAFT)
        taken.add(allocation.id)
        raise_one(world, number, allocation)


def latest_read_in(place: Place, taken: set[int], *, still_open: bool) -> Allocation:
    """By somebody of this council alone: whoever works in two sees each by itself."""
    other = aliased(Membership)
    elsewhere = select(other.id).where(
        other.person_id == Allocation.auditor_id, other.council_id != Allocation.council_id
    )
    wanted = (
        select(Allocation)
        .join(Allocation.place)
        .where(
            within(Place.path, place.path),
            Allocation.state.in_((State.DONE, State.STARTED)),
            Allocation.child_id.is_not(None),
            Allocation.id.not_in(taken),
            ~elsewhere.exists(),
        )
    )
    wished = Allocation.state == (State.STARTED if still_open else State.DONE)
    return db.session.scalars(
        wanted.order_by(case((wished, 0), else_=1), Allocation.id.desc()).limit(1)
    ).one()


def raise_one(world: World, number: int, allocation: Allocation) -> None:
    at = world.at - timedelta(hours=HOURS_AGO[number])
    while not is_office_hours(at):
        at -= timedelta(hours=1)
    auditor = member_of(allocation.auditor_id, allocation.council_id)
    assert auditor is not None  # noqa: S101 – an auditor of the demonstration works here
    by, (about, seen) = world.viewer(auditor), SEEN[number]
    read = Record(allocation.place, allocation.reference, allocation.child, allocation.id)
    later = at + timedelta(minutes=12)
    concern = operations.raise_concern(read, about, seen, by, at, address=ADDRESS)
    if about is not About.CHILD:
        reached = Reached("Noor Blake", "Duty officer", later, DECIDED)
        operations.note_told(concern, reached, by, later)
    elif number and receive(world, concern, at + timedelta(minutes=20)) and number > 1:
        day = london_day(at) + timedelta(days=1)
        operations.close(concern, day, DONE, by, at + timedelta(days=2))


def receive(world: World, concern: Concern, at: datetime) -> bool:
    """By whoever was told of it first, who may have left or changed their work since."""
    told = (
        select(Person)
        .join(ConcernTold, ConcernTold.person_id == Person.id)
        .where(ConcernTold.concern_id == concern.id)
        .order_by(ConcernTold.id)
    )
    viewers = (viewer_of(one, world.council, world.today) for one in db.session.scalars(told))
    viewer = next((one for one in viewers if one is not None), None)
    if viewer is None:
        return False
    operations.receive(concern, by=viewer, at=at)
    return True


STEPS = (raise_some,)
