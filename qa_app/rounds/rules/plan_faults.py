"""What stands against using a plan, in sentences for whoever writes it."""

from collections.abc import Iterable
from datetime import date

from qa_app.audit_templates.rules.words import SUBJECTS, Subject
from qa_app.foundation.clock import long_date
from qa_app.foundation.errors import Reason
from qa_app.rounds.rules.months import first_of_month, months_on
from qa_app.rounds.rules.plans import (
    MOST_SPREADS,
    OWN_WORK,
    HowMany,
    Kind,
    Often,
    Plan,
    Source,
    day_asked_for,
    is_held_in,
    opening_day,
)

MONTHS_BACK, MONTHS_AHEAD = 12, 24
# What a template has to be about, by what is drawn.
READS = {
    Source.OPEN_LIST: {Subject.CHILD},
    Source.REFERENCES: {Subject.CHILD, Subject.REFERENCE, Subject.AUDIT},
    Source.PRACTITIONERS: {Subject.PRACTITIONER},
    Source.HOUSEHOLDS: {Subject.HOUSEHOLD},
}


def faults_in(plan: Plan, today: date, before: Plan | None = None) -> list[str]:
    """A programme that is changed may go on with the first month that it had."""
    faults: list[str] = []
    if len(plan.spreads) > MOST_SPREADS:
        faults.append(Reason("Choose at most two things to spread the draw by", "spreads"))
    if len({*plan.months_off}) == 12:
        faults.append(Reason("Leave at least one month in which it is held", "months_off"))
    limits = plan.limits
    youngest, oldest = limits.youngest, limits.oldest
    if youngest is not None and oldest is not None and oldest < youngest:
        faults.append(Reason("The oldest age is below the youngest", "oldest"))
    if plan.how_many is HowMany.ALL and plan.source is not Source.OPEN_LIST:
        faults.append(Reason("Every record can be read only of the list of children", "how_many"))
    if not (plan.auditors.holds or plan.auditors.people):
        faults.append(Reason("Choose who audits: a role, a duty or people by name", "holds"))
    if before is None or plan.first_month != before.first_month:
        faults += _faults_in_first_month(plan, first_of_month(today))
    return faults or _faults_in_days(plan, first_of_month(today))


def _faults_in_first_month(plan: Plan, this_month: date) -> list[str]:
    first = plan.first_month
    if plan.often is Often.ONCE and first < this_month:
        said = f"It is held once, and {first:%B %Y} is past. Enter this month or a later one"
    elif first < months_on(this_month, -MONTHS_BACK):
        said = "Enter a month of the last year, or one to come. Rounds are held from this month on"
    elif first > months_on(this_month, MONTHS_AHEAD):
        said = "Enter a month of the next two years"
    elif plan.often is Often.ONCE and first.month in plan.months_off:
        said = f"It is held once, and {first:%B} is a month off. Choose another, or untick it"
    else:
        return []
    return [Reason(said, "first_month")]


def _faults_in_days(plan: Plan, this_month: date) -> list[str]:
    """In each month of the year to come, for months differ in their working days."""
    first = max(plan.first_month, this_month)
    months = [months_on(first, number) for number in range(12)]
    for month in (one for one in months if is_held_in(plan, one)):
        opens, due = opening_day(plan, month), day_asked_for(plan, month)
        if due < opens:
            said = (
                f"In {month:%B %Y} it would be due on {long_date(due)} and open only on "
                f"{long_date(opens)}. Choose a later day, or 0 for the last working day, or open it "
                "earlier"
            )
            return [Reason(said, "due_day")]
    return []


def subjects_of(plan: Plan) -> set[Subject]:
    """In a surgery the records of children are read, whoever is chosen."""
    return {Subject.CHILD} if plan.kind is Kind.SURGERY else READS[plan.source]


def why_not_template(plan: Plan, subject: Subject) -> str | None:
    """Nothing where the template is about what is drawn."""
    if subject in subjects_of(plan):
        return None
    about = SUBJECTS[subject]
    said = f"This template is about {about[:1].lower()}{about[1:]}"
    if plan.kind in (*OWN_WORK, Kind.SURGERY):
        return Reason(f"{said}. Choose one that suits this kind of audit", "template")
    return Reason(
        f"{said}, and what is drawn from is: {plan.source.value.lower()}. Change one of the two",
        "template",
    )


def name_taken(name: str, others: Iterable[str]) -> str | None:
    """However it is written: two programmes of one name cannot be told apart in the planner."""
    key = _key_of(name)
    taken = next((one for one in others if _key_of(one) == key), None)
    if taken is None:
        return None
    return Reason(
        f"There is a programme called “{taken}” already. Choose a name that tells them apart",
        "name",
    )


def _key_of(name: str) -> str:
    return " ".join(name.split()).casefold()
