"""The first page that looks back: how good practice is, how we know, and who needs help."""

from datetime import datetime

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.foundation.clock import now, today
from qa_app.insight import queries
from qa_app.insight.queries.grading import grading_of
from qa_app.insight.queries.overview import list_overdue, list_watched
from qa_app.insight.routes.blueprint import overview
from qa_app.insight.routes.filtering import in_tree
from qa_app.insight.routes.reasons import why_fewer
from qa_app.insight.rules import ALL_MONTHS, LATE, MONTHS_SHOWN
from qa_app.insight.rules.filters import code_in_address
from qa_app.insight.rules.overview import Helped, Watched, listed
from qa_app.moderation.queries.inadequates import counts
from qa_app.organisation.models import Place
from qa_app.organisation.queries import list_places
from qa_app.organisation.rules import Kind
from qa_app.rounds.rules import first_of_month, months_back
from qa_app.web.searches import address_of


@overview.get("")
@requires(Permission.INSIGHT_READ)
def show() -> ResponseReturnValue:
    at: datetime = now()
    month = first_of_month(today())
    shown = months_back(month, MONTHS_SHOWN)[::-1]
    places = list_places(viewer(), Permission.INSIGHT_READ)
    place = next((one for one in places if one.public_id == request.args.get("place")), None)
    below = place.path if place else ""
    watched = list_watched(viewer(), shown, below)
    may_know_lowest = may(viewer(), Permission.INADEQUATE_READ)
    overdue = list_overdue(viewer(), at, below)
    return render_template(
        "insight/overview.html",
        place=place,
        places=in_tree(places),
        here={"place": place.public_id} if place else {},
        month=month,
        changed=[
            (one.about.words, one.sentence, _grades(one, place))
            for one in watched
            if one.has_changed
        ],
        unchanged=_named([one for one in watched if one.is_compared and not one.has_changed]),
        unknown=_named([one for one in watched if not one.is_compared]),
        watched=watched,
        grading=grading_of(viewer(), at, below)
        if may(viewer(), Permission.ACCURACY_READ)
        else None,
        completion_behind=_completion_behind(place),
        completion=queries.completion_in(month, viewer(), below),
        lowest=counts(viewer(), today(), below=below)[1] if may_know_lowest else None,
        overdue=overdue,
        late_audits=sum(one.audits for one in overdue),
        late_actions=sum(one.actions for one in overdue),
        fewer=why_fewer(viewer()),
        audits_behind=_audits_behind,
        actions_behind=_actions_behind,
    )


def _named(watched: list[Watched]) -> str:
    return listed([one.about.words for one in watched]) if watched else ""


def _grades(one: Watched, place: Place | None) -> str:
    here = {"place": place.public_id} if place else {}
    return address_of(url_for("grades.show"), {"about": code_in_address(one.about.concept), **here})


def _completion_behind(place: Place | None) -> str:
    """Its page counts all places, or one service."""
    if place is None:
        return url_for("insight.completion")
    is_service = place.kind is Kind.SERVICE
    return url_for("insight.completion", service=place.public_id) if is_service else ""


def _audits_behind(one: Helped) -> str:
    asked = {"state": LATE[0], "month": ALL_MONTHS[0], "team": one.path}
    return address_of(url_for("insight.records"), asked)


def _actions_behind(one: Helped) -> str:
    return address_of(url_for("actions.index"), {"show": "OVERDUE", "place": one.public_id})
