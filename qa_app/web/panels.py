"""A page names a slot; what lies above it may offer a panel for that slot, joined in create_app."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, render_template
from markupsafe import Markup


@dataclass(frozen=True)
class Panel:
    """A fragment and what it shows; `shows` answers None where there is nothing to say."""

    page: str
    shows: Callable[..., dict[str, Any] | None]


def offer(app: Flask, slot: str, page: str, shows: Callable[..., dict[str, Any] | None]) -> None:
    app.extensions["panels"].setdefault(slot, []).append(Panel(page, shows))


def panels(slot: str, **about: Any) -> Markup:
    """A page writes `{{ panels("children/show", child=child) }}`."""
    drawn = []
    for panel in current_app.extensions["panels"].get(slot, []):
        shown = panel.shows(**about)
        if shown is not None:
            drawn.append(Markup(render_template(panel.page, **about, **shown)))  # noqa: S704
    return Markup("\n").join(drawn)


def attach(app: Flask) -> None:
    app.extensions["panels"] = {}
    app.jinja_env.globals["panels"] = panels
