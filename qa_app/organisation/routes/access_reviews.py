"""The quarterly review of access."""

from collections.abc import Iterable
from itertools import groupby

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.organisation import operations, queries
from qa_app.organisation.forms.people import ConfirmForm
from qa_app.organisation.models import AccessReviewLine, Membership
from qa_app.organisation.queries.people import names_of
from qa_app.organisation.queries.people_lists import count_members
from qa_app.organisation.queries.reviews import (
    count_lines,
    find_line,
    find_review,
    lines_by_person,
    lines_of,
    lines_to_end,
    list_lines,
    list_reviews,
    people_under,
    review_of_quarter,
    undecided,
)
from qa_app.organisation.routes.answers import shown
from qa_app.organisation.rules import Decision
from qa_app.organisation.rules.people import Use, use_in_words, use_of
from qa_app.organisation.rules.reviews import progress_in_words, quarter_in_words, quarter_of
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.sheets import sheet_of
from qa_app.web.words import plural

access_reviews = Blueprint("access_reviews", __name__, url_prefix="/access-reviews")

Row = tuple[Membership, list[AccessReviewLine]]
DECIDE, SIGN_OFF = Permission.ACCESS_REVIEW, Permission.ACCESS_SIGN_OFF


@access_reviews.get("")
@requires(DECIDE, SIGN_OFF)
def index() -> ResponseReturnValue:
    reviews = list_reviews(viewer())
    quarter = quarter_of(today())
    return render_template(
        "organisation/access_reviews.html",
        reviews=[(one, quarter_in_words(one.quarter)) for one in reviews],
        names=names_of([one.signed_off_by_id for one in reviews], viewer().council_id),
        quarter=quarter_in_words(quarter),
        may_start=may(viewer(), DECIDE) and not review_of_quarter(viewer().council_id, today()),
    )


@access_reviews.post("")
@requires(DECIDE)
def start() -> ResponseReturnValue:
    review = operations.open_review(by=viewer(), at=now())
    return redirect(url_for(".show", review_id=review.public_id))


@access_reviews.get("/<public_id:review_id>")
@requires(DECIDE, SIGN_OFF)
def show(review_id: str) -> ResponseReturnValue:
    review = find_review(review_id, viewer())
    wanted = people_under(review, now())
    sheet = sheet_of(count_members(wanted))
    total, waiting = count_lines(lines_of(review)), count_lines(undecided(review, today()))
    members = list(db.session.scalars(wanted.offset(sheet.offset).limit(sheet.on_a_page)))
    lines = lines_by_person(review, [one.person_id for one in members])
    deciders = {line.decided_by_id for of_one in lines.values() for line in of_one}
    return render_template(
        "organisation/access_review.html",
        review=review,
        quarter=quarter_in_words(review.quarter),
        sheet=sheet,
        groups=by_use([(one, lines.get(one.person_id, [])) for one in members]),
        names=names_of({*deciders, review.signed_off_by_id}, viewer().council_id),
        progress=progress_in_words(waiting, total),
        waiting=waiting,
        may_decide=may(viewer(), DECIDE) and not review.signed_off_at,
        may_sign_off=may(viewer(), SIGN_OFF) and not review.signed_off_at,
        me=viewer().person_id,
        last_use=lambda member: use_in_words(member.last_seen_at, member.added_at, now()),
    )


def by_use(rows: Iterable[Row]) -> list[tuple[Use, list[Row]]]:
    """One table for each; the rows come in this order."""

    def use(row: Row) -> Use:
        return use_of(row[0].last_seen_at, row[0].added_at, now())

    return [(kind, list(of_one)) for kind, of_one in groupby(rows, key=use)]


@access_reviews.post("/<public_id:review_id>/keep")
@requires(DECIDE)
def keep_ticked(review_id: str) -> ResponseReturnValue:
    review = find_review(review_id, viewer())
    lines = list_lines(request.form.getlist("line"), review)
    number = operations.keep_many(review, lines, by=viewer(), at=now())
    if number:
        flash(f"{plural(number, 'role')} kept")
    else:
        flash("Nothing was ticked. Tick the roles to keep, then send them together", "notice")
    return redirect(url_for(".show", review_id=review_id, page=request.args.get("page", type=int)))


