"""qa rounds: open the rounds of a month, and do a draw again to check it."""

import secrets
from dataclasses import dataclass
from datetime import date

import click
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from qa_app.cli.main import WELL, WRONG, as_json, connect, qa, tell
from qa_app.cli.timed import running
from qa_app.foundation.clock import long_date, now, today
from qa_app.foundation.database import db
from qa_app.foundation.engines import only_reading
from qa_app.foundation.errors import DomainError
from qa_app.rounds.models import Programme, Round
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.operations.programmes import plan_round
from qa_app.rounds.queries.changes import was_taken_back
from qa_app.rounds.queries.drawing import latest_draw, list_draws
from qa_app.rounds.queries.verifying import verify
from qa_app.rounds.rules.months import first_of_month, month_in, months_between
from qa_app.rounds.rules.plans import Source, is_held_in, opening_day

# Further away there is no month of which a round can be meant.
MOST_MONTHS_AWAY = 36
DRAWN_FROM = (Source.OPEN_LIST, Source.PRACTITIONERS)


@qa.group("rounds")
def rounds() -> None:
    """Rounds of audits."""


@dataclass(frozen=True)
class Opened:
    """What became of one programme; `trouble` says why its round could not be opened."""

    programme: str
    given: int
    said: str
    trouble: bool = False


@rounds.command("open")
@click.option("--month", help="The month, like 2026-12; this month otherwise.")
@as_json
def open_month(month: str | None, as_json: bool) -> None:
    """Draw and open every round that begins by today. For a timer: what is open stays as it is."""
    connect()
    first_day = month_in(month) if month else first_of_month(today())
    if first_day is None or abs(months_between(first_day, today())) > MOST_MONTHS_AWAY:
        raise click.BadParameter(
            f"“{month}” is no month, or too far from this one. Write it like 2026-12."
        )
    with running("rounds open") as run:
        done = [_open(programme_id, first_day) for programme_id in _held_in(first_day)]
        run.counts = {"opened": sum(bool(one.given) for one in done)}
        if any(one.trouble for one in done):
            run.fail("A round could not be opened; look at it on its page")
    well = not any(one.trouble for one in done)
    sentences = [f"{one.programme}: {one.said}." for one in done]
    tell(
        {"well": well, "rounds": [vars(one) for one in done]},
        sentences or [f"No programme is held in {first_day:%B %Y}."],
        as_json=as_json,
    )
    raise SystemExit(WELL if well else WRONG)


def _held_in(month: date) -> list[int]:
    programmes = db.session.scalars(
        select(Programme).where(Programme.ended_at.is_(None)).order_by(Programme.id)
    )
    return [
        one.id
        for one in programmes
        if is_held_in(one.plan, month) and one.plan.source in DRAWN_FROM
    ]


def _open(programme_id: int, month: date) -> Opened:
    """Each in a transaction of its own, so that one that is stuck keeps no other waiting."""
    programme = db.session.get_one(Programme, programme_id)
    name, opens = programme.name, opening_day(programme.plan, month)
    if opens > today():
        return Opened(name, 0, f"opens on {long_date(opens)}")
    try:
        found = _open_now(programme, month)
        db.session.commit()
    except DomainError as refused:
        db.session.rollback()
        return Opened(name, 0, "; ".join(refused.reasons), trouble=True)
    except (IntegrityError, StaleDataError):
        db.session.rollback()
        return Opened(name, 0, "somebody else opened it a moment ago")
    return found


def _open_now(programme: Programme, month: date) -> Opened:
    round_ = plan_round(programme, month, by=None, at=now())
    if round_.opened_at is not None:
        return Opened(programme.name, 0, "was open already")
    if was_taken_back(round_):
        return Opened(programme.name, 0, "its opening was taken back, so a person opens it again")
    if latest_draw(round_) is None:
        draw_round(round_, secrets.token_hex(16), by=None, at=now())
    given = open_as_proposed(round_, by=None, at=now())
    return Opened(programme.name, len(given), f"{len(given)} audits given out")


@rounds.command("verify-draw")
@click.argument("round_id", metavar="ROUND")
@as_json
def verify_draw(round_id: str, as_json: bool) -> None:
    """Do every draw of a round again, and say where one comes out otherwise. ROUND is the end of its address."""
    connect()
    with only_reading():
        found = db.session.scalars(select(Round).where(Round.public_id == round_id)).one_or_none()
        if found is None:
            raise click.BadParameter("There is no such round. Its address ends with its name.")
        draws = list_draws(found)
        verdicts = [(one.number, verify(one)) for one in draws]
    well = all(verdict.is_well for _, verdict in verdicts)
    sentences = [
        f"Draw {number}: {verdict.picked} of {verdict.pool} records, "
        + ("as recorded." if verdict.is_well else " ".join(f"{one}." for one in verdict.wrong))
        for number, verdict in verdicts
    ] or ["Nothing has been drawn in this round."]
    answer = {
        "well": well,
        "draws": [{"number": number, **vars(verdict)} for number, verdict in verdicts],
    }
    tell(answer, sentences, as_json=as_json)
    raise SystemExit(WELL if well else WRONG)
