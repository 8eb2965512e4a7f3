"""Every route, as every role, on things of their own, of others and of nobody: answered as the matrix says."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from typing import Any

import pytest
from flask import Flask, Response, g, request
from flask.ctx import RequestContext
from flask.testing import FlaskClient
from flask_login import current_user
from psycopg.pq import ExecStatus
from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from qa_app.access.gate import Opens, who_may_open
from qa_app.access.rules import GRANTS, Duty, Permission, Role, Viewer, may
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Person, Place
from qa_app.sign_in import session_cookie
from qa_app.sign_in.models import SignInSession
from qa_app.web import Shell
from tests.access.objects import (
    NOT_THERE_YET,
    OBJECTS,
    PLAIN,
    TO_SEND,
    Target,
    Whose,
    World,
    missing,
    own_work,
)
from tests.makers import NOON, make_person, viewer_of
from tests.page_client import Browser

SIGNED_OUT, DISABLED = "signed out", "disabled"
# Who may most goes first, for those walks are the longest: processes that share them end together.
CALLERS = [*sorted(GRANTS, key=lambda one: -len(GRANTS[one])), SIGNED_OUT, DISABLED]
AT_A_TEAM = (Role.PRACTITIONER, Role.TEAM_MANAGER, Duty.AUDITOR, Duty.MODERATOR)
AT_A_SERVICE = (Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE)
NOT_WALKED = {"static"}  # the same for everybody, and nobody's own

COOKIES = ("sign-in", "session")
ERRORS = "error.html"
SAVEPOINTS = {
    "do_savepoint": "SAVEPOINT",
    "do_rollback_to_savepoint": "ROLLBACK TO SAVEPOINT",
    "do_release_savepoint": "RELEASE SAVEPOINT",
}
ANYTHING = "anything but a failure"
OPENED, SIGN_IN_FIRST, REFUSED, NOT_FOUND = "opened", "sign in first", "refused", "not found"
# Answered before any page has looked for the thing: one whole answer to each method says it for all.
AT_THE_GATE = (SIGN_IN_FIRST, REFUSED)
EACH_TIME_NEW = ("Content-Length", "Set-Cookie", "X-Request-Id")
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
TOKEN = re.compile(r"[\w.-]{22,}|Printed .* on .*")


@dataclass(frozen=True)
class Step:
    """One call of the walk."""

    rule: Rule
    method: str
    whose: Whose
    target: Target

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule} ({self.whose})"


def routes(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in NOT_WALKED]


def kind_of(rule: Rule) -> str | None:
    """The argument that decides: the first one that names a thing."""
    named = re.findall(r"<(?:[^:>]*:)?(\w+)>", rule.rule)
    return next((name for name in named if name in OBJECTS), None)


def make_world(caller: str) -> World:
    world = World()
    if caller != SIGNED_OUT:
        role = Role.TEAM_MANAGER if caller == DISABLED else caller
        place = world.council
        if role in AT_A_TEAM:
            place = world.east
        elif role in AT_A_SERVICE:
            place = world.service
        world.caller = make_person(role, place)
    return world


def member_of(person: Person) -> Membership:
    return db.session.scalars(select(Membership).where(Membership.person_id == person.id)).one()


def targets(world: World) -> dict[str, dict[Whose, Target]]:
    """Each kind of thing, once for each whose it may be."""
    made = {}
    for kind, make in OBJECTS.items():
        made[kind] = {whose: make(world, whose) for whose in Whose if whose is not Whose.MISSING}
        made[kind][Whose.MISSING] = missing(made[kind][Whose.OWN])
    return made


def steps(app: Flask, made: dict[str, dict[Whose, Target]]) -> Iterator[Step]:
    for rule in routes(app):
        kind = kind_of(rule)
        found = made[kind] if kind else {Whose.OWN: Target("", {})}
        for method in sorted(rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
            for whose, target in found.items():
                yield Step(rule, method, whose, target)


def expected(step: Step, opens: Opens | tuple[Permission, ...], viewer: Viewer | None) -> str:
    """What the matrix promises."""
    if opens is Opens.TO_EVERYONE:
        return ANYTHING
    if viewer is None or opens is Opens.TO_TOKENS:
        return SIGN_IN_FIRST  # a session opens nothing of what is for programs
    is_there = step.rule.endpoint not in NOT_THERE_YET
    if opens is Opens.TO_SIGNED_IN:
        if not is_there:
            return NOT_FOUND
        return OPENED if not step.target.values or step.target.is_owned_by(viewer) else NOT_FOUND
    if isinstance(opens, Opens) or not any(may(viewer, one) for one in opens):
        return REFUSED
    if not is_there:
        return NOT_FOUND
    sending = TO_SEND.get(step.rule.endpoint, opens) if step.method == "POST" else opens
    reached = all(
        any(step.target.is_reached_by(viewer, one) for one in each) for each in (opens, sending)
    )
    return OPENED if reached or not step.target.values else NOT_FOUND


def outcome(answer: TestResponse) -> str:
    if answer.status_code == 401 or (answer.location or "").startswith("/sign-in"):
        return SIGN_IN_FIRST
    if answer.status_code >= 500:
        return f"failed with {answer.status_code}"
    return {403: REFUSED, 404: NOT_FOUND}.get(answer.status_code, OPENED)


def told(answer: TestResponse) -> str:
    """With what it takes to see why, for what is made anew by chance each time may not come again."""
    heading = HEADING.search(answer.text)
    says = heading.group(1).strip() if heading else ""
    return f"{outcome(answer)} ({answer.status_code}, {answer.location or says})"


def is_kept(promised: str, answer: TestResponse) -> bool:
    if promised == ANYTHING:
        return answer.status_code < 500
    return outcome(answer) == promised


def blanked(answer: TestResponse, target: Target) -> list[str]:
    """The answer without what differs each time: the address asked for, tokens and request ids."""
    body = answer.text
    for value in target.values.values():
        body = body if value.isdigit() else body.replace(value, "")
    headers = [f"{name}: {value}" for name, value in answer.headers if name not in EACH_TIME_NEW]
    return [*headers, *TOKEN.sub("", body).splitlines()]


class DrawnOnce:
    """Draws each page once for a caller, for whether it opens is known before it is drawn.

    What is hidden must look like what is not there: pages of errors are drawn again as soon as anything that they
    are given differs.
    """

    def __init__(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        self.find, self.blank = app.jinja_env.get_or_select_template, app.jinja_env.from_string("")
        self.surroundings, self.error = app.extensions["shell"], self.find(ERRORS)
        self.drawn: set[tuple[str | None, str]] = set()
        self.around: dict[tuple[str | None, str], Shell] = {}
        self.errors: dict[tuple[Any, ...], str] = {}
        with app.test_request_context("/"):
            self.everywhere = dict[str, Any]()
            app.update_template_context(self.everywhere)
        monkeypatch.setattr(app.jinja_env, "get_or_select_template", self.template)
        monkeypatch.setitem(app.extensions, "shell", self.shell)

    def shell(self) -> Shell:
        page = (request.endpoint, request.method)
        if g.is_drawn and page not in self.around:
            self.around[page] = self.surroundings()
        return self.around[page] if g.is_drawn else Shell()

    def template(self, name: str, *inside: Any) -> Any:
        page = (request.endpoint, request.method)
        if "is_drawn" not in g or name == ERRORS:
            g.is_drawn = page not in self.drawn or name == ERRORS
            self.drawn.add(page)
        if name == ERRORS:
            return self
        return self.find(name, *inside) if g.is_drawn else self.blank

    def render(self, context: dict[str, Any]) -> str:
        """A page of an error, without the address that was asked for."""
        given = {name: said for name, said in context.items() if name not in self.everywhere}
        key = (request.endpoint, request.method, repr(given).replace(request.path, ""))
        if key not in self.errors:
            self.errors[key] = self.error.render(context).replace(request.path, "")
        return self.errors[key]


def look_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks and what they hold, for that is the same in every call: what a call changes of it is undone after it."""
    viewers: dict[tuple[int, int], Viewer | None] = {}
    sessions: dict[str, SignInSession | None] = {}
    find, look = session_cookie.find_session, session_cookie.viewer_of

    def session_of(secret: str) -> SignInSession | None:
        if secret not in sessions:
            sessions[secret] = find(secret)
            db.session.expunge_all()
        known = sessions[secret]
        return known and db.session.merge(known, load=False)

    def viewer_at(person: Person, council: Place, on: date) -> Viewer | None:
        if (known := (person.id, council.id)) not in viewers:
            viewers[known] = look(person, council, on)
        return viewers[known]

    monkeypatch.setattr(session_cookie, "find_session", session_of)
    monkeypatch.setattr(session_cookie, "viewer_of", viewer_at)
    monkeypatch.setattr(session_cookie, "idle_of", cache(session_cookie.idle_of))


