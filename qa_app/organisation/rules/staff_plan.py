"""What an import of the staff list would do, row by row, before anything is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from qa_app.access.rules import Duty, Role
from qa_app.organisation.rules.absences import manager_would_loop
from qa_app.organisation.rules.appointments import why_not_together
from qa_app.organisation.rules.job_titles import FOR_THE_WHOLE_COUNCIL, IMPORTABLE, title_key
from qa_app.organisation.rules.people import may_be_invited
from qa_app.organisation.rules.places import Kind
from qa_app.organisation.rules.staff_list import StaffRow
from qa_app.uploads.rules.problems import Problem, Weight


@dataclass(frozen=True)
class KnownPlace:
    path: str
    name: str
    kind: Kind


@dataclass(frozen=True)
class KnownPerson:
    """What the council holds about somebody now."""

    person_id: int
    name: str
    email: str
    staff_number: str
    job_title: str
    hours: float
    manager_id: int | None
    leaves_on: date | None
    posts: tuple[tuple[Role | Duty, str], ...] = ()

    @property
    def imported_posts(self) -> tuple[tuple[Role | Duty, str], ...]:
        return tuple(post for post in self.posts if post[0] in IMPORTABLE)


@dataclass(frozen=True)
class Spot:
    """Where a row's person belongs: at a place, or at one to be made below it."""

    path: str
    make: tuple[tuple[Kind, str], ...] = ()


@dataclass(frozen=True)
class Line:
    """What becomes of one row. `differs` names fields with what is held and what the file says."""

    row: StaffRow
    role: Role
    spot: Spot
    known: KnownPerson | None = None
    differs: tuple[tuple[str, str, str], ...] = ()
    moves: bool = False


@dataclass
class Plan:
    new: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    same: list[Line] = field(default_factory=list)
    ended: list[KnownPerson] = field(default_factory=list)
    left_out: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [*self.new, *self.changed, *self.same]

    @property
    def places_to_make(self) -> list[tuple[str, tuple[tuple[Kind, str], ...]]]:
        """Each once, what lies above before what lies below."""
        wanted = {(line.spot.path, line.spot.make[: depth + 1])
                  for line in self.lines for depth in range(len(line.spot.make))}  # fmt: skip
        return sorted(wanted, key=lambda one: (len(one[1]), one[0], [name for _, name in one[1]]))

    @property
    def does_nothing(self) -> bool:
        return not (self.new or self.changed or self.ended)

    def note(self, row: StaffRow, sentence: str, weight: Weight = Weight.NOTED) -> None:
        self.problems.append(Problem(weight, "Staff list", row.row, "", sentence))


@dataclass(frozen=True)
class Surroundings:
    """What is there before the import."""

    council_path: str
    places: Sequence[KnownPlace]
    people: Sequence[KnownPerson]
    roles: Mapping[str, Role | None]
    domains: Sequence[str]
    today: date
    importer_id: int | None


def plan_of(rows: Sequence[StaffRow], there: Surroundings, *, whole: bool) -> Plan:
    plan = Plan()
    managers = manager_names(rows, there)
    by_email = {one.email: one for one in there.people}
    by_number = {one.staff_number: one for one in there.people if one.staff_number}
    found: set[int] = set()
    for row in rows:
        known = by_email.get(row.email) or by_number.get(row.staff_number)
        if known:
            found.add(known.person_id)
        role = role_for(row, there, plan)
        if role is None or not may_come_in(row, known, role, there, plan):
            continue
        line = line_for(row, role, known, there, plan, managers)
        (plan.new if known is None else plan.changed if is_changed(line) else plan.same).append(
            line
        )
    if whole:
        plan.ended = gone(there, found)
    return plan


def role_for(row: StaffRow, there: Surroundings, plan: Plan) -> Role | None:
    key = title_key(row.job_title)
    if key not in there.roles:
        plan.note(row, "This job title has no role yet. Choose one for it", Weight.REFUSED)
        return None
    role = there.roles[key]
    plan.left_out += role is None
    return role


def may_come_in(
    row: StaffRow, known: KnownPerson | None, role: Role, there: Surroundings, plan: Plan
) -> bool:
    if known is None and row.ends_on and row.ends_on < there.today:
        plan.note(row, "They have left, so they are not added")
        return False
    if known is None and not may_be_invited(row.email, list(there.domains)):
        plan.note(row, "The email address is not of a domain that may be invited", Weight.REFUSED)
        return False
    others = {holds for holds, _ in known.posts} if known else set()
    if why_not_together(role, others):
        plan.note(
            row, "They run accounts or imports, so the file gives them no role", Weight.REFUSED
        )
        return False
    return True


