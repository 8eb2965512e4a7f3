"""How a page that is saved while it is typed answers, and what it shows when somebody else saved it first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue

from qa_app.audits.models import Audit
from qa_app.audits.operations import Overtaken
from qa_app.audits.rules.differing import Written, differences
from qa_app.foundation.clock import clock_time, now
from qa_app.web.fields.form import RECEIPT_FIELD

AUTOSAVE = "X-Autosave"
KEEP = "keep-"
NOT_TYPED = {"csrf_token", RECEIPT_FIELD, "version", "open_form", "whose", "save_number"}
MOST_DIGITS = 9


@dataclass(frozen=True)
class Saved:
    """What came of a save: the version it made, and what is wrong with a box, by its name."""

    version: int
    problems: Mapping[str, str] = field(default_factory=dict)


def is_autosave() -> bool:
    return AUTOSAVE in request.headers


def version_seen() -> int:
    sent = request.form.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) <= MOST_DIGITS else 0


def taken_of_theirs() -> set[str]:
    """What somebody chose to keep of what another wrote."""
    return {
        name.removeprefix(KEEP)
        for name, kept in request.form.items()
        if name.startswith(KEEP) and kept == "theirs"
    }


def answer_autosave(save: Callable[[], Saved]) -> ResponseReturnValue:
    try:
        saved = save()
    except Overtaken:
        return jsonify(kind="changed"), 409
    return jsonify(
        saved=clock_time(now()), version=saved.version, notices={}, problems=dict(saved.problems)
    )


def show_both(
    audit: Audit, heading: str, mine: Written, overtaken: Overtaken
) -> ResponseReturnValue:
    """Both texts, to choose from; all that was typed goes along, so that nothing is lost."""
    return render_template(
        "audits/both.html",
        audit=audit,
        section_heading=heading,
        differences=differences(mine, overtaken.theirs, audit.template),
        carried=[*typed()],
        version=overtaken.version,
    ), 409


def typed() -> Iterable[tuple[str, str]]:
    for name, value in request.form.items(multi=True):
        if name not in NOT_TYPED and not name.startswith(KEEP):
            yield name, value
