"""Add people one by one, each under a name that nobody else has."""

from collections.abc import Iterator
from datetime import timedelta

from qa_app.access.rules import Duty, Role
from qa_app.cli.demo.names import address_of, full_names
from qa_app.cli.demo.world import DOMAIN, World
from qa_app.organisation.models import Membership, Place
from qa_app.organisation.operations.invitations import Wanted, add_member
from qa_app.organisation.rules.people import Details

HOURS = (1.0, 1.0, 1.0, 1.0, 0.8, 0.6)


class Recruiting:
    """Adds people one by one under names that nobody else has."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.names: Iterator[str] = full_names(world.chance)

    def add(
        self,
        holds: Role | Duty,
        place: Place,
        title: str,
        *,
        manager: Membership | None = None,
        domain: str = DOMAIN,
        days: int | None = None,
    ) -> Membership:
        """`days` is how long somebody whose role must end is still there."""
        world, name = self.world, next(self.names)
        # Whoever acts here has done so in every month that the demonstration tells of.
        since = world.today if holds is Role.PRACTITIONER else world.began.date()
        first_day = since - timedelta(days=world.chance.randrange(100, 31 * 24))
        last_day = None
        if days is not None:
            first_day, last_day = (
                world.today - timedelta(days=20),
                world.today + timedelta(days=days),
            )
        hours = world.chance.choice(HOURS) if holds is Role.PRACTITIONER else 1.0
        details = Details(
            name, address_of(name, domain), title, hours, manager.person_id if manager else None
        )
        return add_member(details, Wanted(holds, place, first_day, last_day), None, world.began)
