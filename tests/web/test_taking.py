"""A file that tells of children: taken after a fresh sign-in, with a reason, and noted with both."""

import ast
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select, update

from qa_app.access.rules import Role
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.sign_in.models import SignInSession
from qa_app.trail.models import Event
from tests.actions.makers import make_action
from tests.children.makers import make_child
from tests.insight.counted_makers import GOOD, LOWEST, Counted
from tests.insight.theme_makers import find
from tests.makers import make_council, make_person, make_place

CODE = Path(__file__).parents[2] / "qa_app"
CANARY = "CANARY00417"
WHY = "To prepare the meeting on Friday"


@pytest.fixture
def team(database):
    team = make_place(make_council(), "East")
    make_child(team, reference=CANARY)
    return team


@pytest.fixture
def browser(team, open_as):
    return open_as(make_person(Role.TEAM_MANAGER, team))


def taken():
    wanted = select(Event).where(Event.name.endswith("exported")).order_by(Event.id)
    return [*db.session.scalars(wanted)]


def test_it_is_asked_what_a_file_is_for_before_it_is_taken(browser):
    page = browser.get("/children/download?status=CHILD_IN_NEED")
    assert "This file tells of children" in page.text
    assert CANARY not in str(page)
    assert taken() == []
    here = page.select_one("#why-taken input[name=here]")["value"]
    refused = browser.post("home.give_reason", {"here": here, "why_taken": " "}, expect=200)
    assert "Enter what you need this file for" in refused.text
    answer = browser.post("home.give_reason", {"here": here, "why_taken": WHY}, expect=303)
    assert answer.location == here
    assert WHY not in here
    file = browser.client.get(here)
    assert file.headers["Content-Disposition"].startswith("attachment")
    (event,) = taken()
    assert event.facts["purpose"] == WHY
    assert event.facts["filters"] == {"status": "CHILD_IN_NEED"}
    assert event.facts["rows"] == 1


def test_a_reason_is_for_one_file_and_not_for_long(browser, monkeypatch):
    browser.post("home.give_reason", {"here": "/children/download", "why_taken": WHY}, expect=303)
    assert browser.client.get("/children/download").mimetype == "text/csv"
    assert browser.client.get("/children/download?status=X").mimetype == "text/html"
    later = now() + timedelta(minutes=11)
    monkeypatch.setattr(import_module("qa_app.home.routes.table_files"), "now", lambda: later)
    assert browser.client.get("/children/download").mimetype == "text/html"


def test_what_was_searched_for_stays_in_no_address_and_in_no_event(browser):
    page = browser.search("children.download", {"reference": CANARY})
    form = page.select_one("#why-taken")
    assert form["action"] == "/children/download"
    assert form.select_one("input[name=reference]")["value"] == CANARY
    assert taken() == []
    sent = {"reference": CANARY, "why_taken": WHY}
    file = browser.post("children.download", sent, expect=200)
    assert CANARY in file.text
    (event,) = taken()
    assert event.facts["filters"] == {"reference": "typed"}
    assert CANARY not in str(event.facts)


def test_without_a_fresh_sign_in_it_is_asked_who_they_are(browser):
    db.session.execute(update(SignInSession).values(proved_at=now() - timedelta(hours=2)))
    db.session.commit()
    answer = browser.client.get("/children/download")
    assert answer.location.endswith("/my-account/proof")
    assert "can tell of children outside these pages" in browser.get("/my-account/proof").text
    assert taken() == []


def test_nobody_is_led_to_another_site(browser):
    sent = {"here": "//elsewhere", "why_taken": WHY}
    assert browser.post("home.give_reason", sent).location == "/"


def test_every_file_says_whether_it_tells_of_records():
    """What notes children, or has a column of references, tells of records."""
    wrong, number = [], 0
    for path in CODE.rglob("*.py"):
        tree = ast.parse(path.read_text())
        for view in (one for one in tree.body if isinstance(one, ast.FunctionDef)):
            source = ast.unparse(view)
            for call in (one for one in ast.walk(view) if isinstance(one, ast.Call)):
                if getattr(call.func, "id", "") != "csv_file" or "web/" in str(path):
                    continue
                number += 1
                signs = ("ids=", "child=", "'Record'", "'Reference'", "references_in", "reference")
                tells = any(one in source for one in signs)
                if tells != ("TellsOf.RECORDS" in ast.unparse(call)) and (path.name, view.name) not in KNOWN:  # fmt: skip
                    wrong.append((path.name, view.name))
    assert number > 15
    assert wrong == []


# Sentences about an uploaded list or workbook may quote it; the example is of nobody.
KNOWN = {("imports.py", "problems"), ("imports.py", "rows"), ("imports.py", "example")}


@pytest.fixture
def lead(database, open_as):
    """Of a council with records that stand on many pages."""
    made = Counted()
    child = make_child(made.east, reference=CANARY).child
    for grade in (GOOD, LOWEST):
        (audit,) = made.read(1, grade, sections=[("VOICE", grade)])
        audit.allocation.child = child
        find(audit, "VOI1")
    make_action(place=made.east, child=child)
    db.session.commit()
    return open_as(make_person(Role.QA_LEAD, made.council))


def test_no_file_with_a_reference_is_had_without_a_reason(lead, app):
    """Every address that needs nothing else, and every table of every such page."""
    seen, told, asked = 0, [], set()
    for endpoint, path in plain_addresses(app):
        answer = lead.client.get(path)
        found = [answer] if answer.status_code == 200 else []
        page = BeautifulSoup(answer.text if answer.mimetype == "text/html" else "", "html5lib")
        found += [lead.client.get(one["href"]) for one in page.select(".app-table-file a")]
        for one in found:
            is_file = one.headers.get("Content-Disposition", "").startswith("attachment")
            asked |= {one.request.full_path} if b'id="why-taken"' in one.data else set()
            seen += is_file
            if is_file and CANARY.encode() in one.data:
                told.append(endpoint)
    assert seen > 20
    assert told == []
    assert {one for one in asked if "table-as-file" in one}, "no table of a page was asked about"
    assert {one for one in asked if one.startswith("/children/download")}


def plain_addresses(app):
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.arguments and not rule.rule.startswith(("/static", "/sign-", "/api")):  # fmt: skip
            yield rule.endpoint, rule.rule
