"""What a page is asked for: choices in its address, and words that were typed only in the form sent.

An address stays in histories and in the logs of every machine on its way; a child's reference may not.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from flask import current_app, redirect, request

from qa_app.web.fields.form import RECEIPT_FIELD

READS = ("GET", "HEAD", "OPTIONS")
NOT_ASKED = ("csrf_token", RECEIPT_FIELD)

View = TypeVar("View", bound=Callable[..., Any])


def searched_by(*typed: str) -> Callable[[View], View]:
    """These of its filters are typed, so the page is also read by POST; nothing typed, by its address."""

    def mark(view: View) -> View:
        @wraps(view)
        def answer(**values: Any) -> Any:
            if request.method == "POST" and not is_typed():
                return redirect(address_of(request.path, asked()), 303)
            return view(**values)

        answer.searched_by = frozenset(typed)  # type: ignore[attr-defined]
        return cast(View, answer)

    return mark


def is_reading() -> bool:
    """A search is sent as a form, and changes no more than a page that is opened."""
    return request.method in READS or _view_is_searched()


def asked() -> dict[str, str]:
    """The filters of this request; of two of one name the last, which a button adds to its form."""
    if request.method == "POST":
        sent = {name: given[-1] for name, given in request.form.lists()}
        return {name: words for name, words in sent.items() if name not in NOT_ASKED}
    typed = _typed_names()
    return {name: words for name, words in request.args.items() if name not in typed}


def is_typed() -> bool:
    given = asked()
    return any(given.get(name, "").strip() for name in _typed_names())


def address_of(path: str, asked: Mapping[str, str]) -> str:
    filled = {name: words for name, words in asked.items() if words.strip()}
    return f"{path}?{urlencode(filled)}" if filled else path


def _view_is_searched() -> bool:
    return hasattr(current_app.view_functions.get(request.endpoint or ""), "searched_by")


def _typed_names() -> frozenset[str]:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "searched_by", frozenset())
