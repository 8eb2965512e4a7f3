"""All of these pages are one part of the service."""

from flask import Blueprint

from qa_app.past_audits.rules.certainty import IMPORTED

past_audits = Blueprint("past_audits", __name__, url_prefix="/past-audits")


@past_audits.app_template_global()
def how_far_imported_can_be_trusted() -> str:
    return IMPORTED
