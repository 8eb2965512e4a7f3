"""A dip sample that is finished and one in progress."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from qa_app.audit_templates.rules import Question
from qa_app.audit_templates.rules.words import Kind as Asked
from qa_app.audits import operations
from qa_app.audits.operations import bringing_in
from qa_app.audits.operations.bringing_in import WrittenAudit
from qa_app.audits.rules import Safe
from qa_app.audits.rules.written import WrittenAnswer, WrittenSection
from qa_app.cli.demo import draws
from qa_app.cli.demo.lives import first_of
from qa_app.cli.demo.moments import working_day_before
from qa_app.cli.demo.own_work_words import (
    SAW,
    STOOD_OUT,
)
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import london_day, start_of
from qa_app.organisation.models import Membership
from qa_app.rounds import operations as rounds
from qa_app.rounds.models import Allocation, Programme, Round
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.operations.programmes import plan_round
from qa_app.rounds.queries.drawing import Ready, ready_to_draw
from qa_app.rounds.queries.pools import pool_of
from qa_app.rounds.rules.plans import BEGINNINGS, Auditors, Kind, Often
from qa_app.rounds.rules.pools import Pool, choose

# Another invention than the rest of the demonstration, so that neither changes the other.
SEED = 2605
SAMPLED = 20
# Who answers the samples: no team of their own keeps them from a record.
SAMPLES = "reviewing officer"
# Of the sample of this month so many are handed in, complete and begun; the others wait.
HANDED_IN, COMPLETE, BEGUN = 7, 3, 2
A_RECORD = timedelta(minutes=3)
LIGHT = "return-interview-sample"
ANSWERS = {"yes": 58, "partly": 22, "no": 14, "not-applicable": 6}
MOST_TRIES = 5000


def hold_dip_samples(world: World) -> None:
    """Twenty records in an hour or so, by one person; months ago all of them, this month some."""
    chance = Random(SEED)  # noqa: S311 – invention, not secrecy
    often, ago = Often.QUARTERLY, 3
    if first_of(world.today, ago).month == world.month_off:
        often, ago = Often.HALF_YEARLY, 6
    plan = replace(
        BEGINNINGS[Kind.DIP_SAMPLE],
        often=often,
        first_month=first_of(world.today, ago),
        number=SAMPLED,
        auditors=by_name(world.people[SAMPLES]),
    )
    programme = rounds.add_programme(
        world.council, "Dip sample of return interviews", LIGHT, None, world.began, plan
    )
    for months_ago in (ago, 0):
        given = given_out(world, chance, programme, months_ago)
        handed_in = SAMPLED if months_ago else HANDED_IN
        for number, one in enumerate(given):
            sample_one(world, chance, one, number, handed_in)


def by_name(member: Membership) -> Auditors:
    return Auditors((), people=(member.person.public_id,))


def given_out(
    world: World, chance: Random, programme: Programme, months_ago: int
) -> list[Allocation]:
    """Drawn from the list of that month, as the monthly rounds are."""
    first_day = first_of(world.today, months_ago)
    case_list = draws.list_of(world, months_ago)
    return opened(world, chance, programme, first_day, pool_of(case_list, first_day))


def opened(
    world: World,
    chance: Random,
    programme: Programme,
    first_day: date,
    pool: Pool,
    wanted: Collection[str] = (),
) -> list[Allocation]:
    """Where some references are wanted, chance is asked until one of them comes first."""
    lead = world.viewer(world.people["qa lead"])
    round_ = plan_round(programme, first_day, lead, world.began)
    at = draws.opened_at(world, programme, first_day)
    told = told_by(chance)
    ready = ready_to_draw(round_, london_day(at), pool)
    for _ in range(MOST_TRIES if wanted else 0):
        if comes_first(round_, ready, told, london_day(at)) in wanted:
            break
        told = told_by(chance)
    draw_round(round_, told, lead, at - draws.OPENED_AFTER + draws.DRAWN_AFTER, pool=pool)
    return open_as_proposed(round_, lead, at, leave_out=True)


def told_by(chance: Random) -> str:
    return f"{chance.getrandbits(128):032x}"


def comes_first(round_: Round, ready: Ready, told: str, on: date) -> str:
    plan, seed = round_.programme.plan, f"{round_.month:%Y-%m}-{told}"
    chosen = choose(ready.pool, plan, seed, ready.wanted, on, ready.in_conversation, ready.suits)
    return chosen.drawn.picks[0].reference


def sample_one(world: World, chance: Random, one: Allocation, number: int, handed_in: int) -> None:
    """One after another, a few minutes each."""
    if number >= handed_in + (COMPLETE + BEGUN if handed_in < SAMPLED else 0):
        return
    by = world.viewer(world.people[SAMPLES])
    begun_at = morning_for(world, one, timedelta(days=9)) + number * A_RECORD
    audit = operations.begin(one, by, begun_at)
    operations.say_whether_safe(audit, Safe.YES, by, begun_at)
    [section] = audit.template.sections
    answers = {one.id: light_answer(chance, one) for one in section.questions}
    if number >= handed_in + COMPLETE:
        answers = dict([*answers.items()][:2])
    kept = {question: said for question, said in answers.items() if not said.is_empty}
    written = WrittenAudit({section.id: WrittenSection(answers=kept)})
    if number < handed_in:
        bringing_in.bring_in_finished(audit, written, by, begun_at + A_RECORD)
    else:
        bringing_in.bring_in(audit, written, by, begun_at)


def morning_for(world: World, one: Allocation, before: timedelta) -> datetime:
    """So long before it is due, or yesterday where that is to come; never before it was given out."""
    day = min(start_of(one.due_on) - before, world.at - timedelta(days=1))
    morning = start_of(working_day_before(london_day(day))) + timedelta(hours=9, minutes=30)
    opened = one.round.opened_at or world.at
    return max(morning, opened + timedelta(minutes=10))


def light_answer(chance: Random, question: Question) -> WrittenAnswer:
    if question.kind is Asked.TEXT:
        return WrittenAnswer(chance.choice(STOOD_OUT) if chance.random() < 0.5 else "")
    shares = {code: ANSWERS[code] for code in question.answers}
    [code] = chance.choices([*shares], [*shares.values()])
    wants_line = question.wants_evidence(code) or (question.critical and code == "no")
    return WrittenAnswer(code, None, chance.choice(SAW) if wants_line else "")


STEPS = (hold_dip_samples,)
