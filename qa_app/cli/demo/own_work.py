"""Two supervision files, of which one is still being read, and a practice observation."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from qa_app.access.rules import Viewer
from qa_app.actions.rules import ForWhom, Wish
from qa_app.audit_templates.rules import Question
from qa_app.audit_templates.rules.answers import choices_of
from qa_app.audit_templates.rules.words import Kind as Asked
from qa_app.audits import operations
from qa_app.audits.models import Audit
from qa_app.audits.operations import bringing_in
from qa_app.audits.operations.bringing_in import WrittenAudit, WrittenFinding
from qa_app.audits.operations.people import TookPart
from qa_app.audits.rules import FindingKind, Part, Safe
from qa_app.audits.rules.picture import Picture
from qa_app.audits.rules.written import WrittenAnswer, WrittenSection, WrittenWhole
from qa_app.cli.demo.dip_samples import SEED, by_name, light_answer, morning_for, opened
from qa_app.cli.demo.lives import first_of
from qa_app.cli.demo.own_work_words import (
    ACTIONS,
    DEVELOPMENTS,
    IN_WORDS,
    OBSERVATION,
    STRENGTHS,
    SUPERVISION,
    Written,
)
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import london_day, start_of
from qa_app.rounds import operations as rounds
from qa_app.rounds.models import Allocation, Programme
from qa_app.rounds.operations.programmes import plan_round
from qa_app.rounds.queries.drawing import ready_to_draw
from qa_app.rounds.queries.pools import practitioners_pool
from qa_app.rounds.rules.plans import BEGINNINGS, HowMany, Kind

# Beside those that others read in turn, under programmes of their own.
BY_PSW = "{} by the principal social worker"
OBSERVED_MONTHS_AGO = 1
SUPERVISED_EVERY = timedelta(days=31)


def look_at_practitioners(world: World) -> None:
    """Two supervision files, of which one is still being read, and an observation; by whoever leads practice."""
    chance = Random(SEED + 1)  # noqa: S311 – invention, not secrecy
    supervision = programme_of(
        world, Kind.SUPERVISION, BY_PSW.format("Supervision files"), "supervision-file", 2
    )
    files = drawn_for(world, chance, supervision, 0)
    read_file(world, chance, files[0], SUPERVISION, is_finished=True)
    read_file(world, chance, files[1], SUPERVISION, is_finished=False)
    observation = programme_of(
        world, Kind.OBSERVATION, BY_PSW.format("Practice observations"), "practice-observation", 1
    )
    [seen] = drawn_for(world, chance, observation, OBSERVED_MONTHS_AGO)
    read_file(world, chance, seen, OBSERVATION, is_finished=True)


def programme_of(world: World, kind: Kind, name: str, template: str, number: int) -> Programme:
    ago = 0 if kind is Kind.SUPERVISION else OBSERVED_MONTHS_AGO
    plan = replace(
        BEGINNINGS[kind],
        first_month=first_of(world.today, ago),
        how_many=HowMany.TOTAL,
        number=number,
        auditors=by_name(world.people["psw"]),
    )
    # Planned in the month before it began.
    planned = start_of(first_of(world.today, ago + 1))
    return rounds.add_programme(world.council, name, template, None, planned, plan)


def drawn_for(
    world: World, chance: Random, programme: Programme, months_ago: int
) -> list[Allocation]:
    """Somebody of the team whose manager has an account comes first, so that there is something to read."""
    first_day = first_of(world.today, months_ago)
    pool = practitioners_pool(world.council.id, first_day)
    team = next(one for one in world.teams if one.manager is world.people["team manager"])
    theirs = {one.person.public_id for one in team.practitioners}
    lead = world.viewer(world.people["qa lead"])
    round_ = plan_round(programme, first_day, lead, world.began)
    ready = ready_to_draw(round_, first_day, pool)
    may_be = [
        one.reference
        for one in pool.facts
        if one.reference in theirs and not {*one.practitioners} & {*ready.in_conversation}
    ]
    given = opened(world, chance, programme, first_day, pool, wanted=may_be)
    return sorted(given, key=lambda one: one.reference not in theirs)


def read_file(
    world: World,
    chance: Random,
    one: Allocation,
    words: Mapping[str, Written],
    *,
    is_finished: bool,
) -> None:
    by = world.viewer(world.people["psw"])
    begun_at = morning_for(world, one, timedelta(days=6))
    audit = operations.begin(one, by, begun_at)
    operations.say_whether_safe(audit, Safe.YES, by, begun_at)
    sections = dict(sections_of(audit, chance, words))
    if not is_finished:
        first = [*sections][:2]
        half = WrittenAudit({name: sections[name] for name in first})
        bringing_in.bring_in(audit, half, by, begun_at)
        return
    code = audit.template_version.code
    told = [
        WrittenFinding(kind, text, (theme,))
        for kind, (text, theme) in (
            (FindingKind.STRENGTH, STRENGTHS[code]),
            (FindingKind.DEVELOPMENT, DEVELOPMENTS[code]),
        )
    ]
    whole = WrittenWhole("Children are thought about by two people.", "clear")
    written = WrittenAudit(sections, whole, told, {Part.PRACTITIONER: TookPart(True)})
    propose(audit, by, begun_at)
    bringing_in.bring_in_finished(audit, written, by, begun_at + timedelta(hours=2))


def propose(audit: Audit, by: Viewer, at: datetime) -> None:
    what, how = ACTIONS[audit.template_version.code]
    operations.propose_action(audit, Wish(ForWhom.PRACTITIONER, what, how), by, at)


def sections_of(
    audit: Audit, chance: Random, words: Mapping[str, Written]
) -> Iterator[tuple[str, WrittenSection]]:
    """Section by section, because earlier answers say which later questions are asked."""
    written: dict[str, WrittenSection] = {}
    for section in audit.template.sections:
        evidence, difference, grade = words.get(section.id, ("", "", ""))
        said = WrittenSection(difference, evidence, grade or None)
        for _ in range(2):
            written[section.id] = said
            shown = Picture(audit.template, audit.then.facts, written).shown.get(section.id)
            asked = shown[1] if shown else ()
            there = {one.id: answer(audit, chance, one) for one in asked}
            answers = {**there, **said.answers}
            kept = {question: one for question, one in answers.items() if not one.is_empty}
            said = replace(said, answers=kept)
        written[section.id] = said
        yield section.id, said


def answer(audit: Audit, chance: Random, question: Question) -> WrittenAnswer:
    """Mostly well, with a line where the answer asks for one."""
    began = london_day(audit.begun_at)
    if question.kind is Asked.YES_PARTLY_NO:
        return light_answer(chance, question)
    if question.kind is Asked.DATES:
        days = (began - SUPERVISED_EVERY * ago for ago in range(10, 0, -1))
        return WrittenAnswer(" ".join(day.isoformat() for day in days))
    if question.kind is Asked.DATE:
        return WrittenAnswer((began - timedelta(days=2)).isoformat())
    if question.kind is Asked.NUMBER:
        return WrittenAnswer("2" if question.id.endswith("b") else "16")
    if question.kind is Asked.SCALING:
        return WrittenAnswer(str(chance.randrange(6, 10)))
    if question.kind is Asked.TEXT:
        return WrittenAnswer(IN_WORDS.get(question.id, ""))
    offered = [*choices_of(question, audit.template)]
    return WrittenAnswer(offered[0] if offered else "")


STEPS = (look_at_practitioners,)
