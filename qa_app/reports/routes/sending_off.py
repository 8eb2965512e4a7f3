"""Ask for a report, and lead to where it is waited for."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import viewer
from qa_app.foundation.clock import now
from qa_app.reports.operations.asking import Wanted, ask_for
from qa_app.reports.routes.blueprint import wake_afterwards

ON_ITS_WAY = "You have asked for a report"


def send_off(wanted: Wanted) -> ResponseReturnValue:
    """Raise DomainError, with what stands in the way."""
    report = ask_for(wanted, viewer(), now())
    wake_afterwards()
    flash(ON_ITS_WAY, "notice")
    return redirect(url_for("reports.show", report_id=report.public_id))
