"""Whatever is sent by another method than reading, to whichever address: the one answer that is described."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy import func, select

from qa_app.api.rules.openapi import described
from qa_app.api.rules.published import RESOURCES
from qa_app.foundation.database import db
from qa_app.trail.models import Event
from tests.api.makers import a_program
from tests.api.test_description import DESCRIBED, let_it_ask_again, made

__all__ = ["made"]

READING = {"GET", "HEAD"}
METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
CHECKS = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# Of each address, by each method.
EXAMPLES = 4
# What a program might send: forms with a token of a page, JSON, and bytes that are neither.
BODIES = some.one_of(
    some.none(),
    some.dictionaries(some.text(max_size=8), some.text(max_size=20), max_size=4),
    some.binary(max_size=200),
)
KINDS = some.sampled_from(
    ["application/json", "application/x-www-form-urlencoded", "text/plain", "", "nonsense"]
)


@pytest.mark.parametrize("method", METHODS)
def test_no_address_takes_anything_but_reading(app, made, method):
    program = a_program(app, made.council)
    there = schemathesis.openapi.from_wsgi(DESCRIBED, app)
    before = events()
    tried = {try_out(found.ok(), program, method) for found in there.get_all_operations()}
    assert tried >= {f"/api/v1/{name}" for name in RESOURCES}
    assert events() == before, "nothing was read, and nothing is said to have been"


def try_out(operation, program, method):
    headers = {"Authorization": f"Bearer {program.secret}"}

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(case=operation.as_strategy(), body=BODIES, kind=KINDS)
    def call(case, body, kind):
        let_it_ask_again()
        case.method = method
        given_kind = {"Content-Type": kind} if kind else {}
        answer = case.call(headers={**headers, **given_kind}, data=body)
        assert answer.status_code == 405, (operation.path, answer.headers, answer.text[:600])
        assert {*answer.headers["allow"][0].split(", ")} == READING
        case.validate_response(answer, checks=CHECKS)
        assert answer.json()["status"] == 405

    call()
    return operation.path


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("token", [True, False])
def test_the_answer_is_the_same_for_whoever_asks(app, made, method, token):
    program = a_program(app, made.council)
    headers = {"Authorization": f"Bearer {program.secret}"} if token else {}
    for path in described()["paths"]:
        answer = program.client.open(path, method=method, headers=headers, data=b"\xff\x00{")
        assert (answer.status_code, answer.mimetype) == (405, "application/problem+json"), path
        assert answer.json == {"type": "about:blank", "title": "Method Not Allowed", "status": 405}
        assert {*answer.headers["Allow"].split(", ")} == READING


def events():
    return db.session.scalar(select(func.count()).select_from(Event))


def test_asking_for_the_head_alone_is_reading_without_the_rows(app, made):
    program = a_program(app, made.council)
    for path in described()["paths"]:
        answer = program.client.head(path, headers={"Authorization": f"Bearer {program.secret}"})
        assert answer.data == b""
        assert answer.status_code in (200, 400, 403), path
