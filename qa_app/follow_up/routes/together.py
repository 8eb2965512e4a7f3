"""Several records into a round of second audits at once: tick, choose the round, look, then give out."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.audits.models import Audit
from qa_app.follow_up.forms.second_audits import TogetherForm
from qa_app.follow_up.operations import second_audits as operations
from qa_app.follow_up.queries import second_audits as queries
from qa_app.follow_up.queries.readers import suggested_readers
from qa_app.follow_up.queries.second_audits import BY_NAME
from qa_app.follow_up.routes.blueprint import follow_up
from qa_app.follow_up.routes.second_audits import look_at, rounds_to_choose
from qa_app.foundation.clock import now, today
from qa_app.organisation.models import Membership
from qa_app.organisation.routes.answers import shown
from qa_app.rounds.models import Round
from qa_app.web.words import plural

LISTED = 50


@follow_up.route("/second-audits/together", methods=["GET", "POST"])
@requires(BY_NAME)
def together() -> ResponseReturnValue:
    due, rounds = queries.due_among(viewer(), today()), rounds_to_choose()
    there = queries.list_due(viewer(), due, LISTED)
    form = TogetherForm(data={"round": rounds[0].public_id if rounds else ""})
    readers: list[tuple[Audit, Membership | None]] = []
    form.offer(there, rounds)
    if there and rounds and form.validate_on_submit():
        round_ = next(one for one in rounds if one.public_id == form.round.data)
        chosen = [one.audit for one in there if one.audit.public_id in form.records.data]
        readers = looked_up(form, chosen, round_)
        if form.has_been_looked_at(readers) and form.attempt(
            lambda: operations.have_many_read_again(readers, round_, viewer(), now())
        ):
            flash(f"{plural(len(readers), 'record')} given out for a second audit")
            return redirect(url_for("rounds.show", round_id=round_.public_id))
        form.looked_at.data = form.shown(readers)
    look_at([one.audit for one in there])
    return shown(
        "follow_up/together.html", form, there=there, total=len(due), rounds=rounds, readers=readers
    )


def looked_up(
    form: TogetherForm, chosen: list[Audit], round_: Round
) -> list[tuple[Audit, Membership | None]]:
    """Nobody is looked up for more than can be given out at once."""
    if not form.attempt(lambda: operations.refuse_too_many(chosen)):
        return []
    return suggested_readers(chosen, round_, viewer(), today())
