"""Tokens are made, given a secret, lent more, taken back and ended, each by whoever may."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.api.models import ApiToken
from qa_app.api.operations import tokens as operations
from qa_app.api.rules.tokens import LONGEST_DAYS, LONGEST_GRANT_DAYS, PREFIX, Lent, Reads, Used
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.outbox.models import Email
from qa_app.trail.models import Event
from tests.api.makers import Program, make_token
from tests.makers import NOON, make_council, make_person, make_place, viewer_of

SOON = today() + timedelta(days=20)


def as_boxes(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


@pytest.fixture
def council(database):
    return make_council()


def lends(council):
    return make_person(Role.INFORMATION_GOVERNANCE, council)


def test_an_administrator_makes_a_token_and_its_owner_alone_sees_its_secret(app, council, open_as):
    administrator = make_person(Role.ADMINISTRATOR, council)
    owner = make_person(Role.QA_LEAD, council)
    place, who = council.public_id, owner.public_id
    browser, own = open_as(administrator), open_as(owner)
    asked = {"purpose": "Power BI", "place": place, "owner": who, **as_boxes("ends_on", SOON)}
    browser.post("api_tokens.new", asked)
    assert "Power BI" in browser.get("api_tokens.index").text
    token = db.session.scalars(select(ApiToken)).one()
    public_id = token.public_id
    assert (token.lent, token.digest) == (Reads.COUNTS, None)

    browser.post("own_api_tokens.make_secret", token_id=public_id, expect=404)
    page = own.get("own_api_tokens.index")
    [form] = page.select("main form")
    answer = own.post(form["action"], expect=200)
    secret = answer.text.split('id="secret">')[1].split("<")[0]
    assert secret.startswith(PREFIX)
    assert secret not in own.get("own_api_tokens.index").text
    Program(app, db.session.get_one(ApiToken, token.id), secret).ask("grades")
    letter = db.session.scalars(select(Email)).one()
    assert "/my-account/api-tokens" in letter.text and PREFIX not in letter.text


def test_another_secret_stops_the_last_one(app, council, open_as):
    owner = make_person(Role.QA_LEAD, council)
    token, secret = make_token(council, owner)
    program = Program(app, token, secret)
    browser = open_as(owner)
    program.ask("grades")
    browser.post("own_api_tokens.make_secret", token_id=program.token.public_id, expect=200)
    program.ask("grades", expect=401)


def test_information_governance_lends_more_and_takes_it_back(app, council, open_as):
    token, secret = make_token(council)
    program, browser = Program(app, token, secret), open_as(lends(council))
    token_id = token.public_id
    program.ask("findings", expect=403)
    asked = {"reads": "TEXT", "why": "To look for what families say", **as_boxes("until", SOON)}
    browser.post("api_tokens.lend", asked, token_id=token_id)
    program.ask("findings")
    page = browser.get("api_tokens.show", token_id=token_id)
    assert "To look for what families say" in page.text
    browser.post("api_tokens.take_back", token_id=token_id)
    program.ask("findings", expect=403)
    browser.post("api_tokens.end", token_id=token_id)
    program.ask("grades", expect=401)
    names = db.session.scalars(select(Event.name).where(Event.name.startswith("api-token:")))
    assert {"api-token:lent", "api-token:taken-back", "api-token:ended"} <= {*names}


def test_an_administrator_lends_nothing(council, open_as):
    token, _ = make_token(council)
    browser = open_as(make_person(Role.ADMINISTRATOR, council))
    token_id = token.public_id
    assert "Let it read more" not in browser.get("api_tokens.show", token_id=token_id).text
    browser.get("api_tokens.lend", token_id=token_id, expect=403)


def test_nobody_lends_to_a_token_of_their_own(council):
    governance = lends(council)
    for said in ({"owner": governance}, {"made_by_id": governance.id}):
        token, _ = make_token(council, **said)
        with pytest.raises(DomainError, match="Somebody else has to decide"):
            operations.lend(token, Reads.TEXT, SOON, "x", by=viewer_of(governance), at=now())


def test_no_more_is_lent_than_its_owner_could_export(council):
    token, _ = make_token(council, make_person(Role.DATA_OFFICER, council))
    with pytest.raises(DomainError, match="may not make reports"):
        operations.lend(token, Reads.TEXT, SOON, "x", by=viewer_of(lends(council)), at=now())


@pytest.mark.parametrize(
    ("reads", "days", "why"),
    [
        (Reads.TEXT, LONGEST_GRANT_DAYS + 1, "within 92 days"),
        (Reads.IN_FULL, LONGEST_DAYS + 1, "within 366 days"),
        (Reads.IN_FULL, 100, "after that of the token"),
        (Reads.TEXT, -1, "today or later"),
    ],
)
def test_what_is_lent_has_an_end(council, reads, days, why):
    token, _ = make_token(council, ends_on=today() + timedelta(days=93))
    until, by = today() + timedelta(days=days), viewer_of(lends(council))
    with pytest.raises(DomainError, match=why):
        operations.lend(token, reads, until, "x", by=by, at=now())


def test_a_token_has_an_owner_who_works_here_and_an_end(council):
    by = viewer_of(make_person(Role.ADMINISTRATOR, council))
    elsewhere = make_person(Role.QA_LEAD, make_council("Southshire"))
    for owner, ends_on, why in (
        (elsewhere, SOON, "must work here"),
        (make_person(Role.QA_LEAD, council), None, "Enter the last day"),
        (make_person(Role.QA_LEAD, council), today() + timedelta(days=400), "within 366"),
    ):
        wanted = operations.Wanted("Power BI", council, owner, ends_on)
        with pytest.raises(DomainError, match=why):
            operations.make_token(wanted, by=by, at=now(), address="")


def test_a_token_that_is_over_is_given_no_secret(council):
    owner = make_person(Role.QA_LEAD, council)
    token, _ = make_token(council, owner, ends_on=today() - timedelta(days=1))
    with pytest.raises(DomainError, match="over"):
        operations.keep_secret(token, f"{PREFIX}x", by=viewer_of(owner), at=now())


def test_another_councils_tokens_are_not_there(council, open_as):
    token, _ = make_token(make_council("Southshire"))
    browser = open_as(make_person(Role.ADMINISTRATOR, council))
    browser.get("api_tokens.show", token_id=token.public_id, expect=404)
    assert "0 API tokens" in browser.get("api_tokens.index").text


def test_the_list_is_for_those_who_hold_it_for_the_whole_council(council, open_as):
    team = make_place(council, "East")
    open_as(make_person(Role.ADMINISTRATOR, team)).get("api_tokens.index", expect=403)
    open_as(make_person(Role.QA_LEAD, council)).get("api_tokens.index", expect=403)


def test_each_reads_all_that_those_before_it_do():
    order = [*Reads]
    for at, one in enumerate(order):
        assert [one.reaches(other) for other in order] == [n <= at for n in range(len(order))]


def test_what_is_lent_is_there_on_its_last_day_and_not_after():
    lent = Lent(Reads.TEXT, SOON)
    assert lent.on(SOON) is Reads.TEXT
    assert lent.on(SOON + timedelta(days=1)) is Reads.COUNTS
    assert Lent(Reads.TEXT, None).on(SOON) is Reads.COUNTS


def test_a_minute_has_sixty_seconds():
    used = Used(1, NOON)
    assert used.seconds_until_next(NOON) == 60
    assert used.seconds_until_next(NOON + timedelta(seconds=59.9)) == 1
    assert Used(60, NOON).is_too_often is False
    assert Used(61, NOON).is_too_often is True
