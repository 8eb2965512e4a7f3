"""A browser that checks what must be true of every page, so that no test has to say it."""

import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask, url_for
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.organisation.models import Person
from qa_app.sign_in.chance import new_secret
from qa_app.sign_in.operations import sessions
from qa_app.sign_in.rules.sessions import Factor

HOLD = ["input", "textarea", "select"]
# An address may carry what was chosen, never what was typed.
CHOSEN = ("checkbox", "radio", "submit")
WHY_TAKEN = "To prepare a meeting"
INLINE = re.compile(r"^on[a-z]+$")


class Browser:
    """One person's browser."""

    def __init__(self, app: Flask, person: Person | None = None) -> None:
        self.app = app
        self.client = app.test_client()
        self.person = person
        if person is not None:
            sign_in(self, person)

    def address(self, endpoint: str, **values: Any) -> str:
        if endpoint.startswith("/"):
            return endpoint
        with self.app.test_request_context():
            return url_for(endpoint, **values)

    def get(self, endpoint: str, expect: int = 200, **values: Any) -> BeautifulSoup:
        """Open a page, check it, and give it back parsed."""
        answer = self.client.get(self.address(endpoint, **values))
        assert answer.status_code == expect, f"{answer.status_code}: {answer.text[:2000]}"
        check_headers(answer)
        page = BeautifulSoup(answer.text, "html5lib")
        if answer.mimetype == "text/html" and expect != 302:
            check_page(page)
        return page

    def post(
        self, endpoint: str, data: dict[str, Any] | None = None, expect: int = 302, **values: Any
    ) -> TestResponse:
        """Send a form, with the token that a page of theirs carries."""
        sent = {"csrf_token": self.token(), **(data or {})}
        answer = self.client.post(self.address(endpoint, **values), data=sent)
        assert answer.status_code == expect, f"{answer.status_code}: {answer.text[:2000]}"
        check_headers(answer)
        if answer.mimetype == "text/html" and not answer.location:
            check_page(BeautifulSoup(answer.text, "html5lib"))
        return answer

    def search(
        self, endpoint: str, asked: dict[str, Any], expect: int = 200, **values: Any
    ) -> BeautifulSoup:
        """Send a form that looks for something, and give the page of its answer back parsed."""
        answer = self.post(endpoint, asked, expect=expect, **values)
        return BeautifulSoup(answer.text, "html5lib")

    def download(
        self, endpoint: str, asked: dict[str, Any] | None = None, **values: Any
    ) -> TestResponse:
        """A file; where something was typed to choose what is in it, by the form that holds it."""
        if asked:
            answer = self.post(endpoint, asked, expect=200, **values)
        else:
            answer = self.client.get(self.address(endpoint, **values))
        answer = self.give_reason(answer)
        assert answer.status_code == 200, f"{answer.status_code}: {answer.text[:2000]}"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        check_headers(answer)
        return answer

    def give_reason(self, answer: TestResponse) -> TestResponse:
        """Where a file tells of children: say what it is for, on the page that asks, and go on to the file."""
        page = BeautifulSoup(answer.text if answer.mimetype == "text/html" else "", "html5lib")
        form = page.select_one("#why-taken")
        if form is None:
            return answer
        check_page(page)
        sent = {one["name"]: one.get("value", "") for one in form.select("input[type=hidden]")}
        sent |= {"csrf_token": self.token(), "why_taken": WHY_TAKEN}
        answer = self.client.post(form["action"], data=sent)
        return self.client.get(answer.location) if answer.location else answer

    def token(self) -> str:
        """The token that a page of theirs would carry."""
        with self.client.session_transaction() as session:
            secret = session.setdefault("csrf_token", "0" * 40)
        signer = URLSafeTimedSerializer(self.app.secret_key, salt="wtf-csrf-token")
        return str(signer.dumps(secret))


def sign_in(browser: Browser, person: Person) -> None:
    """A session as the last step of signing in makes it, with what the strictest role needs."""
    secret = new_secret()
    sessions.begin(person, secret, now(), device="A test", factor=Factor.PASSKEY)
    db.session.commit()
    browser.client.set_cookie("sign-in", secret)


def check_headers(answer: TestResponse) -> None:
    policy = answer.headers.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy, "every answer says what it may load"
    assert "unsafe-inline" not in policy


def check_page(page: BeautifulSoup) -> None:
    elements = page.find_all(True)
    check_heading(page, [one for one in elements if one.name == "h1"])
    ids = {one["id"] for one in elements if one.has_attr("id")}
    assert len(ids) == sum(one.has_attr("id") for one in elements), "no id is used twice"
    check_controls(elements, ids)
    check_nothing_inline(elements)


def check_heading(page: BeautifulSoup, headings: list[Tag]) -> None:
    assert len(headings) == 1, "a page has one main heading"
    title = " ".join(page.title.text.split()).removeprefix("Error: ")
    kept_out = headings[0].find_all(class_="app-not-in-title")
    for one in kept_out:
        assert one.text not in title, "a reference stays out of browsers' histories"
    own = [one for one in headings[0].find_all(string=True) if one.parent not in kept_out]
    heading = " ".join("".join(own).split())
    assert title.startswith(heading), f"the title {title!r} starts with the heading {heading!r}"


def check_controls(elements: list[Tag], ids: set[str]) -> None:
    named = {one.get("for") for one in elements if one.name == "label"}
    for control in filter(is_control, elements):
        assert control.get("id"), f"{control.get('name')} has an id"
        assert control["id"] in named, f"{control['id']} has a label"
    for summary in elements:
        if "govuk-error-summary" in summary.get("class", ()):
            for link in summary.find_all("a"):
                assert link["href"][1:] in ids, "an error links to its field"
    for form in [one for one in elements if one.name == "form"]:
        held = form.find_all(HOLD)
        if form.get("method") == "post":
            tokens = [one for one in held if one.get("name") == "csrf_token"]
            assert tokens, "a form that is sent has its token"
        else:
            assert not any(map(can_hold_a_reference, held)), "nothing typed goes into an address"


def is_control(one: Tag) -> bool:
    return one.name in HOLD and one.get("type") != "hidden"


def can_hold_a_reference(one: Tag) -> bool:
    return one.name == "textarea" or (one.name == "input" and one.get("type") not in CHOSEN)


def check_nothing_inline(elements: list[Tag]) -> None:
    for one in elements:
        assert "style" not in one.attrs, "no style stands in a page"
        assert not any(map(INLINE.match, one.attrs)), "no script in attributes"
        assert one.name != "script" or one.get("src"), "no script stands in a page"
