"""About sixty managers and two hundred and forty practitioners, and who reports to whom."""

from datetime import date

from qa_app.access.rules import Duty, Role
from qa_app.cli.demo.places import REVIEWING, TREE
from qa_app.cli.demo.recruiting import Recruiting
from qa_app.cli.demo.world import NAME, OTHER_DOMAIN, OTHER_NAME, World
from qa_app.organisation import operations
from qa_app.organisation.models import Membership

PRACTITIONERS = 240
REVIEWING_OFFICERS = 8
ANSWERS = "Audits allocated to a reviewing officer, and a second opinion to answer"
TITLES = (
    "Social worker",
    "Social worker",
    "Social worker",
    "Senior social worker",
    "Advanced practitioner",
)
ADVISERS = ("Personal adviser", "Personal adviser", "Social worker")
HELPERS = ("Family help practitioner", "Family help practitioner", "Social worker")

# Held at the council: key, role, job title, and what the account is good for seeing.
AT_THE_COUNCIL = (
    ("administrator", Role.ADMINISTRATOR, "Systems administrator", "People, places and settings; no child anywhere"),
    ("director", Role.DIRECTOR, "Director of children’s services", "The whole council, changing nothing"),
    ("qa lead", Role.QA_LEAD, "Quality assurance lead", "The month: what is done, what is late, restricted records"),
    ("qa officer", Role.QA_OFFICER, "Quality assurance officer", "Runs the programme and imports, sees no grades"),
    ("psw", Role.PRINCIPAL_SOCIAL_WORKER, "Principal social worker", "Practice across the council"),
    ("data officer", Role.DATA_OFFICER, "Performance analyst", "Imports lists, sees counts and no child"),
    ("governance", Role.INFORMATION_GOVERNANCE, "Information governance manager", "Who did what and who looked; no audit text but that of shut audits"),
)  # fmt: skip


def add_everybody(world: World) -> None:
    recruiting = Recruiting(world)
    add_at_the_council(world, recruiting)
    heads = add_heads(world, recruiting)
    managers = add_service_managers(world, recruiting, heads)
    add_teams(world, recruiting, managers)
    add_reviewing_officers(world, recruiting)
    add_visitors(world, recruiting)
    add_the_other_council(world, recruiting)


def add_at_the_council(world: World, recruiting: Recruiting) -> None:
    for key, role, title, shows in AT_THE_COUNCIL:
        world.people[key] = recruiting.add(role, world.council, title)
        world.account(role, world.people[key], shows)
    # Whoever decides a review of access may not sign it off, and one administrator may fall ill.
    world.people["second administrator"] = recruiting.add(
        Role.ADMINISTRATOR, world.council, "Systems administrator"
    )


def add_heads(world: World, recruiting: Recruiting) -> dict[str, Membership]:
    heads = {}
    for service in TREE:
        heads[service] = recruiting.add(
            Role.HEAD_OF_SERVICE, world.places[service], "Head of service", manager=world.people["director"]
        )  # fmt: skip
        world.heads[world.places[service].path] = heads[service]
    world.people["head"] = heads["Safeguarding"]
    world.account(
        Role.HEAD_OF_SERVICE, heads["Safeguarding"], "Safeguarding: its teams, who is late"
    )
    return heads


def add_service_managers(
    world: World, recruiting: Recruiting, heads: dict[str, Membership]
) -> dict[str, Membership]:
    """One for each locality, and one for each service that has none; by the path they manage."""
    managers = {}
    for service, localities in TREE.items():
        for locality in localities:
            place = world.places[locality or service]
            managers[place.path] = recruiting.add(
                Role.SERVICE_MANAGER, place, "Service manager", manager=heads[service]
            )
    chosen = managers[world.places["Safeguarding North"].path]
    world.people["service manager"] = chosen
    world.account(Role.SERVICE_MANAGER, chosen, "Safeguarding North: three teams")
    return managers


