"""What the address of a page that looks back asks for; what makes no sense there asks for nothing."""

from collections.abc import Sequence
from datetime import date

from flask import abort, request

from qa_app.access.gate import viewer
from qa_app.access.rules import Permission, may
from qa_app.foundation.clock import today
from qa_app.insight import queries
from qa_app.insight.rules import MONTHS_SHOWN, month_asked
from qa_app.insight.rules.breakdowns import By
from qa_app.organisation.models import Place
from qa_app.rounds import queries as rounds
from qa_app.rounds.rules import first_of_month, months_back


def months_shown() -> list[date]:
    """The last two years; for whoever reads named rounds alone, the months of these."""
    if may_count():
        return months_back(first_of_month(today()), MONTHS_SHOWN)
    return list(dict.fromkeys(one.month for one in rounds.list_named_for(viewer())))


def months_to_choose() -> list[date]:
    """Later months first, where audits are given out already; then those shown; this one if there is none."""
    shown, this_month = months_shown(), first_of_month(today())
    later = queries.list_later_months(viewer(), this_month) if may_count() else []
    return [*later, *shown] or [this_month]


def month_chosen(typed: str, months: Sequence[date]) -> date:
    """A page that is not there where the address names a month that is not on offer."""
    this_month = first_of_month(today())
    month = month_asked(typed, months, this_month if this_month in months else months[0])
    return abort(404) if month is None else month


def may_count() -> bool:
    return may(viewer(), Permission.COMPLETION_READ)


def service_asked(services: Sequence[Place]) -> Place | None:
    wanted = request.args.get("service", "")
    return next((place for place in services if place.public_id == wanted), None)


def by_asked() -> By:
    """Who audits what is told to those alone who may see rounds."""
    wanted = request.args.get("by", "").upper()
    by = By[wanted] if wanted in By.__members__ else By.TEAM
    return by if by in breakdowns_offered() else By.TEAM


def breakdowns_offered() -> list[By]:
    may_name_auditors = may(viewer(), Permission.ROUND_READ)
    return [by for by in By if by is not By.AUDITOR or may_name_auditors]
