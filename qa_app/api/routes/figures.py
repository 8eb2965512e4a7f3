"""Addresses that programs read."""

from typing import Any

from flask import Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from qa_app.access.gate import open_to_everyone, open_to_tokens
from qa_app.api.queries.figures import Answer, answer_to, asking, offered_to, viewer_of_token
from qa_app.api.routes.blueprint import api
from qa_app.api.routes.letting_in import Caller, caller
from qa_app.api.rules.asked import (
    FILTERS,
    MONTHS,
    PAGING,
    NotUnderstood,
    Page,
    Reader,
    filters_asked,
    page_asked,
    quarter_asked,
)
from qa_app.api.rules.openapi import described
from qa_app.api.rules.published import RESOURCES, By, Resource
from qa_app.api.rules.tokens import Reads
from qa_app.foundation.clock import now, today
from qa_app.insight.rules.filters import Filters
from qa_app.insight.rules.months import written
from qa_app.reports.queries.asking import Ask
from qa_app.reports.rules.kept_filters import to_keep
from qa_app.rounds.rules import first_of_month
from qa_app.trail.operations import look
from qa_app.web.errors import problem
from qa_app.web.searches import address_of

NOT_READ = "This token does not read that. Information governance can let it"
NOT_UNDERSTOOD = "Some of what was asked was not understood"


@api.get("/openapi.json", provide_automatic_options=False)
@open_to_everyone
def description() -> ResponseReturnValue:
    """It tells of no council and of nobody."""
    response = jsonify(described())
    response.headers["Cache-Control"] = "no-cache"
    return with_digest(response)


@api.get("/completion", provide_automatic_options=False)
@open_to_tokens
def completion() -> ResponseReturnValue:
    return answered("completion")


@api.get("/grades", provide_automatic_options=False)
@open_to_tokens
def grades() -> ResponseReturnValue:
    return answered("grades")


@api.get("/themes", provide_automatic_options=False)
@open_to_tokens
def themes() -> ResponseReturnValue:
    return answered("themes")


@api.get("/questions", provide_automatic_options=False)
@open_to_tokens
def questions() -> ResponseReturnValue:
    return answered("questions")


@api.get("/audits", provide_automatic_options=False)
@open_to_tokens
def audits() -> ResponseReturnValue:
    return answered("audits")


@api.get("/findings", provide_automatic_options=False)
@open_to_tokens
def findings() -> ResponseReturnValue:
    return answered("findings")


@api.errorhandler(NotUnderstood)
def on_not_understood(error: NotUnderstood) -> Response:
    wrong = [{"parameter": name, "detail": said} for name, said in error.wrong.items()]
    return problem(400, NOT_UNDERSTOOD, errors=wrong)


def answered(name: str) -> ResponseReturnValue:
    resource, who = RESOURCES[name], caller()
    if not who.reads.reaches(resource.needs):
        abort(403, NOT_READ)
    ask, by, page = _asked(resource, who)
    answer = answer_to(ask, resource, by, page)
    _note(who, resource, ask, answer)
    response = jsonify(_body(who, resource, ask, by, page, answer))
    # Counts may be kept to be asked about again; what was written of children is kept nowhere on the way.
    is_row = resource.needs.reaches(Reads.IN_FULL)
    response.headers["Cache-Control"] = "no-store" if is_row else "private, no-cache"
    return with_digest(response)


def with_digest(response: Response) -> Response:
    """Whoever has this answer already is told that it has not changed, without it."""
    response.add_etag()
    response.make_conditional(request)
    return response


def _asked(resource: Resource, who: Caller) -> tuple[Ask, By | None, Page]:
    is_free = who.reads is not Reads.COUNTS
    filters = [one for one in FILTERS if is_free and one not in resource.without]
    ways = [one.name for one in resource.ways]
    known = (*PAGING, *MONTHS, *filters, *(["by"] if ways else []))
    reader = Reader(request.args.to_dict(flat=False), known)
    page = page_asked(reader)
    by = By[reader.one_of("by", ways, ways[0])] if ways else None
    viewer = viewer_of_token(who.token, who.reads)
    this_month = first_of_month(today())
    if is_free:
        wanted = filters_asked(reader, offered_to(viewer), this_month)
    else:
        wanted = Filters(quarter_asked(reader, this_month))
    reader.check()
    return asking(who.token, who.reads, viewer, wanted, who.key, now()), by, page


def _body(
    who: Caller, resource: Resource, ask: Ask, by: By | None, page: Page, answer: Answer
) -> dict[str, Any]:
    period, last = ask.filters.period, -(-answer.total // page.size)
    return {
        "about": answer.about,
        "reads": who.reads.name.lower().replace("_", "-"),
        "small_counts": "hidden" if ask.level.leaves else "shown",
        "place": who.token.place.name,
        "from": written(period.first),
        "to": written(period.last),
        "by": by.name.lower() if by else "",
        "version": answer.version,
        "page": page.number,
        "per_page": page.size,
        "total": answer.total,
        "next": _next(page) if page.number < last else None,
        "rows": answer.rows,
    }


def _next(page: Page) -> str:
    asked = {name: value for name, value in request.args.items() if name != "page"}
    return address_of(request.path, {**asked, "page": str(page.number + 1)})


def _note(who: Caller, resource: Resource, ask: Ask, answer: Answer) -> None:
    """In the name of the token’s owner, with whose audits the rows are of."""
    facts = {"report": f"api-{resource.name}", "level": ask.level.name, "reads": who.reads.name}
    if who.reads is not Reads.COUNTS:
        facts["purpose"] = who.token.lent_why
    look(
        "api-token:exported",
        who.owner,
        who.token,
        rows=len(answer.rows),
        ids=list(answer.children),
        references=ask.with_references,
        filters=to_keep(ask.filters),
        **facts,
    )
