"""One sheet for each practitioner, before and after supervision."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, Viewer
from qa_app.audits.routes.findings import names_of_themes
from qa_app.foundation.clock import london_day, now, today
from qa_app.organisation.models import Membership
from qa_app.organisation.routes.answers import shown
from qa_app.supervision.forms.talks import TalkForm
from qa_app.supervision.operations.talking import note_talk, take_back
from qa_app.supervision.queries import people, released
from qa_app.supervision.queries.people import HOLDS
from qa_app.supervision.queries.sheet import open_actions, references_in
from qa_app.supervision.queries.standing_in import Away, stood_in_for, with_supervision_of
from qa_app.supervision.routes.blueprint import supervision
from qa_app.supervision.rules.talking import LOOKED_BACK
from qa_app.trail.operations import look
from qa_app.web.csv_files import TellsOf, csv_file

OWN = Permission.REFLECTION_WRITE
TALKED_SHOWN = 10


@dataclass(frozen=True)
class Holder:
    """The viewer with the supervision that they hold, their own and that of managers who are away."""

    own: Viewer
    away: list[Away]
    seen_as: Viewer

    def stands_in(self, member: Membership) -> bool:
        """Whether the sheet is theirs only while somebody is away."""
        return bool(self.away) and not people.is_managed_by(self.own, member, today())

    def find(self, public_id: str) -> Membership:
        """Whoever stands in holds the supervision of practitioners, and not that of the manager who is away."""
        member = people.find_practitioner(public_id, self.seen_as, today())
        if self.stands_in(member) and not people.is_managed_by(
            self.seen_as, member, today(), people.IS_PRACTITIONER
        ):
            abort(404)
        return member


def holder() -> Holder:
    away = stood_in_for(viewer(), today())
    return Holder(viewer(), away, with_supervision_of(viewer(), away))


@supervision.get("/supervision")
@requires(HOLDS)
def index() -> ResponseReturnValue:
    """Everybody whose supervision the viewer holds, by name."""
    held = holder()
    there = people.list_practitioners(held.seen_as, today())
    return render_template(
        "supervision/index.html",
        people=there,
        away=held.away,
        waiting=sum(one.waiting for one in there),
        late=sum(one.is_late(today()) for one in there),
    )


@supervision.get("/supervision/download")
@requires(HOLDS)
def download() -> ResponseReturnValue:
    """The list as it stands: what waits, and nothing of what was found or said."""
    there = people.list_practitioners(holder().seen_as, today())
    look("supervision:exported", viewer(), rows=len(there))
    return csv_file(
        f"supervision-{today().isoformat()}",
        (
            "Practitioner",
            "Audits to talk through",
            "Since",
            "Over four weeks",
            "Last talked through",
        ),
        [
            (
                one.member.name,
                one.waiting,
                london_day(one.since) if one.since else "",
                "Yes" if one.is_late(today()) else "No",
                one.last_talk,
            )
            for one in there
        ],
        TellsOf.NO_RECORD,
    )


@supervision.get("/supervision/mine")
@requires(OWN)
def mine() -> ResponseReturnValue:
    """What is talked through with the viewer, as far as they may read it."""
    own = released.own_audits(viewer())
    found = own.readable
    lately = today() - LOOKED_BACK
    to_talk = [one for one in reversed(found) if not one.talk and one.released_on >= lately]
    actions = open_actions(viewer().person_id, found, viewer())
    talked = [one for one in found if one.talk][:TALKED_SHOWN]
    look("supervision:viewed", viewer(), ids=references_in([*to_talk, *talked], actions))
    return render_template(
        "supervision/mine.html",
        to_talk=to_talk,
        to_come=own.to_come,
        talked=talked,
        actions=actions,
        themes=names_of_themes(),
    )


@supervision.get("/supervision/<public_id:person_id>")
@requires(HOLDS)
def sheet(person_id: str) -> ResponseReturnValue:
    held = holder()
    member = held.find(person_id)
    if member.person_id == viewer().person_id:
        return redirect(url_for(".mine"))
    to_talk = released.list_to_talk(member.person_id, held.seen_as, today())
    talked = released.list_talked(member.person_id, held.seen_as, TALKED_SHOWN)
    actions = open_actions(member.person_id, to_talk, held.seen_as)
    look(
        "supervision:viewed",
        viewer(),
        member.person,
        ids=references_in([*to_talk, *talked], actions),
    )
    return render_template(
        "supervision/sheet.html",
        member=member,
        stands_in=held.stands_in(member),
        to_talk=to_talk,
        talked=talked,
        actions=actions,
        themes=names_of_themes(),
        year_ago=today() - LOOKED_BACK,
    )


@supervision.route("/supervision/<public_id:person_id>/talked", methods=["GET", "POST"])
@requires(HOLDS)
def talked(person_id: str) -> ResponseReturnValue:
    held = holder()
    member = held.find(person_id)
    if member.person_id == viewer().person_id:
        return redirect(url_for(".mine"))
    to_talk = released.list_to_talk(member.person_id, held.seen_as, today())
    actions = open_actions(member.person_id, to_talk, held.seen_as)
    form = TalkForm(data={"talked_on": today()})
    form.offer(to_talk, actions)
    if form.validate_on_submit() and form.attempt(
        lambda: note_talk(
            [one for one in to_talk if one.audit.public_id in form.chosen("audits")],
            [one for one in actions if one.public_id in form.chosen("actions")],
            form.talked_on.data,
            form.note.data or "",
            held.seen_as,
            now(),
        )
    ):
        flash("Noted as talked through")
        return redirect(url_for(".sheet", person_id=person_id))
    look("supervision:viewed", viewer(), member.person, ids=references_in(to_talk, actions))
    return shown("supervision/talked.html", form, member=member)


@supervision.post("/audits/<public_id:audit_id>/supervision/take-back")
@requires(HOLDS)
def take_back_talk(audit_id: str) -> ResponseReturnValue:
    held = holder()
    audit, person_id = people.find_talked(audit_id, held.seen_as)
    take_back(audit, held.seen_as, now())
    flash("It no longer counts as talked through")
    return redirect(url_for(".sheet", person_id=person_id))