def add_teams(world: World, recruiting: Recruiting, managers: dict[str, Membership]) -> None:
    share, more = divmod(PRACTITIONERS, len(world.teams))
    for number, team in enumerate(world.teams):
        path = team.place.path
        above = max((at for at in managers if path.startswith(at)), key=len)
        team.manager = recruiting.add(
            Role.TEAM_MANAGER, team.place, "Team manager", manager=managers[above]
        )
        for _ in range(share + (number < more)):
            title = world.chance.choice(titles_for(team.statuses))
            team.practitioners.append(
                recruiting.add(Role.PRACTITIONER, team.place, title, manager=team.manager)
            )
    add_duties(world, managers)
    first = next(team for team in world.teams if team.place.name == "Safeguarding North 1")
    assert first.manager is not None  # noqa: S101 – just appointed
    world.people["team manager"], world.people["practitioner"] = (
        first.manager,
        first.practitioners[0],
    )
    world.account(Role.TEAM_MANAGER, first.manager, "Records to audit, and the team’s own children")
    world.account(Role.PRACTITIONER, first.practitioners[0], "The children they work with")


def titles_for(statuses: tuple[str, ...]) -> tuple[str, ...]:
    if "CARE_LEAVER" in statuses:
        return ADVISERS
    return HELPERS if statuses == ("CHILD_IN_NEED",) else TITLES


def add_duties(world: World, managers: dict[str, Membership]) -> None:
    """Practice supervisors who audit, and service managers who moderate."""
    for team in world.teams[::3]:
        supervisor = team.practitioners[-1]
        supervisor.job_title = "Practice supervisor"
        operations.appoint(
            supervisor.person, Duty.AUDITOR, team.place, date(2025, 4, 1), None, world.began
        )
    for member in list(managers.values())[:3]:
        operations.appoint(
            member.person, Duty.MODERATOR, world.council, date(2025, 4, 1), None, world.began
        )


def add_reviewing_officers(world: World, recruiting: Recruiting) -> None:
    reviewing = world.places[REVIEWING]
    officers = [
        recruiting.add(Role.REVIEWING_OFFICER, reviewing, "Independent reviewing officer")
        for _ in range(REVIEWING_OFFICERS)
    ]
    world.people["reviewing officer"] = officers[0]
    world.account(Role.REVIEWING_OFFICER, officers[0], ANSWERS)


def add_visitors(world: World, recruiting: Recruiting) -> None:
    """People from elsewhere, whose access always ends."""
    for role, title, domain, shows in (
        (Role.EXTERNAL_AUDITOR, "Consultant", "fairview-practice.example", "Allocated audits only, and the day access ends"),
        (Role.INSPECTOR, "Improvement adviser", "improvement.example", "The rounds named for them, read only"),
    ):  # fmt: skip
        member = recruiting.add(role, world.council, title, domain=domain, days=40)
        world.people[role.value] = member
        world.account(role, member, shows)


def add_the_other_council(world: World, recruiting: Recruiting) -> None:
    other = world.places[OTHER_NAME]
    for role in (Role.ADMINISTRATOR, Role.QA_LEAD, Role.DIRECTOR, Role.DATA_OFFICER):
        member = recruiting.add(role, other, role.value, domain=OTHER_DOMAIN)
        world.people[f"{OTHER_NAME} {role.value}"] = member
    for team in world.neighbours:
        manager = recruiting.add(Role.TEAM_MANAGER, team.place, "Team manager", domain=OTHER_DOMAIN)
        team.practitioners = [
            recruiting.add(
                Role.PRACTITIONER, team.place, "Social worker", manager=manager, domain=OTHER_DOMAIN
            )
            for _ in range(6)
        ]
    lead = world.people[f"{OTHER_NAME} {Role.QA_LEAD.value}"]
    world.account(
        Role.QA_LEAD, lead, f"{OTHER_NAME}, a small council of its own: nothing of {NAME} shows"
    )


STEPS = (add_everybody,)
