"""What the pages of every import do alike. Each import gives them addresses of its own."""

from collections.abc import Callable, Sequence

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.uploads import operations
from qa_app.uploads.models import Upload
from qa_app.uploads.rules.kept import Found
from qa_app.web.fields import Form
from qa_app.web.transactions import while_only_reading

NOTHING_NEW = "This file was imported before. Nothing was changed"


def previewed(
    form: Form, read: Callable[[], Found], keep: Callable[[Found], Upload]
) -> Upload | None:
    """What waits for a decision from now on; nothing where the form says why not.

    Files are read while nobody waits for it: `read` asks nothing of what was loaded before.
    """
    if not form.validate_on_submit():
        return None
    return form.outcome_of(lambda: keep(while_only_reading(read)))


def left(upload: Upload, then: str) -> ResponseReturnValue:
    if operations.leave(upload, at=now()):
        flash("Left without importing. Nothing of the file was kept")
    else:
        flash(operations.decided_before(upload), "notice")
    return redirect(then)


def gone(
    upload: Upload,
    why: DomainError,
    heading: str,
    *,
    crumbs: Sequence[tuple[str, str]],
    ways: Sequence[tuple[str, str]],
) -> ResponseReturnValue:
    """Instead of a preview that was decided or ran out; `ways` are words and addresses to go on with."""
    return render_template(
        "uploads/gone.html",
        upload=upload,
        reasons=why.reasons,
        heading=heading,
        crumbs=crumbs,
        ways=ways,
    )
