"""How one auditor’s grades compare with their moderators’: for them and those who coach them, and in no list."""

from dataclasses import dataclass
from typing import Any

from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import today
from qa_app.foundation.statistics.agreement.pairs import LEAST_FOR_A_COEFFICIENT
from qa_app.insight.queries.accuracy import (
    list_judged_by_all,
    list_judged_of,
    of_auditor,
    pairs_by_audit,
)
from qa_app.insight.routes.accuracy_pages import Line, asked_in_address, behind, line_of
from qa_app.insight.routes.blueprint import accuracy
from qa_app.insight.rules import MONTHS_SHOWN
from qa_app.insight.rules.accuracy import WHOLE, How
from qa_app.insight.rules.leaning import everybodys, lean_in, lean_in_words
from qa_app.moderation.queries.auditors import find_auditor
from qa_app.organisation.models import Membership
from qa_app.rounds.rules import first_of_month, months_back


@dataclass(frozen=True)
class Leaning:
    """Of one way of reading again."""

    how: How
    line: Line
    lean: str


def panel(member: Membership) -> dict[str, Any]:
    """Over two years, because few audits of one auditor are read again in one."""
    since = months_back(first_of_month(today()), MONTHS_SHOWN)[-1]
    own = list_judged_of(member.person_id, viewer(), since)
    everybody = list_judged_by_all(viewer().council_id, since)
    groups = []
    for how in How:
        pairs = [one.pair for one in own if one.how is how and one.concept == WHOLE]
        if pairs:
            theirs = [one.pair for one in everybody if one.how is how and one.concept == WHOLE]
            lean = lean_in(pairs, everybodys(theirs))
            groups.append(Leaning(how, line_of(own, how), lean_in_words(lean, len(pairs))))
    is_own = member.person_id == viewer().person_id
    return {"groups": groups, "least": LEAST_FOR_A_COEFFICIENT, "is_own": is_own}


@accuracy.get("/auditors/<public_id:auditor_id>/audits")
@requires(Permission.COACHING_READ)
def audits_of(auditor_id: str) -> ResponseReturnValue:
    """The audits behind the figures of one auditor, as far as whoever asks may open them."""
    member = find_auditor(auditor_id, viewer(), today())
    asked = asked_in_address(usual_period="24")
    where = of_auditor(member.person_id)
    found = pairs_by_audit(viewer(), asked.since, asked.how, asked.concept, where)
    return behind(asked, found, "insight/leaning_audits.html", member=member)
