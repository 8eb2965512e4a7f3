"""The shell of every page: layout, forms, headers, errors, and one transaction a request."""

from collections.abc import Callable, Iterable

from flask import Flask
from flask_wtf import CSRFProtect

from qa_app.web import (
    addresses,
    assets,
    autosave,
    errors,
    jinja,
    limits,
    page_tables,
    panels,
    receipts,
    shell,
    transactions,
)
from qa_app.web.headers import SecureHeaders
from qa_app.web.shell import Link, Shell

__all__ = ["Link", "Shell", "attach", "attach_after_gate"]


def attach(
    app: Flask,
    *,
    secure: bool,
    host: str,
    surroundings: Callable[[], Shell] = Shell,
    after_reading: Iterable[Callable[[], object]] = (),
) -> None:
    """Everything that stands before the gate. The first hook to begin is the last to end."""
    app.config.update(
        SESSION_COOKIE_NAME="__Host-session" if secure else "session",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        TRUSTED_HOSTS=[host],
        # A token lasts as long as its session, so that a long morning's text is not refused.
        WTF_CSRF_TIME_LIMIT=None,
        # Our pages send no referrer, so there is none to check.
        WTF_CSRF_SSL_STRICT=False,
    )
    app.wsgi_app = SecureHeaders(app.wsgi_app, secure)  # type: ignore[assignment]
    addresses.attach(app)
    jinja.attach(app)
    assets.attach(app)
    shell.attach(app, surroundings)
    panels.attach(app)
    transactions.attach(app, after_reading)
    limits.attach(app)
    page_tables.attach(app)
    CSRFProtect(app)
    errors.attach(app)


def attach_after_gate(app: Flask, who: Callable[[], int | None]) -> None:
    """What only those may reach whom the gate has let through."""
    receipts.attach(app, who)
    autosave.attach(app)
