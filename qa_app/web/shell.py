"""What stands around a page: the service, the council, the person, and where they may go."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, current_app, g, url_for
from werkzeug.routing import BuildError

# Readable on white in the tab and the header; a council sets its own.
DEFAULT_COLOUR = "#1d4f6e"


@dataclass(frozen=True)
class Link:
    text: str
    href: str
    current: bool = False
    inside: tuple["Link", ...] = ()


@dataclass(frozen=True)
class Shell:
    """Empty, it still makes a whole page: an error page must not need the database."""

    service: str = "Case-file audit"
    council: str = ""
    colour: str = DEFAULT_COLOUR
    person: str = ""
    place: str = ""
    role: str = ""
    navigation: tuple[Link, ...] = ()
    notices: tuple[str, ...] = ()
    phase: str = ""
    idle_minutes: int = 0
    about: dict[str, Any] = field(default_factory=dict)

    @property
    def part(self) -> Link | None:
        """Where the page belongs, if there are more ways in it than one."""
        return next((link for link in self.navigation if link.inside), None)

    @property
    def colour_name(self) -> str:
        return self.colour.lstrip("#").lower()


def current_shell() -> Shell:
    """Asked once a request; without one when whatever it is asked of is not there."""
    if "shell" not in g:
        try:
            g.shell = current_app.extensions["shell"]()
        except Exception:
            current_app.logger.exception("the page is drawn without its surroundings")
            g.shell = Shell()
    return g.shell


def link_to(endpoint: str, **values: Any) -> str:
    """The address of a page, or nothing while the service has no such page."""
    try:
        return url_for(endpoint, **values)
    except (AttributeError, BuildError, RuntimeError):
        return ""  # a request for a host that is not ours has no addresses at all


def attach(app: Flask, surroundings: Callable[[], Shell]) -> None:
    app.extensions["shell"] = surroundings
    app.context_processor(lambda: {"shell": current_shell()})
    app.jinja_env.globals["link_to"] = link_to
