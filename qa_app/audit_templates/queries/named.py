"""What templates name that is written down elsewhere: statuses, time limits, standards."""

from dataclasses import replace

from qa_app.audit_templates import library
from qa_app.audit_templates.rules.expanding import Known
from qa_app.audit_templates.rules.reading import Beside, beside_from
from qa_app.audit_templates.rules.time_limits import SETTING, TimeLimit, time_limits_from
from qa_app.children.queries.lists import statuses_of
from qa_app.organisation.queries.settings import chosen_by


def known_at(council_id: int) -> Known:
    """What a template of this council may refer to: the statuses are its own."""
    known = library.known()
    own = {status.code for status in statuses_of(council_id)}
    return replace(known, statuses=known.statuses | own)


def beside(council_id: int) -> Beside:
    """The statuses, time limits and standards that templates name, in the council's words."""
    statuses = {one.code: one.name for one in statuses_of(council_id)}
    return beside_from(statuses, time_limits(council_id), library.standards())


def time_limits(council_id: int) -> list[TimeLimit]:
    own = chosen_by(council_id).get(SETTING, {})
    return [*time_limits_from(library.timescales(), own)]
