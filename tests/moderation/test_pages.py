"""A second opinion page by page, as those who take part in it see it."""

from sqlalchemy import select

from qa_app.audits.rules import Status
from qa_app.foundation.database import db
from qa_app.moderation.models import Moderation
from qa_app.moderation.operations import inadequates
from qa_app.moderation.queries.inadequates import list_inadequates
from qa_app.moderation.rules.quality import QUESTIONS
from tests.makers import NOON, viewer_of
from tests.moderation.makers import ADDRESS, Council, all_of, fresh


def grades(found, grade):
    """As the form of a second reading sends them."""
    sent = {"version": str(found.saves)}
    for one in all_of(found):
        sent |= {f"grade-{one.field}": grade, f"reason-{one.field}": "Seen in supervision."}
    return sent


def test_a_second_opinion_from_the_queue_to_the_sign_off(open_as):
    council = Council()
    audit = council.submitted()
    about = {"audit_id": audit.public_id}
    moderator = open_as(council.moderator)
    home = " ".join(moderator.get("home.show").select_one("main").text.split())
    assert "1 audit waits for a second opinion that you can give" in home
    assert "The longest wait is" in home and "1 audit is with second opinions in all" in home
    queue = moderator.get("moderation.index").text
    assert "1 audit waiting" in queue and "Take the audit" in " ".join(queue.split())
    assert "cannot read this audit yet" in moderator.get("audits.show", **about).text
    moderator.post("moderation.take", **about)
    found = db.session.scalars(select(Moderation)).one()
    here = {"moderation_id": found.public_id}
    assert "Read the child’s record itself first" in moderator.get("moderation.grade", **here).text
    moderator.post("moderation.grade", {"version": "0"}, expect=200, **here)
    # A step that has not come shows nothing of what it would show, to whoever sends its form.
    sent = {f"quality-{key}": "YES" for key in QUESTIONS} | {"feedback": "Show me."}
    for early in (moderator, open_as(council.lead)):
        refused = early.post("moderation.compare", sent, expect=409, **here).text
        assert "not at this step" in refused and "wrote" not in refused
    first = open_as(council.auditor)
    answered = first.post("moderation.reply", {"agrees": "YES"}, expect=409, **here).text
    assert "not at this step" in answered
    assert "Nothing of what was graded" in moderator.get("moderation.show", **here).text

    moderator.post("moderation.grade", grades(fresh(found), "requires-improvement"), **here)
    page = moderator.get("moderation.compare", **here).text
    assert "Lower by 1 grade" in page
    sent = {f"quality-{key}": "YES" for key in QUESTIONS} | {"feedback": "You know this child."}
    for one in all_of(fresh(found)):
        sent |= {f"grade-{one.field}": "requires-improvement", f"why-{one.field}": "No plan."}
    moderator.post("moderation.compare", sent, **here)

    auditor = open_as(council.auditor)
    assert "Second opinions on your audits" in auditor.get("home.show").text
    assert "You know this child." in auditor.get("moderation.reply", **here).text
    auditor.post("moderation.reply", {"agrees": "NO", "text": "See the review."}, **here)
    lead = open_as(council.lead)
    assert "do not agree" in lead.get("moderation.index").text
    assert "1 second opinion waits for you to settle" in lead.get("home.show").text
    lead.get("moderation.settle", **here)
    settled = {f"grade-{one.field}": "good" for one in all_of(fresh(found))}
    settled["why"] = "The review was held."
    check = lead.post("moderation.settle", settled, expect=200, **here).text
    assert "These grades will be used in figures" in check and not fresh(found).settled_at
    back = lead.post("moderation.settle", settled | {"change": "yes"}, expect=200, **here).text
    assert "The review was held." in back and not fresh(found).settled_at
    lead.post("moderation.settle", settled | {"checked": "yes"}, **here)
    told = lead.get("moderation.show", **here).text
    assert "The QA lead settled it" in told and "Figures count the agreed grades" in told
    assert "Agreed after a second opinion" in lead.get("audits.show", **about).text

    assert "Audits to sign off" in lead.get("home.show").text
    lead.post("signing_off.index", {"audits": [audit.public_id]})
    assert fresh(audit).status is Status.SIGNED_OFF
    assert "No audit waits for you" in lead.get("signing_off.index").text


def test_own_team_is_refused_by_the_page_and_by_the_form(open_as):
    council = Council()
    audit = council.submitted()
    council.programme.planned = {**council.programme.planned, "moderators": ["somebody"]}
    lead = open_as(council.lead)
    page = lead.get("moderation.index").text
    assert "you are not among them" in page and "Take the audit" not in page
    answer = lead.post("moderation.take", expect=409, audit_id=audit.public_id)
    assert "you are not among them" in answer.text


def test_an_audit_comes_back_with_what_is_missing(open_as):
    council = Council()
    found = council.graded("inadequate")
    here = {"moderation_id": found.public_id}
    moderator = open_as(council.moderator)
    moderator.get("moderation.send_back", **here)
    moderator.post("moderation.send_back", {"why": "Say what the plan is."}, **here)
    page = open_as(council.auditor).get("audits.show", audit_id=found.audit.public_id).text
    assert "Say what the plan is." in page


def test_what_was_put_right_is_said_and_read(open_as):
    council = Council(share=0)
    council.submitted("inadequate")
    inadequates.find_new(council.council, NOON, address=ADDRESS)
    found = list_inadequates(viewer_of(council.head), 1)[0]
    here = {"inadequate_id": found.public_id}
    head = open_as(council.head)
    assert "Say what was put right" in head.get("home.show").text
    version = head.get("inadequates.answer", **here).select_one("[name=version]")["value"]
    said = {"put_right": "She was seen.", "siblings": "NO", "support": "Supervision."}
    said["version"] = version
    head.post("inadequates.answer", said, **here)
    director = open_as(council.director)
    assert "waits for the re-audit" in director.get("inadequates.index").text
    assert "She was seen." in director.get("inadequates.show", **here).text
    head.get("inadequates.close", **here)
    head.post("inadequates.close", {"how": "RE_AUDITED"}, expect=409, **here)
    head.post("inadequates.close", {"how": "NO_LONGER_OPEN"}, **here)
    assert fresh(found).closed_at
