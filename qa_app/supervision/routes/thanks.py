"""A thank-you in one press."""

from typing import Any

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.audits.models import Audit
from qa_app.audits.queries.beside import list_findings
from qa_app.audits.rules import FindingKind
from qa_app.foundation.clock import now
from qa_app.supervision.operations import thanking
from qa_app.supervision.queries import thanks as queries
from qa_app.supervision.queries.released import list_thanks
from qa_app.supervision.queries.thanks import THANK
from qa_app.supervision.routes.blueprint import supervision
from qa_app.voices.queries.reflections import of_audit


@supervision.post("/audits/<public_id:audit_id>/thanks")
@requires(THANK)
def thank(audit_id: str) -> ResponseReturnValue:
    audit = queries.find_audit(audit_id, viewer())
    address = str(current_app.extensions["settings"].base_url)
    thanking.thank(audit, viewer(), now(), address=address)
    flash("The practitioner hears that you thank them")
    return redirect(url_for("audits.show", audit_id=audit_id, _anchor="thanks"))


@supervision.post("/audits/<public_id:audit_id>/thanks/take-back")
@requires(THANK)
def take_back_thanks(audit_id: str) -> ResponseReturnValue:
    audit = queries.find_audit(audit_id, viewer())
    thanking.take_back(audit, viewer(), now())
    flash("You took your thanks back")
    return redirect(url_for("audits.show", audit_id=audit_id, _anchor="thanks"))


def thanks_panel(audit: Audit) -> dict[str, Any] | None:
    """On the page of a released audit, for whoever may thank its practitioner."""
    reflection = of_audit(audit)
    if reflection is None or reflection.released_at is None:
        return None
    if reflection.practitioner_id == viewer().person_id or not queries.may_thank(audit, viewer()):
        return None
    if not any(one.kind is FindingKind.STRENGTH for one in list_findings(audit)):
        return None
    there = list_thanks([audit.id])
    mine = next((one for one in there if one.from_id == viewer().person_id), None)
    others = [one for one in there if one is not mine]
    return {"mine": mine, "others": others, "practitioner": reflection.practitioner_name}


def own_thanks_panel(audit: Audit) -> dict[str, Any] | None:
    """On the audit as the practitioner reads it: who thanked them."""
    there = list_thanks([audit.id])
    return {"thanks": there} if there else None
