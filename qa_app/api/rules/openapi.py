"""The API as other programs read about it: OpenAPI 3.1, made from what is published."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from qa_app.api.rules.asked import LARGEST_SIZE, LAST_PAGE, USUAL_SIZE
from qa_app.api.rules.published import RESOURCES, By, Field, Resource
from qa_app.api.rules.tokens import A_MINUTE, Reads
from qa_app.children.rules.ages import AgeBand
from qa_app.insight.rules.filters import (
    PERIODS,
    USUAL_PERIOD,
    Picked,
    PlacesAs,
    code_in_address,
)
from qa_app.reports.rules.tables import Kind

Json = dict[str, Any]

MONTH = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$", "examples": ["2026-07"]}
ABOUT = f"""Figures of case-file audits, and rows behind them, for other programs. Nothing can be changed by it.

Send the secret of a token with each request: `Authorization: Bearer cfa_…`. A token reads one place, and counts with small ones hidden unless information governance lets it read more.

A parameter that is not understood is refused: a filter that was left out by mistake would give a wrong number. A token may ask {A_MINUTE} times a minute."""

_kinds: Mapping[Kind, Json] = {
    Kind.TEXT: {"type": "string"},
    Kind.LONG: {"type": "string"},
    Kind.NUMBER: {"type": ["integer", "null"], "minimum": 0},
    Kind.DECIMAL: {"type": ["number", "null"]},
    Kind.SHARE: {"type": ["number", "null"], "minimum": 0, "maximum": 1},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.MONTH: MONTH,
}


@cache
def described() -> Json:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Case-file audit",
            "version": "1.0.0",
            "description": ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/", "description": "Where this description was read"}],
        "security": [{"token": []}],
        "tags": [
            {"name": "counts", "description": "Figures as the pages show them"},
            {"name": "rows", "description": "For tokens that information governance lets read them"},
        ],
        "paths": {f"/api/v1/{one.name}": {"get": _operation(one)} for one in RESOURCES.values()}
        | {"/api/v1/openapi.json": {"get": _OWN}},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": _PROBLEM},
            "headers": _HEADERS,
            "parameters": _PARAMETERS,
            "responses": _RESPONSES,
        },
    }  # fmt: skip


def _operation(resource: Resource) -> Json:
    needs = f"For tokens that read: {resource.needs.value[:1].lower()}{resource.needs.value[1:]}."
    return {
        "operationId": resource.name,
        "summary": resource.summary,
        "description": needs,
        "tags": ["rows" if resource.needs.reaches(Reads.IN_FULL) else "counts"],
        "parameters": _parameters_of(resource),
        "responses": {
            "200": {
                "description": "A page of rows",
                "headers": _headers("ETag", *_LIMITS),
                "content": {"application/json": {"schema": _answer(resource)}},
            },
            **{number: {"$ref": f"#/components/responses/{name}"} for number, name in _SAID.items()},
        },
    }  # fmt: skip


def _parameters_of(resource: Resource) -> list[Json]:
    own = [_by(resource.ways)] if resource.ways else []
    there = [{"$ref": f"#/components/parameters/{one}"} for one in _PARAMETERS if one not in resource.without]  # fmt: skip
    return [*own, *there]


def _by(ways: Sequence[By]) -> Json:
    said = "; ".join(f"`{one.name.lower()}`: {one.value[:1].lower()}{one.value[1:]}" for one in ways)  # fmt: skip
    return {
        "name": "by",
        "in": "query",
        "description": said,
        "schema": {"type": "string", "enum": [one.name.lower() for one in ways], "default": ways[0].name.lower()},
    }  # fmt: skip


def _answer(resource: Resource) -> Json:
    rows = [_row(resource, fields) for fields in resource.fields.values()]
    known: Json = {
        "about": {"type": "string", "description": "What is counted, in words"},
        "reads": {"type": "string", "enum": [code_in_address(one.name) for one in Reads]},
        "small_counts": {"type": "string", "enum": ["shown", "hidden"]},
        "place": {"type": "string", "description": "The place that the token reads"},
        "from": MONTH,
        "to": MONTH,
        "by": {"type": "string"},
        "version": {"type": "string", "description": "Changes when any row of any page does: begin again if it differs between two pages"},
        "page": {"type": "integer", "minimum": 1},
        "per_page": {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE},
        "total": {"type": "integer", "minimum": 0, "description": "Rows in all; of findings, how many findings"},
        "next": {"type": ["string", "null"], "description": "The address of the next page"},
        "rows": {"type": "array", "items": rows[0] if len(rows) == 1 else {"anyOf": rows}},
    }  # fmt: skip
    return _whole(known)


def _row(resource: Resource, fields: Sequence[Field]) -> Json:
    known: Json = {one.key: _schema_of(one) for one in fields}
    optional = {one.key for one in fields if one.inside}
    if resource.needs.reaches(Reads.IN_FULL):
        texts = {"type": "object", "additionalProperties": {"type": "string"}}
        known |= {name: {**texts, "description": said} for name, said in resource.groups.items()}
    else:
        hidden = {"type": "array", "items": {"type": "string"}}
        known["hidden"] = {**hidden, "description": "The keys of this row that are null because the count is small"}  # fmt: skip
    return _whole(known, optional)


def _schema_of(one: Field) -> Json:
    return {**_kinds[one.kind], **({"description": one.heading} if one.heading else {})}


def _whole(known: Json, optional: frozenset[str] | set[str] = frozenset()) -> Json:
    return {
        "type": "object",
        "required": [name for name in known if name not in optional],
        "properties": known,
        "additionalProperties": False,
    }


def _query(name: str, said: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "description": said, "schema": schema}


def _number(most: int, usual: int) -> Json:
    return {"type": "integer", "minimum": 1, "maximum": most, "default": usual}


def _codes(names: Sequence[str]) -> Json:
    return {"type": "string", "enum": [code_in_address(one) for one in names]}


_FREE = "Not for tokens of counts alone"
_PARAMETERS: Json = {
    "page": _query("page", "Which page of rows", _number(LAST_PAGE, 1)),
    "per_page": _query("per_page", "How many rows a page has", _number(LARGEST_SIZE, USUAL_SIZE)),
    "from": _query("from", "The first month of rounds that is counted. A token of counts reads one whole quarter that is over at a time; without months, the last one.", MONTH),
    "to": _query("to", "The last month that is counted", MONTH),
    "period": _query("period", f"{_FREE}: months up to this one. Without it and without months, {USUAL_PERIOD}.", _codes([*PERIODS])),
    "place": _query("place", f"{_FREE}: the public id of a place, from the address of its page", {"type": "string"}),
    "places": _query("places", f"{_FREE}: whether places count as they were then", _codes([*PlacesAs.__members__])),
    "template": _query("template", f"{_FREE}: the code of an audit template", {"type": "string"}),
    "programme": _query("programme", f"{_FREE}: the public id of a programme", {"type": "string"}),
    "status": _query("status", f"{_FREE}: the child’s status then, as the address of a page of figures says it", {"type": "string"}),
    "age": _query("age", f"{_FREE}: the child’s age then", _codes([*AgeBand.__members__])),
    "picked": _query("picked", f"{_FREE}: how records were chosen", _codes([*Picked.__members__])),
}  # fmt: skip

_HEADERS: Json = {
    "ETag": {"description": "Send it as If-None-Match to be told that nothing has changed", "schema": {"type": "string"}},
    "RateLimit-Limit": {"description": "Requests a minute", "schema": {"type": "integer"}},
    "RateLimit-Remaining": {"description": "Of these, how many are left in this minute", "schema": {"type": "integer"}},
    "RateLimit-Reset": {"description": "Seconds until the next minute", "schema": {"type": "integer"}},
    "Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}},
    "WWW-Authenticate": {"description": "How to show a token", "schema": {"type": "string"}},
}  # fmt: skip
_LIMITS = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


def _headers(*names: str) -> Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _problem(said: str, *headers: str) -> Json:
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        "description": said,
        "headers": _headers(*headers),
        "content": {"application/problem+json": schema},
    }


_PROBLEM: Json = {
    "type": "object",
    "description": "What went wrong (RFC 9457)",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
_RESPONSES: Json = {
    "Unchanged": {"description": "As you have it", "headers": _headers("ETag", *_LIMITS)},
    "NotUnderstood": _problem("A parameter is not understood, or not for this token", *_LIMITS),
    "NoToken": _problem("No token, or one that does not work (any more)", "WWW-Authenticate"),
    "NotRead": _problem("The token does not read this", *_LIMITS),
    "NotHere": _problem("Not by this method", "Allow"),
    "TooOften": _problem("The token has asked too often", "Retry-After", *_LIMITS),
    "Unavailable": _problem("The database does not answer for the moment", "Retry-After"),
}
_HEADERS["Allow"] = {"description": "Which methods there are", "schema": {"type": "string"}}
_SAID = {
    "304": "Unchanged",
    "400": "NotUnderstood",
    "401": "NoToken",
    "403": "NotRead",
    "405": "NotHere",
    "429": "TooOften",
    "503": "Unavailable",
}
_OWN: Json = {
    "operationId": "description",
    "summary": "This description",
    "description": "It needs no token.",
    "tags": ["counts"],
    "security": [],
    "responses": {
        "200": {
            "description": "OpenAPI 3.1",
            "headers": _headers("ETag"),
            "content": {"application/json": {"schema": {"type": "object"}}},
        },
        "304": {"$ref": "#/components/responses/Unchanged"},
        "405": {"$ref": "#/components/responses/NotHere"},
    },
}
