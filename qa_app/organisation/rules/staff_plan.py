"""What an import of the staff list would do, row by row, before anything is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from qa_app.access.rules import Role
from qa_app.organisation.rules.appointments import why_not_together
from qa_app.organisation.rules.job_titles import title_key
from qa_app.organisation.rules.people import may_be_invited
from qa_app.organisation.rules.places import Kind, parent_of
from qa_app.organisation.rules.staff_list import StaffRow
from qa_app.organisation.rules.staff_managers import manager_names
from qa_app.organisation.rules.staff_spots import Spot, spot_for
from qa_app.organisation.rules.staff_surroundings import KnownPerson, Surroundings
from qa_app.uploads.rules.problems import Problem, Weight

# Beside every role that is held at the council itself.
FAR_REACHING = (
    Role.DIRECTOR,
    Role.HEAD_OF_SERVICE,
    Role.QA_LEAD,
    Role.PRINCIPAL_SOCIAL_WORKER,
    Role.INFORMATION_GOVERNANCE,
    Role.ADMINISTRATOR,
)

Make = tuple[tuple[Kind, str], ...]


@dataclass(frozen=True)
class Line:
    """What becomes of one row. `differs` names fields with what is held and what the file says."""

    row: StaffRow
    role: Role
    spot: Spot
    known: KnownPerson | None = None
    differs: tuple[tuple[str, str, str], ...] = ()
    moves: bool = False

    @property
    def name(self) -> str:
        return self.known.name if self.known else self.row.name

    @property
    def reaches_far(self) -> bool:
        """Is somebody given a role that leads a service, or that is held for the whole council?"""
        gives = self.known is None or self.moves
        at_council = not (self.spot.make or parent_of(self.spot.path))
        return gives and (at_council or self.role in FAR_REACHING)


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
    def far_reaching(self) -> list[Line]:
        """What to look at first, in the order of the roles."""
        order = list(Role)
        far = [line for line in (*self.new, *self.changed) if line.reaches_far]
        return sorted(far, key=lambda line: (order.index(line.role), line.name.casefold()))

    @property
    def places_alike(self) -> list[tuple[str, Make, list[str]]]:
        """New places under one parent that are one name, written in more than one way."""
        ways: dict[tuple[str, Make, str], list[str]] = {}
        for path, make in self.places_to_make:
            ways.setdefault((path, make[:-1], title_key(make[-1][1])), []).append(make[-1][1])
        return [(path, above, names) for (path, above, _), names in ways.items() if len(names) > 1]

    @property
    def places_to_make(self) -> list[tuple[str, Make]]:
        """Each once, what lies above before what lies below."""
        wanted = {(line.spot.path, line.spot.make[: depth + 1])
                  for line in self.lines for depth in range(len(line.spot.make))}  # fmt: skip
        return sorted(wanted, key=lambda one: (len(one[1]), one[0], [name for _, name in one[1]]))

    @property
    def does_nothing(self) -> bool:
        return not (self.new or self.changed or self.ended)

    def note(self, row: StaffRow, sentence: str, weight: Weight = Weight.NOTED) -> None:
        self.problems.append(Problem(weight, "Staff list", row.row, "", sentence))


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


def line_for(
    row: StaffRow,
    role: Role,
    known: KnownPerson | None,
    there: Surroundings,
    plan: Plan,
    managers: Mapping[str, tuple[int, str]],
) -> Line:
    spot = spot_for(row, role, there, plan.note)
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
        differs += (("Line manager", there.name_of(known.manager_id), manager[1]),)
    return Line(row, role, spot, known, differs, moves)


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
