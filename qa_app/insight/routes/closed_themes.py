"""Themes of closed months as they stood, and what has changed since: all of them, or one month by month."""

from collections.abc import Sequence
from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audit_templates import library
from qa_app.audit_templates.rules.asking import Theme
from qa_app.audits.rules import FindingKind
from qa_app.insight.queries.stood import Both, themes_then_and_now
from qa_app.insight.routes.blueprint import themes
from qa_app.insight.routes.closings import closings_of
from qa_app.insight.routes.filtering import asked_in_address, choice
from qa_app.insight.routes.reasons import why_fewer
from qa_app.insight.routes.themes_pages import HEADINGS, KINDS
from qa_app.insight.rules.filters import Choice
from qa_app.insight.rules.stood import FOUND, Stood, Themes, about_alone, kept_of, stood_of
from qa_app.web.sheets import sheet_of


@themes.get("/closed-months")
@requires(Permission.INSIGHT_READ)
def closed() -> ResponseReturnValue:
    listed = library.list_of_themes()
    asked = asked_in_address(lambda _: _choices(listed))
    chosen = {one.name: one.chosen for one in asked.choices}
    kind = KINDS[chosen["kind"]]
    about = next((one for one in listed if one.code.lower() == chosen["theme"]), None)
    both = themes_then_and_now(viewer(), asked.filters, [about] if about else listed)
    return render_template(
        "insight/closed_themes.html",
        asked=asked,
        sheet=sheet_of(0),
        about=about,
        heading=HEADINGS[chosen["kind"]],
        themes=[] if about else _of_themes(both, kind, listed),
        months=_by_month(both, kind, about) if about else [],
        closings=closings_of(asked.filters),
        words=FOUND,
        fewer=why_fewer(viewer()),
    )


def _choices(listed: Sequence[Theme]) -> list[Choice]:
    kinds = [*HEADINGS.items()]
    themes = [(one.code.lower(), one.name) for one in listed]
    return [
        choice("theme", "Theme", themes),
        choice("kind", "Found as", kinds, usual=kinds[0][0]),
    ]


def _of_themes(
    both: Both[Themes], kind: FindingKind, listed: Sequence[Theme]
) -> list[tuple[Theme, Stood]]:
    """Of all closed months together, in the order of the list; those alone that somebody asked about."""
    then, now = (
        {number: one.part(kind) for number, one in side.items()} for side in (both.then, both.now)
    )
    stood = stood_of(kept_of(then, now))
    return [(one, stood[one.code]) for one in listed if one.code in stood]


def _by_month(both: Both[Themes], kind: FindingKind, about: Theme) -> list[tuple[date, Stood]]:
    """The newest first."""
    then, now = (
        {
            number: about_alone(one.part(kind), about.code, both.months[number])
            for number, one in side.items()
        }
        for side in (both.then, both.now)
    )
    return sorted(stood_of(kept_of(then, now)).items(), reverse=True)
