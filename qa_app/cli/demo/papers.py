"""Quotes that two people have read, what families said, and what managers say of supervision."""

from datetime import timedelta
from random import Random

from sqlalchemy import select

from qa_app.audits.models import Audit, Finding
from qa_app.audits.rules import FindingKind
from qa_app.cli.demo import paper_words as words
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import start_of
from qa_app.foundation.database import db
from qa_app.reports.models import ApprovedText
from qa_app.reports.operations import narratives, quoting
from qa_app.reports.operations.team_months import save_month
from qa_app.reports.queries.quotes import readable
from qa_app.reports.rules.team_months import Told
from qa_app.rounds.models import Round
from qa_app.rounds.queries.kinds import is_of_kind
from qa_app.rounds.rules import first_of_month
from qa_app.rounds.rules.months import months_back
from qa_app.rounds.rules.plans import Kind

OF_EACH_KIND, MONTHS, TALKS = 9, 4, (6, 12)
SEED, STILL_TO_SAY = 38, 0.3
WAITED = timedelta(days=3)
# Of months that papers are made of by now.
BEFORE = timedelta(days=40)
WRITERS = ("qa lead", "psw")


def quote(world: World) -> None:
    """Most are approved; the newest waits, and one was not approved."""
    if not {*WRITERS} <= {*world.people}:
        return  # a small council without a second person has none
    lead, second = (world.viewer(world.people[one]) for one in WRITERS)
    written: list[ApprovedText] = []
    for said, done in words.YOU_SAID:
        written.append(quoting.write_you_said(said, done, lead, world.at - timedelta(days=20)))
    for kind, texts in ((FindingKind.STRENGTH, words.STRENGTHS), (FindingKind.DEVELOPMENT, words.DEVELOPMENTS)):  # fmt: skip
        wanted = (
            select(Finding)
            .join(Finding.audit)
            .where(
                Finding.kind == kind,
                Finding.audit_id.in_(readable(lead)),
                Audit.submitted_at < world.at - BEFORE,
            )
            .order_by(Audit.submitted_at.desc(), Finding.id)
            .limit(OF_EACH_KIND)
        )
        for number, finding in enumerate(db.session.scalars(wanted).all()):
            at = world.at - timedelta(days=30 - number)
            written.append(quoting.write_quote(finding, texts[number % len(texts)], lead, at))
    *decided, refused, _ = written
    for one in decided:
        quoting.approve(one, second, one.written_at + WAITED, looked=True, seen=str(one.version))
    quoting.decline(refused, words.WHY_NOT, second, refused.written_at + WAITED)


def tell_of_months(world: World) -> None:
    """Each manager for their own team; of the last month that is over not everybody has."""
    chance = Random(SEED)  # noqa: S311 – invention
    months = months_back(first_of_month(world.today), MONTHS + 1)[1:]
    for team in world.teams:
        if team.manager is None or team.manager is not world.people.get("team manager") and chance.random() < STILL_TO_SAY:  # fmt: skip
            continue
        viewer = world.viewer(team.manager)
        for month in months:
            due = chance.randrange(*TALKS)
            went, improved = chance.choice(words.WENT), chance.choice(words.IMPROVED)
            told = Told(due, due - chance.randrange(3), went, improved)
            at = start_of(month + timedelta(days=33)) + timedelta(hours=10)
            save_month(team.place, month, told, viewer, min(at, world.at))


def tell_of_rounds(world: World) -> None:
    """Of the monthly rounds that are over; what is said of the last one waits to be approved."""
    if not {*WRITERS} <= {*world.people}:
        return
    lead, second = (world.viewer(world.people[one]) for one in WRITERS)
    months = months_back(first_of_month(world.today), 1 + len(words.OF_ROUNDS))[1:]
    wanted = (
        select(Round)
        .join(Round.programme)
        .where(
            Round.council_id == lead.council_id,
            Round.month.in_(months),
            Round.opened_at.is_not(None),
            is_of_kind(Kind.MONTHLY),
        )
        .order_by(Round.month.desc(), Round.id)
    )
    there = {one.month: one for one in db.session.scalars(wanted)}
    for number, ((found, doing), month) in enumerate(zip(words.OF_ROUNDS, sorted(there, reverse=True), strict=False)):  # fmt: skip
        at = min(start_of(month + timedelta(days=40)) + timedelta(hours=11), world.at - WAITED)
        one = narratives.save(there[month], found, doing, lead, at, propose=True)
        if number:
            narratives.approve(one, second, at + WAITED, looked=True, seen=str(one.version))


STEPS = (quote, tell_of_months, tell_of_rounds)
