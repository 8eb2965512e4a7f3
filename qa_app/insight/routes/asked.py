"""What the address of a page that looks back asks for; what makes no sense there asks for nothing."""

from collections.abc import Sequence
from datetime import date

from flask import request

from qa_app.access.gate import viewer
from qa_app.access.rules import Permission, may
from qa_app.foundation.clock import today
from qa_app.insight.rules import MONTHS_SHOWN
from qa_app.insight.rules.breakdowns import By
from qa_app.organisation.models import Place
from qa_app.rounds import queries as rounds
from qa_app.rounds.rules import first_of_month, months_back


def months_shown() -> list[date]:
    """The last two years; for whoever reads named rounds alone, the months of these."""
    if may(viewer(), Permission.COMPLETION_READ):
        return months_back(first_of_month(today()), MONTHS_SHOWN)
    return list(dict.fromkeys(one.month for one in rounds.list_named_for(viewer())))


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
