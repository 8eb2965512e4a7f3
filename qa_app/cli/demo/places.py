"""The tree: a council of five services, and a small one that must never show in it."""

from qa_app.cli.demo.records import Team
from qa_app.cli.demo.world import NAME, OTHER_NAME, World
from qa_app.organisation import operations
from qa_app.organisation.models import Place
from qa_app.organisation.rules import Kind

ASSESSMENT = ("ASSESSMENT", "CHILD_IN_NEED")
SAFEGUARDING = ("CHILD_PROTECTION", "CHILD_IN_NEED", "CHILD_IN_NEED")
DISABLED_CHILDREN = ("CHILD_IN_NEED", "CHILD_IN_NEED", "CHILD_IN_NEED", "CARE")
CARE = ("CARE",)
LEAVING_CARE = ("CARE_LEAVER",)

LOCALITIES = ("North", "Central", "South")

# Services, then the localities of each (none where its teams serve the whole council), then teams.
TREE: dict[str, dict[str, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    "Front Door and Assessment": {
        "": (("Front Door", ASSESSMENT),),
        "Assessment": tuple((f"Assessment {where}", ASSESSMENT) for where in LOCALITIES),
    },
    "Safeguarding": {
        f"Safeguarding {where}": tuple(
            (f"Safeguarding {where} {number}", SAFEGUARDING) for number in (1, 2, 3)
        )
        for where in LOCALITIES
    },
    "Children in Care": {
        "Care Planning": tuple((f"Care Planning {number}", CARE) for number in (1, 2, 3)),
        "Permanence and Homes": (("Permanence", CARE), ("Unaccompanied Children", CARE)),
        "Leaving Care": (("Leaving Care East", LEAVING_CARE), ("Leaving Care West", LEAVING_CARE)),
    },
    "Disabled Children": {
        "": (
            ("Disabled Children North", DISABLED_CHILDREN),
            ("Disabled Children South", DISABLED_CHILDREN),
        ),
    },
    "Family Help": {
        "": tuple((f"Family Help {where}", ("CHILD_IN_NEED",)) for where in LOCALITIES),
    },
}
REVIEWING = "Reviewing Service"
CLOSED_TEAM = "Safeguarding Central 4"
OTHER_TEAMS = ("Help and Protection", "Care and Permanence")


def add_councils(world: World) -> None:
    for name in (NAME, OTHER_NAME):
        world.places[name] = operations.add_council(name, at=world.began)


def add_services(world: World) -> None:
    for service, localities in TREE.items():
        service_place = _add(world, world.council, Kind.SERVICE, service)
        for locality, teams in localities.items():
            parent = (
                _add(world, service_place, Kind.LOCALITY, locality) if locality else service_place
            )
            for name, statuses in teams:
                world.teams.append(Team(_add(world, parent, Kind.TEAM, name), statuses))
    _add(world, world.council, Kind.SERVICE, REVIEWING)


def add_the_team_that_closed(world: World) -> None:
    _add(world, world.places["Safeguarding Central"], Kind.TEAM, CLOSED_TEAM)


def add_the_other_council(world: World) -> None:
    other = world.places[OTHER_NAME]
    service = operations.add_place(other, Kind.SERVICE, "Children and Families", None, world.began)
    for name in OTHER_TEAMS:
        place = operations.add_place(service, Kind.TEAM, name, None, world.began)
        world.neighbours.append(Team(place, ()))


def _add(world: World, parent: Place, kind: Kind, name: str) -> Place:
    place = operations.add_place(parent, kind, name, by=None, at=world.began)
    world.places[name] = place
    return place


STEPS = (add_councils, add_services, add_the_team_that_closed, add_the_other_council)
