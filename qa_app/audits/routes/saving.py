"""What a page shows when somebody else saved it first."""

from collections.abc import Iterable, Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue

from qa_app.audits.models import Audit
from qa_app.audits.operations import Overtaken
from qa_app.audits.rules.differing import Differing, Written, differences
from qa_app.web.autosave import KEY, NUMBER, VERSION, WHOSE
from qa_app.web.fields.form import RECEIPT_FIELD

KEEP, NOTE = "keep-", "note"
NOT_TYPED = {"csrf_token", RECEIPT_FIELD, KEY, NUMBER, WHOSE, VERSION}


def taken_of_theirs(sent: Mapping[str, str] | None = None) -> set[str]:
    """What somebody chose to keep of what another wrote."""
    return {
        name.removeprefix(KEEP)
        for name, kept in (request.form if sent is None else sent).items()
        if name.startswith(KEEP) and kept == "theirs"
    }


def show_both(
    audit: Audit, heading: str, mine: Written, overtaken: Overtaken, note: str = ""
) -> ResponseReturnValue:
    """Both texts, to choose from; all that was typed goes along, so that nothing is lost."""
    found = differences(mine, overtaken.theirs, audit.template)
    if note != overtaken.note:
        found.append(Differing(NOTE, "Your own notes on this section", note, overtaken.note))
    return render_template(
        "audits/both.html",
        audit=audit,
        section_heading=heading,
        differences=found,
        carried=[*typed()],
        version=overtaken.version,
    ), 409


def typed() -> Iterable[tuple[str, str]]:
    for name, value in request.form.items(multi=True):
        if name not in NOT_TYPED and not name.startswith(KEEP):
            yield name, value
