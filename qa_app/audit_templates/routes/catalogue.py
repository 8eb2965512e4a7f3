"""The list of templates: in groups, and filtered."""

from collections.abc import Mapping

from flask import render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.audit_templates import queries
from qa_app.audit_templates.routes.blueprint import audit_templates
from qa_app.audit_templates.rules.catalogue import Group, Sought, Use, in_groups
from qa_app.foundation.clock import today
from qa_app.web.searches import asked, searched_by
from qa_app.web.sheets import sheet_of

LONGEST = 100


@audit_templates.route("", methods=["GET", "POST"])
@requires(Permission.TEMPLATE_READ)
@searched_by("words")
def index() -> ResponseReturnValue:
    seen, filters = viewer(), asked_for()
    edits = may(seen, Permission.TEMPLATE_WRITE) or may(seen, Permission.TEMPLATE_PUBLISH)
    entries = queries.list_entries(seen, today())
    found = [one for one in entries if filters.finds(one)]
    statuses = queries.beside(seen.council_id).statuses
    return render_template(
        "audit_templates/index.html",
        groups=in_groups(found),
        number=len(found),
        of=len(entries),
        sheet=sheet_of(len(found), on_a_page=max(1, len(found))),
        asked=filters,
        chips=chips_of(filters, statuses),
        kinds=[(one.name, one.value) for one in Group],
        uses=[(one.name, one.value) for one in Use],
        statuses=statuses,
        drafts=queries.list_drafts(seen) if edits else (),
    )


def asked_for() -> Sought:
    """What makes no sense there filters nothing."""
    given = asked()
    group, use = given.get("group", ""), given.get("use", "")
    return Sought(
        words=given.get("words", "").strip()[:LONGEST],
        group=Group[group] if group in Group.__members__ else None,
        status=given.get("status", "")[:LONGEST],
        use=Use[use] if use in Use.__members__ else None,
    )


def chips_of(filters: Sought, statuses: Mapping[str, str]) -> list[tuple[str, str]]:
    chosen = {
        "words": f"“{filters.words}”" if filters.words else "",
        "group": filters.group.value if filters.group else "",
        "status": f"Suits: {statuses.get(filters.status, 'another status')}"
        if filters.status
        else "",
        "use": filters.use.value if filters.use else "",
    }
    return [(words, name) for name, words in chosen.items() if words]
