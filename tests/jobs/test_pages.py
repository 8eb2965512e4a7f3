import pytest
from sqlalchemy.exc import OperationalError

from qa_app.access.rules import Role
from qa_app.foundation import disk, schema
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.jobs import operations
from qa_app.jobs.rules import TIMERS
from tests.makers import make_council, make_person


def test_a_service_that_is_well_says_so_to_everyone(app):
    answer = app.test_client().get("/health")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert not answer.headers.getlist("Set-Cookie")


def gone(_engine):
    raise OperationalError("SELECT", {}, Exception("secret of the server"))


@pytest.mark.parametrize("version", [gone, lambda _engine: "0000_another"])
def test_a_service_that_is_not_well_says_no_more_than_that(app, monkeypatch, version):
    monkeypatch.setattr(schema, "version_of", version)
    answer = app.test_client().get("/health")
    assert (answer.status_code, answer.text) == (503, "not ok\n")


def test_a_service_without_room_on_its_disk_is_not_well(app, monkeypatch):
    monkeypatch.setattr(disk, "LEAST_FREE", 10**18)
    assert app.test_client().get("/health").status_code == 503


def test_a_timer_that_died_is_seen(open_as):
    for timer in TIMERS[1:]:
        run = operations.begin(timer.name, now())
        db.session.flush()
        operations.end(run.id, now(), {}, None)
    page = open_as(make_person(Role.ADMINISTRATOR, make_council())).get("timers.index")
    assert page.h1.text == "1 timer late"
    states = [row.select("td")[-1].text for row in page.select("tbody tr")]
    assert states == ["Late"] + ["On time"] * (len(TIMERS) - 1)


def test_timers_are_for_administrators(open_as):
    open_as(make_person()).get("timers.index", expect=403)


def test_the_settings_lead_to_timers_and_mail(open_as):
    page = open_as(make_person(Role.ADMINISTRATOR, make_council())).get("settings.index")
    links = {link["href"] for link in page.select("main a")}
    assert {"/settings/timers", "/settings/mail"} <= links
