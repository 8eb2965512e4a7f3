"""The description is right OpenAPI, complete, and true of what the service answers."""

from collections.abc import Iterator

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from sqlalchemy import update

from qa_app.api.models import ApiToken
from qa_app.api.rules.openapi import described
from qa_app.api.rules.published import RESOURCES
from qa_app.api.rules.tokens import Reads
from qa_app.foundation.database import db
from tests.api.makers import Program, a_program
from tests.insight.counted_makers import GOOD, Counted
from tests.insight.theme_makers import find

DESCRIBED = "/api/v1/openapi.json"
# Of each address, for each kind of token, requests as they should be and as they should not.
EXAMPLES = 12


@pytest.fixture
def made(database) -> Counted:
    there = Counted()
    for audit in there.read(8, sections=[("VOICE", GOOD)]):
        find(audit, "VOI1")
    there.read(8, back=3)
    return there


def operations() -> Iterator[dict]:
    for path in described()["paths"].values():
        yield path["get"]


def test_it_is_right_openapi():
    OpenAPIV31SpecValidator(described()).validate()


def test_it_says_what_linters_ask_for():
    """As Spectral’s rules for OpenAPI have it: whoever reads it finds each thing named and explained."""
    info, tags = described()["info"], {one["name"] for one in described()["tags"]}
    assert info["title"] and info["version"] and info["description"] and info["license"]
    ids = [one["operationId"] for one in operations()]
    assert len(ids) == len({*ids})
    for one in operations():
        assert one["summary"] and one["description"], one["operationId"]
        assert {*one["tags"]} <= tags
        assert "200" in one["responses"]
    for name, one in described()["components"]["parameters"].items():
        assert one["name"] == name and one["description"] and one["schema"]
    used = str(described())
    for kind, parts in described()["components"].items():
        for name in parts:
            assert kind == "securitySchemes" or f"#/components/{kind}/{name}" in used, name


def test_every_address_is_described_and_every_described_address_is_there(app):
    there = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert {*described()["paths"]} == there
    assert len(there) == len(RESOURCES) + 1


def test_it_is_served_to_everybody(app, made):
    answer = app.test_client().get(DESCRIBED)
    assert answer.json == described()
    again = app.test_client().get(DESCRIBED, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=str)
@pytest.mark.parametrize("reads", [Reads.COUNTS, Reads.REFERENCES])
def test_no_request_has_an_answer_that_is_not_described(app, made, reads, mode):
    program = a_program(app, made.council, reads)
    there = schemathesis.openapi.from_wsgi(DESCRIBED, app)
    tried = 0
    for found in there.get_all_operations():
        tried += 1
        try_out(found.ok(), program, mode)
    assert tried >= len(RESOURCES)


def try_out(operation: schemathesis.APIOperation, program: Program, mode: GenerationMode) -> None:
    headers = {"Authorization": f"Bearer {program.secret}"}

    # A month of a thousand years ago is written as a month is, and yet there are no figures of it.
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case: schemathesis.Case) -> None:
        let_it_ask_again()
        case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

    call()


def let_it_ask_again() -> None:
    """How often it may ask is tried elsewhere."""
    db.session.execute(update(ApiToken).values(asked_in_it=0))
    db.session.commit()


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_but_reading_is_there(app, made, method):
    program = a_program(app, made.council)
    headers = {"Authorization": f"Bearer {program.secret}"}
    answer = program.client.open("/api/v1/grades", method=method, headers=headers)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert "GET" in answer.headers["Allow"]


def test_what_is_nowhere_is_said_for_programs(app: Flask):
    answer = app.test_client().get("/api/v1/children")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.json["status"] == 404
