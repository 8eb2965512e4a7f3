"""The one gate: a page is shut until it says who may open it."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user

from qa_app.access.rules import Permission, Viewer, may_any

View = TypeVar("View", bound=Callable[..., Any])

login_manager = LoginManager()
TOKENS = "who reads tokens"


class Opens(Enum):
    TO_NOBODY = auto()
    TO_EVERYONE = auto()
    TO_SIGNED_IN = auto()
    # To programs that show a token. A session opens none of these, and a token nothing else.
    TO_TOKENS = auto()


def requires(*permissions: Permission, council_wide: bool = False) -> Callable[[View], View]:
    """Open to those who hold any of these somewhere; the query then says on what.

    What holds for the whole council is for those who hold it at the council itself, not at a part of it.
    """

    def mark(view: View) -> View:
        view.opens = permissions  # type: ignore[attr-defined]
        view.council_wide = council_wide  # type: ignore[attr-defined]
        return view

    return mark


def open_to_everyone(view: View) -> View:
    view.opens = Opens.TO_EVERYONE  # type: ignore[attr-defined]
    return view


def open_to_signed_in(view: View) -> View:
    view.opens = Opens.TO_SIGNED_IN  # type: ignore[attr-defined]
    return view


def open_to_tokens(view: View) -> View:
    view.opens = Opens.TO_TOKENS  # type: ignore[attr-defined]
    return view


def read_tokens_by(app: Flask, read: Callable[[], None]) -> None:
    """Whoever knows tokens lets a request in, or refuses it by raising."""
    app.extensions[TOKENS] = read


def who_may_open(endpoint: str, app: Flask | None = None) -> Opens | tuple[Permission, ...]:
    view = (app or current_app).view_functions.get(endpoint)
    return getattr(view, "opens", Opens.TO_NOBODY)


def viewer() -> Viewer:
    return cast(Viewer, current_user.viewer)


def signed_in() -> bool:
    return bool(current_user.is_authenticated)


def person_id() -> int | None:
    """Who asks, for what lies below people and knows them by number."""
    return viewer().person_id if signed_in() else None


def enforce() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # no such address: 404 follows
    opens = who_may_open(request.endpoint)
    if opens is Opens.TO_EVERYONE:
        return None
    if opens is Opens.TO_TOKENS:
        current_app.extensions[TOKENS]()
        return None
    if not signed_in():
        return login_manager.unauthorized()
    if opens is Opens.TO_SIGNED_IN:
        return None
    if not may_open(request.endpoint):
        abort(403)
    return None


def may_open(endpoint: str) -> bool:
    """Whether a page is open to whoever asks; a link to one that is not would only be refused."""
    opens = who_may_open(endpoint)
    if isinstance(opens, Opens):
        return opens is Opens.TO_EVERYONE or (opens is Opens.TO_SIGNED_IN and signed_in())
    return signed_in() and may_any(viewer(), opens, council_wide=is_council_wide(endpoint))


def is_council_wide(endpoint: str, app: Flask | None = None) -> bool:
    view = (app or current_app).view_functions.get(endpoint)
    return bool(getattr(view, "council_wide", False))


def attach(app: Flask) -> None:
    # Pages have their shell; asking who is signed in on every one would break the page of an error.
    login_manager.init_app(app, add_context_processor=False)
    app.before_request(enforce)
    open_to_everyone(app.view_functions["static"])
