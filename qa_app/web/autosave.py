"""A form that is saved while it is typed: by its owner alone, and in the order of typing.

The page numbers its saves. The form is held until a save is kept, so whatever order saves arrive in,
an older one never takes the place of a later one; and a page builds on what it saved itself, even where
the answer was lost on its way. What somebody else has saved meanwhile is still a change by another.
"""

import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from flask import Flask, Response, abort, current_app, g, jsonify, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from qa_app.foundation.clock import clock_time, now
from qa_app.foundation.errors import DomainError
from qa_app.web import operations
from qa_app.web.fields.form import Form, carried_names, new_receipt_key
from qa_app.web.fields.questions import hidden_input
from qa_app.web.models import OpenForm

HEADER = "X-Autosave"
KEY, NUMBER, WHOSE, VERSION = "open_form", "save_number", "whose", "version"
LONGEST_KEY = 64
MOST_SAVES = 1_000_000

# So that an error page does not give them back as words that somebody typed.
carried_names.update({KEY, NUMBER, WHOSE, VERSION})


@dataclass(frozen=True)
class Saved:
    """What a save led to: the version it made, and what to say beside each question, by its name.

    `words` are what other places of the page now say, by their ids.
    """

    version: int
    notices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


def is_autosave() -> bool:
    return request.method == "POST" and HEADER in request.headers


def answer_autosave(save: Callable[[int], Saved]) -> ResponseReturnValue:
    """Save, and say so in a few facts. A conflict or a refusal becomes facts by the error pages."""
    saved = save_in_order(save)
    return facts(saved)


def save_in_order(save: Callable[[int], Saved]) -> Saved:
    """Save on top of the version that this page may build on, by autosave or by the button."""
    saved = save(version_to_build_on())
    if form := held():
        form.number, form.version, form.at = g.save_number, saved.version, now()
    return saved


def version_to_build_on() -> int:
    """That of this page's last save, whether or not the page learnt of it; else the one it carries."""
    form = held()
    return version_sent() if form is None or form.version is None else form.version


def held() -> OpenForm | None:
    return cast("OpenForm | None", g.get("open_form"))


def answer_problems(form: Form) -> ResponseReturnValue:
    """Nothing could be kept of it: say why beside the questions."""
    return jsonify(saved=None, notices={}, problems=problems_of(form)), 422


def problems_of(form: Form) -> dict[str, str]:
    """What is wrong with what was typed; an answer that is still empty is not wrong yet."""
    return {
        one.name: str(one.errors[0])
        for one in form
        if one.errors and one.name != "csrf_token" and not getattr(one, "is_empty", False)
    }


def facts(saved: Saved) -> Response:
    notices = {name: list(said) for name, said in saved.notices.items() if said}
    return jsonify(
        saved=clock_time(now()),
        version=saved.version,
        notices=notices,
        problems=dict(saved.problems),
        words=dict(saved.words),
    )


def version_sent() -> int:
    return version_in(request.form)


def version_in(form: Mapping[str, str]) -> int:
    sent = form.get(VERSION, "")
    if not (sent.isascii() and sent.isdigit() and len(sent) < 10):
        abort(400)
    return int(sent)


def autosave_fields() -> Markup:
    """What a form that saves itself carries besides its token: its name, its owner, its count of saves."""
    key, whose = new_receipt_key(), marks_of(current_app.extensions["who"]())[0]
    return hidden_input(KEY, key) + hidden_input(WHOSE, whose) + hidden_input(NUMBER, "")


def marks_of(person_id: int | None) -> list[str]:
    """How a form says whose it is without their number, under the key of now and those before it."""
    keys = [current_app.config["SECRET_KEY"], *(current_app.config["SECRET_KEY_FALLBACKS"] or ())]
    return [
        hmac.digest(key.encode(), f"whose {person_id}".encode(), "sha256").hex() for key in keys
    ]


def is_anothers(mark: str | None) -> bool:
    """Whether a form with this mark was opened by somebody else than who sends it."""
    return mark is not None and mark not in marks_of(current_app.extensions["who"]())


def answer_before_the_view() -> ResponseReturnValue | None:
    if HEADER in request.headers and request.method == "GET":
        # The form asks who is signed in now, before it sends a word; for their token; and which
        # version they saved last here, which a page that was loaded again may not show yet.
        yours = not is_anothers(request.headers[HEADER])
        who = current_app.extensions["who"]()
        return jsonify(
            yours=yours,
            token=generate_csrf() if yours else None,
            version=operations.last_version(who, request.path) if yours else None,
        )
    if request.method != "POST":
        return None
    if is_anothers(request.form.get(WHOSE)):
        abort(403, "Somebody else opened this page. Sign out, so that they can sign in and go on.")
    return hold_form()


def hold_form() -> ResponseReturnValue | None:
    """Wait for the form's earlier save to end. One that was overtaken is answered as saved already."""
    key, number = request.form.get(KEY, ""), request.form.get(NUMBER, "")
    if not key or not number:
        return None  # without scripts nothing is numbered, and the version carried decides
    if len(key) > LONGEST_KEY or not (number.isascii() and number.isdigit() and len(number) < 8):
        abort(400)
    who = current_app.extensions["who"]()
    held = operations.hold(key, person_id=who, path=request.path, at=now())
    if (held.person_id, held.path) != (who, request.path) or int(number) > MOST_SAVES:
        abort(400)
    if int(number) <= held.number:
        if is_autosave() and held.version is not None:
            return facts(Saved(held.version))
        raise DomainError("This page was sent before. Open it again to see what was saved.")
    g.open_form, g.save_number = held, int(number)
    return None


def attach(app: Flask) -> None:
    """Call this after the gate, as receipts are."""
    app.before_request(answer_before_the_view)
    app.extensions["before_writing"].append(hold_form)
    app.jinja_env.globals["autosave_fields"] = autosave_fields