def manager_names(rows: Sequence[StaffRow], there: Surroundings) -> dict[str, tuple[int, str]]:
    """By address and by staff number: who is meant, nought for somebody new, and their name."""
    found: dict[str, tuple[int, str]] = {}
    for row in rows:
        found |= {key.casefold(): (0, row.name) for key in (row.email, row.staff_number) if key}
    for one in there.people:
        keys = (one.email, one.staff_number)
        found |= {key.casefold(): (one.person_id, one.name) for key in keys if key}
    return found


def line_for(
    row: StaffRow,
    role: Role,
    known: KnownPerson | None,
    there: Surroundings,
    plan: Plan,
    managers: Mapping[str, tuple[int, str]],
) -> Line:
    spot = spot_for(row, role, there, plan)
    if known is None:
        return Line(row, role, spot)
    if known.email != row.email:
        plan.note(row, "The email address differs. It is not changed: correct it on their page")
    moves = bool(spot.make) or (role, spot.path) not in known.imported_posts
    if moves and known.person_id == there.importer_id:
        plan.note(row, "Nobody changes their own roles, so yours stays as it is")
        moves = False
    if moves and len(known.imported_posts) > 1:
        plan.note(row, "They hold more than one role. This one is added and none is ended")
    differs = differences(row, known)
    manager = managers.get(row.manager.casefold())
    if manager and manager[0] != known.manager_id:
        differs += (("Line manager", name_of(known.manager_id, there), manager[1]),)
    return Line(row, role, spot, known, differs, moves)


def name_of(person_id: int | None, there: Surroundings) -> str:
    return next((one.name for one in there.people if one.person_id == person_id), "")


def differences(row: StaffRow, known: KnownPerson) -> tuple[tuple[str, str, str], ...]:
    both = (
        ("Name", known.name, row.name),
        ("Staff number", known.staff_number, row.staff_number or known.staff_number),
        ("Job title", known.job_title, row.job_title),
        ("Hours", f"{known.hours:g}", f"{row.hours:g}"),
        ("Leaving", day_text(known.leaves_on), day_text(row.ends_on or known.leaves_on)),
    )
    return tuple((words, held, says) for words, held, says in both if held != says)


def day_text(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def is_changed(line: Line) -> bool:
    return line.moves or bool(line.differs)


def gone(there: Surroundings, found: set[int]) -> list[KnownPerson]:
    """Whoever came by an import, holds a role, and is in the file no more."""
    return [
        one
        for one in there.people
        if one.staff_number
        and one.imported_posts
        and one.person_id not in found
        and one.person_id != there.importer_id
        and one.leaves_on is None
        and Role.ADMINISTRATOR not in {holds for holds, _ in one.posts}
    ]


def spot_for(row: StaffRow, role: Role, there: Surroundings, plan: Plan) -> Spot:
    """The team, else the service, else the council; some roles are always for the whole council."""
    if role in FOR_THE_WHOLE_COUNCIL or not (row.team or row.service):
        return Spot(there.council_path)
    service = named(row.service, there, inside=there.council_path, teams=False)
    if not row.team:
        return (
            Spot(service[0])
            if service
            else Spot(there.council_path, ((Kind.SERVICE, row.service),))
        )
    above = service[0] if service else there.council_path
    if inside := named(row.team, there, inside=above):
        return Spot(inside[0])
    elsewhere = named(row.team, there, inside=there.council_path)
    if len(elsewhere) == 1:
        plan.note(row, "Their team is part of another service here, and stays there")
        return Spot(elsewhere[0])
    if row.service and not service:
        return Spot(there.council_path, ((Kind.SERVICE, row.service), (Kind.TEAM, row.team)))
    return Spot(above, ((Kind.TEAM, row.team),))


def named(name: str, there: Surroundings, *, inside: str, teams: bool = True) -> list[str]:
    """Open places of this name, those nearest to the council first."""
    wanted = title_key(name)
    return sorted(
        (
            place.path
            for place in there.places
            if wanted
            and title_key(place.name) == wanted
            and place.path.startswith(inside)
            and place.path != inside
            and (teams or place.kind is not Kind.TEAM)
        ),
        key=lambda path: (path.count("/"), path),
    )


def managers_in(
    lines: Sequence[Line], ids: Mapping[str, int], held: Mapping[int, int | None], plan: Plan
) -> dict[int, int]:
    """Who reports to whom by the file, where that can be told and ends at the top."""
    managers = dict(held)
    chosen: dict[int, int] = {}
    for line in lines:
        if not line.row.manager:
            continue
        person, manager = ids.get(line.row.email), ids.get(line.row.manager.casefold())
        if person is None or manager is None:
            plan.note(line.row, "The line manager is not in the list of people")
        elif manager_would_loop(person, manager, managers):
            plan.note(line.row, "Their line manager would report to them, so none was set")
        else:
            managers[person] = chosen[person] = manager
    return chosen
