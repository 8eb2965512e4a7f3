"""Error pages: what happened, whether the work was saved, and the text that was typed."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, NoResultFound, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from qa_app.foundation.engines import only_reading
from qa_app.foundation.errors import DomainError
from qa_app.web.errors.given_back import text_given_back
from qa_app.web.errors.wording import BARE, Wording, outcome, wording_of
from qa_app.web.searches import READS, is_reading
from qa_app.web.transactions import undo

SECONDS_TO_WAIT = "10"
FOR_PROGRAMS = "/api/"


def answer(
    status: int, wording: Wording, reasons: Sequence[str] = (), headers: Any = ()
) -> Response:
    """The page, or its bare words when even the page cannot be made."""
    saved = outcome(is_reading=is_reading(), unknown=g.get("outcome_unknown", False))
    if request.path.startswith(FOR_PROGRAMS):
        response = problem(status, ". ".join(reasons))
    elif wants_json():
        facts = {"status": status, "error": wording.heading, "reasons": list(reasons)}
        facts |= {"kind": wording.kind} if wording.kind else {}
        response = jsonify(**facts, saved=saved.known, outcome=saved.text)
    else:
        response = make_response(page(status, wording, reasons, saved.text))
    response.status_code = status
    response.headers.extend(headers)
    return response


def problem(status: int, detail: str = "", **more: Any) -> Response:
    """What went wrong, as programs read it (RFC 9457)."""
    said = {"detail": detail} if detail else {}
    title = HTTPStatus(status).phrase
    response = jsonify(type="about:blank", title=title, status=status, **said, **more)
    response.status_code, response.mimetype = status, "application/problem+json"
    return response


def page(status: int, wording: Wording, reasons: Sequence[str], saved: str) -> str:
    try:
        # What failed may have left the transaction unusable, and the page asks who is signed in.
        undo()
        with only_reading():
            return render_template(
                "error.html",
                wording=wording,
                reasons=reasons or wording.says,
                saved=saved,
                is_about_work=not is_reading(),
                given_back=text_given_back() if wording.gives_back else [],
                again=address_of_the_form(),
                sent_before=g.get("sent_before"),
            )
    except Exception:
        current_app.logger.exception("an error page could not be drawn")
        return BARE.format(heading=wording.heading, saved=saved)


def wants_json() -> bool:
    accepted = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.is_json or accepted == "application/json"


def address_of_the_form() -> str | None:
    """Where the same questions are asked again, if this address asks any."""
    rule = request.url_rule
    asks = request.method not in READS and rule is not None and "GET" in (rule.methods or ())
    return request.path if asks else None


def on_http_error(error: HTTPException) -> Response:
    status = error.code or 500
    said = error.description if error.description != type(error).description else None
    if isinstance(error, CSRFError):
        return answer(status, wording_of("expired"))
    headers = [(name, value) for name, value in error.get_headers() if name != "Content-Type"]
    return answer(status, wording_of(status), [said] if said and status != 500 else [], headers)


def on_refusal(error: DomainError) -> Response:
    return answer(409, wording_of("refused"), error.reasons)


def on_nothing_found(error: NoResultFound) -> Response:
    said = (in_words(request.path) for in_words in current_app.extensions["not_found_in_words"])
    return answer(404, next((one for one in said if one), wording_of(404)))


def on_change_by_another(error: StaleDataError) -> Response:
    return answer(409, wording_of("changed"))


def on_database_trouble(error: Exception) -> Response:
    # The kind alone: the message of a driver may quote what was being saved.
    current_app.logger.error("the database did not answer: %s", type(error).__name__)
    return answer(503, wording_of(503), headers=[("Retry-After", SECONDS_TO_WAIT)])


def say_why_not_found(app: Flask, in_words: Callable[[str], Wording | None]) -> None:
    """Whoever knows why somebody may not find something any more says it; the others say nothing."""
    app.extensions["not_found_in_words"].append(in_words)


def attach(app: Flask) -> None:
    app.extensions["not_found_in_words"] = []
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(DomainError, on_refusal)
    app.register_error_handler(NoResultFound, on_nothing_found)
    app.register_error_handler(StaleDataError, on_change_by_another)
    for trouble in (OperationalError, InterfaceError, NoConnectionFree):
        app.register_error_handler(trouble, on_database_trouble)