@access_reviews.post("/<public_id:review_id>/lines/<public_id:line_id>/keep")
@requires(DECIDE)
def keep(review_id: str, line_id: str) -> ResponseReturnValue:
    line = decide(review_id, line_id, Decision.KEEP)
    return redirect(back_to(review_id, line.appointment.person.public_id))


@access_reviews.post("/<public_id:review_id>/lines/<public_id:line_id>/end")
@requires(DECIDE)
def end(review_id: str, line_id: str) -> ResponseReturnValue:
    """Says what was ended; the message takes the focus and leads back to the same person."""
    held = decide(review_id, line_id, Decision.END).appointment
    name = names_of([held.person_id], viewer().council_id).get(held.person_id, "Nobody")
    words = Markup(
        "{} of {} ends when this review is signed off. "
        '<a class="govuk-notification-banner__link" href="#person-{}">Go on from {}</a>'
    )
    flash(words.format(held.holds.value, name, held.person.public_id, name))
    return redirect(url_for(".show", review_id=review_id, page=request.args.get("page", type=int)))


def decide(review_id: str, line_id: str, decision: Decision) -> AccessReviewLine:
    line = find_line(line_id, find_review(review_id, viewer()))
    operations.decide(line, decision, by=viewer(), at=now())
    return line


@access_reviews.post("/<public_id:review_id>/people/<public_id:person_id>/keep")
@requires(DECIDE)
def keep_all(review_id: str, person_id: str) -> ResponseReturnValue:
    review = find_review(review_id, viewer())
    member = queries.find_member(person_id, viewer(), DECIDE)
    operations.keep_all(review, member, by=viewer(), at=now())
    return redirect(back_to(review_id, person_id))


def back_to(review_id: str, person_id: str) -> str:
    """To the same person on the same sheet, so that a long list is worked through without searching."""
    page = request.args.get("page", type=int)
    return url_for(".show", review_id=review_id, page=page, _anchor=f"person-{person_id}")


@access_reviews.route("/<public_id:review_id>/sign-off", methods=["GET", "POST"])
@requires(SIGN_OFF)
def sign_off(review_id: str) -> ResponseReturnValue:
    review = find_review(review_id, viewer())
    form = ConfirmForm()
    if form.validate_on_submit() and form.attempt(
        lambda: operations.sign_off_review(review, by=viewer(), at=now())
    ):
        flash("Review signed off")
        return redirect(url_for(".show", review_id=review_id))
    to_end = lines_to_end(review)
    total, waiting = count_lines(lines_of(review)), count_lines(undecided(review, today()))
    return shown(
        "organisation/sign_off_review.html",
        form,
        review=review,
        quarter=quarter_in_words(review.quarter),
        to_end=to_end,
        names=names_of([line.appointment.person_id for line in to_end], viewer().council_id),
        progress=progress_in_words(waiting, total),
        waiting=waiting,
    )


@access_reviews.get("/<public_id:review_id>/download")
@requires(DECIDE, SIGN_OFF)
def download(review_id: str) -> ResponseReturnValue:
    review = find_review(review_id, viewer())
    by_person = lines_by_person(review)
    lines = [line for of_one in by_person.values() for line in of_one]
    council_id = viewer().council_id
    names = names_of([*by_person, *(line.decided_by_id for line in lines)], council_id)
    rows = (
        (
            names.get(line.appointment.person_id, ""),
            line.appointment.holds.value,
            line.appointment.place.name,
            line.appointment.starts_on,
            line.appointment.ends_on,
            line.decision.value if line.decision else "",
            names.get(line.decided_by_id or 0, ""),
            line.decided_at,
        )
        for line in lines
    )
    headers = ("Name", "Role", "Place", "From", "Until", "Decision", "Decided by", "Decided at")
    return csv_file(f"access-review-{review.quarter.lower()}", headers, rows, TellsOf.NO_RECORD)