def roll_back_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's driver forgets what it has prepared at each rollback that passes through it, and one follows every
    call: here they pass beneath it."""
    if db.engine.dialect.name != "postgresql":
        return
    driver = db.session.get_bind().connection.driver_connection

    def say(words: str, connection: Connection, name: str) -> None:
        said = driver.pgconn.exec_(f"{words} {name}".encode())
        assert said.status == ExecStatus.COMMAND_OK, said.error_message

    for name, words in SAVEPOINTS.items():
        monkeypatch.setattr(db.engine.dialect, name, partial(say, words))
    monkeypatch.setattr(driver, "prepare_threshold", 1)
    monkeypatch.setattr(driver, "prepared_max", 1_000)


class Walker:
    """Calls as one person, and leaves the database as it was after each call."""

    def __init__(self, app: Flask, world: World, kept: list[str]) -> None:
        self.app, self.kept = app, kept
        browser = Browser(app, world.caller)
        self.token = browser.token()
        found = [browser.client.get_cookie(name) for name in COOKIES]
        self.cookies = [one for one in found if one]
        self.addresses = app.url_map.bind("localhost")
        self.before = db.session.get_bind().begin_nested()

    def call(self, step: Step) -> TestResponse:
        form = None if step.method == "GET" else {"csrf_token": self.token}
        self.kept.clear()
        answer = self.new_client().open(self.address(step), method=step.method, data=form)
        db.session.remove()
        if self.kept:
            self.before.rollback()
            self.before = db.session.get_bind().begin_nested()
        return answer

    def ask_the_gate(self, step: Step) -> str:
        """What the gate says of this thing, for it comes before any page."""
        with self.asking(step):
            g._login_user = self.visitor
            try:
                answer = self.app.preprocess_request()
            except HTTPException as refusal:
                answer = refusal.get_response()
            return outcome(Response.force_type(answer)) if answer else OPENED

    @cached_property
    def visitor(self) -> object:
        """Who asks, looked up once: that does not change from thing to thing."""
        with self.asking(None):
            found = current_user._get_current_object()
            db.session.expunge_all()
            return found

    def asking(self, step: Step | None) -> RequestContext:
        sent = {"Cookie": "; ".join(f"{one.key}={one.value}" for one in self.cookies)}
        if step is None:
            return self.app.test_request_context("/", headers=sent)
        form = None if step.method == "GET" else {"csrf_token": self.token}
        return self.app.test_request_context(
            self.address(step), method=step.method, data=form, headers=sent
        )

    def new_client(self) -> FlaskClient:
        """Each call begins with the cookies of the first, for calls sign out and leave messages."""
        client = self.app.test_client()
        for cookie in self.cookies:
            client.set_cookie(cookie.key, cookie.value)
        return client

    def address(self, step: Step) -> str:
        values = {name: (PLAIN | step.target.values).get(name) for name in step.rule.arguments}
        unknown = [name for name, value in values.items() if value is None]
        assert not unknown, f"{step.rule}: say in tests/access/objects.py what {unknown} may be"
        return self.addresses.build(step.rule.endpoint, values, step.method)


@pytest.fixture
def kept() -> Iterator[list[str]]:
    """What has been committed since it was last emptied."""
    commits: list[str] = []

    def note(session: Session) -> None:
        if not session.in_nested_transaction():
            commits.append("commit")

    event.listen(Session, "after_commit", note)
    yield commits
    event.remove(Session, "after_commit", note)


@pytest.mark.parametrize("caller", CALLERS)
def test_every_route_answers_as_the_matrix_says(app, caller, kept, monkeypatch):
    DrawnOnce(app, monkeypatch)
    world = make_world(caller)
    viewer = None if caller in (SIGNED_OUT, DISABLED) else viewer_of(world.caller)
    made = targets(world)
    if caller == DISABLED:
        member_of(world.caller).disabled_at = NOON
    db.session.commit()
    look_up_once(monkeypatch)
    roll_back_unseen(monkeypatch)
    walker = Walker(app, world, kept)
    wrong, not_found, answered = [], defaultdict(list), set()
    for step in steps(app, made):
        promised = expected(step, who_may_open(step.rule.endpoint, app), viewer)
        if promised in AT_THE_GATE and (promised, step.method) in answered:
            if (said := walker.ask_the_gate(step)) != promised:
                wrong.append(f"{step}: {said}, not {promised}")
            continue
        answered.add((promised, step.method))
        answer = walker.call(step)
        if not is_kept(promised, answer):
            wrong.append(f"{step}: {told(answer)}, not {promised}")
        if answer.status_code >= 400 and kept:
            wrong.append(f"{step}: answered {answer.status_code}, and yet something was kept")
        if answer.status_code == 404:
            not_found[f"{step.method} {step.rule.rule}"].append(blanked(answer, step.target))
    for route, answers in not_found.items():
        if unlike := next((one for one in answers if one != answers[0]), None):
            differs = [*difflib.unified_diff(answers[0], unlike, n=0, lineterm="")][2:]
            wrong.append(f"{route}: what is hidden looks unlike what is not there: {differs}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("caller", [*Role, *Duty])
def test_the_work_of_a_practitioner_is_open_to_few(app, caller, kept, monkeypatch):
    """Every page of a supervision file and of who looks at it, for somebody who does not look at it."""
    DrawnOnce(app, monkeypatch)
    look_up_once(monkeypatch)
    world = make_world(caller)
    viewer, made = viewer_of(world.caller), own_work(world, world.colleagues[world.west.id])
    db.session.commit()
    roll_back_unseen(monkeypatch)
    walker, wrong = Walker(app, world, kept), []
    for rule in routes(app):
        if (kind := kind_of(rule)) not in made:
            continue
        for method in sorted(rule.methods & {"GET", "POST"}):
            step = Step(rule, method, Whose.COLLEAGUES, made[kind])
            promised = expected(step, who_may_open(rule.endpoint, app), viewer)
            answer = walker.call(step)
            if not is_kept(promised, answer):
                wrong.append(f"{step}: {told(answer)}, not {promised}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("caller", [Role.ADMINISTRATOR, Role.QA_LEAD, SIGNED_OUT])
def test_a_page_that_does_not_say_who_may_open_it_is_shut(app, caller, monkeypatch):
    monkeypatch.delattr(app.view_functions["access.roles"], "opens")
    answer = Browser(app, make_world(caller).caller).client.get("/roles")
    assert outcome(answer) == (SIGN_IN_FIRST if caller == SIGNED_OUT else REFUSED)
