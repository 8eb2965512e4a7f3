"""Who is let in by a token, and who is not."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from qa_app.access.rules import Role
from qa_app.api.models import ApiToken
from qa_app.api.routes import letting_in
from qa_app.api.rules.published import RESOURCES
from qa_app.api.rules.tokens import A_MINUTE, PREFIX, Reads
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership
from qa_app.sign_in.models import SignInSession
from qa_app.trail.models import Event
from tests.api.makers import a_program
from tests.insight.counted_makers import Counted
from tests.makers import make_person

YESTERDAY = today() - timedelta(days=1)


@pytest.fixture
def made(database):
    there = Counted()
    there.read(3)
    return there


def test_a_token_reads_figures_and_begins_no_session(app, made):
    program = a_program(app, made.council)
    answer = program.ask("completion")
    assert answer.json["place"] == "Northshire"
    assert "Set-Cookie" not in answer.headers
    assert db.session.scalar(select(SignInSession)) is None


def test_a_token_opens_no_page_and_a_session_reads_no_figures(app, made, open_as):
    program = a_program(app, made.council, Reads.REFERENCES)
    for page in ("/insight/grades", "/children", "/settings/api-tokens", "/my-account"):
        assert program.ask(page, expect=302).location.startswith("/sign-in")
    answer = open_as(make_person(Role.QA_LEAD, made.council)).client.get("/api/v1/completion")
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "said", ["", "Bearer", "Bearer ", "Bearer x", f"Bearer {PREFIX}x", f"Bearer {PREFIX}{'y' * 200}", "Basic eDp5", "Bearer \u00e9"]
)  # fmt: skip
def test_what_is_no_token_is_refused_alike(app, made, said):
    a_program(app, made.council)
    answer = app.test_client().get("/api/v1/grades", headers={"Authorization": said})
    assert answer.status_code == 401
    assert answer.json["title"] == "Unauthorized"


@pytest.mark.parametrize(
    "said",
    [{"ends_on": YESTERDAY}, {"ended_at": now()}, {"digest": None}],
    ids=["is over", "was ended", "has another secret"],
)
def test_a_token_that_does_not_work_any_more_is_like_none(app, made, said):
    a_program(app, made.council, **said).ask("grades", expect=401)


def test_a_token_stops_with_its_owner(app, made):
    program = a_program(app, made.council)
    program.ask("grades")
    owner = db.session.scalars(
        select(Membership).where(Membership.person_id == program.token.owner_id)
    ).one()
    owner.disabled_at = now()
    db.session.commit()
    program.ask("grades", expect=401)


@pytest.mark.parametrize("reads", [*Reads])
def test_each_token_reads_what_it_was_lent_and_no_more(app, made, reads):
    program = a_program(app, made.council, reads)
    for name, resource in RESOURCES.items():
        program.ask(name, expect=200 if reads.reaches(resource.needs) else 403)


def test_what_was_lent_is_over_the_day_after(app, made):
    program = a_program(app, made.council, Reads.REFERENCES, lent_until=YESTERDAY)
    program.ask("audits", expect=403)
    assert program.ask("grades").json["reads"] == "counts"


def test_a_token_reads_no_more_than_its_owner_could_export(app, made):
    officer = make_person(Role.DATA_OFFICER, made.council)
    program = a_program(app, made.council, Reads.REFERENCES, owner=officer)
    program.ask("audits", expect=401)
    program.ask("grades", expect=401)


def test_after_so_many_requests_in_a_minute_a_token_waits(app, made, monkeypatch):
    at = now().replace(second=10)
    monkeypatch.setattr(letting_in, "now", lambda: at)
    program, other = a_program(app, made.council), a_program(app, made.council)
    left = program.ask("grades", expect=200).headers["RateLimit-Remaining"]
    assert left == str(A_MINUTE - 1)
    db.session.execute(update(ApiToken).values(asked_in_it=A_MINUTE))
    db.session.commit()
    answer = program.ask("grades", expect=429)
    assert answer.headers["Retry-After"] == "50"
    assert answer.mimetype == "application/problem+json"
    assert other.ask("grades").headers["RateLimit-Remaining"] == str(A_MINUTE - 1)
    at += timedelta(minutes=1)
    program.ask("grades")


def test_refused_requests_count_as_well(app, made):
    program = a_program(app, made.council)
    program.ask("audits", expect=403)
    program.ask("grades", expect=400, nonsense="1")
    db.session.expire_all()
    assert db.session.scalars(select(ApiToken.asked_in_it)).one() == 2


def test_the_trail_says_in_whose_name_what_was_read(app, made):
    program = a_program(app, made.council, Reads.IN_FULL)
    program.ask("audits")
    event = db.session.scalars(select(Event).where(Event.name == "api-token:exported")).one()
    token = program.token
    assert (event.by_id, event.about_id) == (token.owner_id, token.public_id)
    assert event.facts["report"] == "api-audits"
    assert (event.facts["rows"], event.facts["references"]) == (3, False)


def test_no_secret_is_kept(app, made):
    program = a_program(app, made.council)
    program.ask("grades")
    rows = db.session.execute(select(ApiToken.__table__)).all()
    assert program.secret not in str(rows)
    events = db.session.execute(select(Event.__table__)).all()
    assert program.secret not in str(events)


def test_two_programs_do_not_share_an_answer(app, made):
    first, second = a_program(app, made.council), a_program(app, made.council)
    answer = first.ask("grades")
    assert "private" in answer.headers["Cache-Control"]
    second.ask("grades", expect=304, headers={"If-None-Match": answer.headers["ETag"]})
