"""The second grading saves itself as it is typed, for its moderator alone, and lists its errors as it asks."""

import pytest

from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.moderation import operations
from qa_app.moderation.forms.grading import CompareForm, SettleForm
from qa_app.moderation.forms.inadequates import AnswerForm
from qa_app.moderation.models import Moderation
from qa_app.moderation.operations import Graded
from qa_app.moderation.rules import State, waits_for
from qa_app.voices.operations import replying
from qa_app.web.fields import asked_first, radios
from tests.makers import NOON, viewer_of
from tests.moderation.makers import Council, all_of, fresh
from tests.moderation.test_challenges import council_of_releases, released

CANARY = "guillemot"
AS_AUTOSAVE = {"X-Autosave": "1", "Accept": "application/json"}


def test_it_is_said_what_is_waited_for_and_from_whom():
    said = waits_for(State.WITH_AUDITOR, "Ada", "3 May 2027", agrees=None)
    assert said.startswith("Ada has until 3 May 2027 to answer")
    assert waits_for(State.TO_SETTLE, "Ada", "", agrees=False).startswith("Ada does not agree")
    assert waits_for(State.TO_SETTLE, "Ada", "", agrees=None).startswith("Ada has not answered")
    assert "submits the audit again" in waits_for(State.SENT_BACK, "Ada", "", agrees=None)
    assert not waits_for(State.TAKEN, "Ada", "", agrees=None)


@pytest.mark.parametrize("kind", [CompareForm, SettleForm])
def test_errors_are_listed_in_the_order_in_which_the_page_asks(app, kind):
    with app.test_request_context(method="POST"):
        form = asked_first(
            kind, {"grade-plan": radios("Which?", [("a", "A")], missing="Grade it")}
        )()
        form.validate()
        said = [one["text"] for one in form.errors_for_summary]
    assert said[0] == "Grade it" and len(said) > 1


def test_a_form_without_its_version_is_overtaken_and_never_current(app):
    with app.test_request_context(method="POST", data={"put_right": "Seen."}):
        form = AnswerForm(data={"version": 7, "put_right": "Seen."})
        assert form.version.data == ""
        assert form.is_overtaken(7, {"put_right": "Seen."})


def test_the_draft_is_saved_as_it_is_typed_and_is_its_moderators_alone(open_as):
    council = Council()
    found = council.taken()
    here = {"moderation_id": found.public_id}
    moderator, lead = open_as(council.moderator), open_as(council.lead)
    page = moderator.get("moderation.grade", **here)
    carried = {
        one["name"]: one["value"] for one in page.select("form[data-autosave] [type=hidden]")
    }
    box = page.select_one("[name^=reason-]")["name"]
    carried.pop("receipt_key")
    address = moderator.address("moderation.grade", **here)
    sent = {**carried, "save_number": "1", box: CANARY}
    saved = moderator.client.post(address, data=sent, headers=AS_AUTOSAVE)
    assert saved.status_code == 200 and saved.json["version"] == 1
    assert CANARY in moderator.get("moderation.grade", **here).text
    about = {"audit_id": fresh(found).audit.public_id}
    pages = [lead.get("moderation.show", **here), lead.get("moderation.index")]
    pages.append(open_as(council.director).get("audits.show", **about))
    assert not any(CANARY in one.text for one in pages)
    another = {"save_number": "", box: "Other.", "csrf_token": lead.token(), "version": "1"}
    assert lead.client.post(address, data=another, headers=AS_AUTOSAVE).status_code == 409
    assert moderator.post("moderation.grade", {box: "No."}, expect=400, **here)
    moderator.post("moderation.grade", {"version": "1", box: CANARY, "later": "yes"}, **here)
    assert "Commit" in moderator.get("moderation.grade", **here).text
    moderator.post("moderation.give_back", **here)
    lead.post("moderation.take", **about)
    assert fresh_draft() == {}


def fresh_draft() -> dict:
    db.session.expire_all()
    return db.session.query(Moderation).one().draft


def test_nothing_is_drafted_once_the_grades_stand(database):
    council = Council()
    found = council.taken()
    by = viewer_of(council.moderator)
    assert operations.save_draft(found, {"grade-a": "good"}, 0, by, NOON) == 1
    assert operations.save_draft(found, {"grade-a": "good"}, 0, by, NOON) == 1
    with pytest.raises(DomainError, match="Only whoever gives"):
        operations.save_draft(found, {}, 1, viewer_of(council.lead), NOON)
    given = {one.id: Graded("good", "Seen.") for one in all_of(found)}
    operations.commit_grades(found, given, by, NOON)
    assert found.draft == {}
    with pytest.raises(DomainError, match="has come further"):
        operations.save_draft(found, {"grade-a": "good"}, 1, by, NOON)


def test_waiting_for_the_auditor_nothing_says_to_go_on(open_as):
    council = Council()
    found = council.compared("inadequate")
    here = {"moderation_id": found.public_id}
    moderator = open_as(council.moderator)
    queue = " ".join(moderator.get("moderation.index").select_one("table").text.split())
    assert "Continue" not in queue and "Ada Auditor has until" in queue
    assert "nothing for you to do until then" in moderator.get("moderation.show", **here).text
    home = " ".join(moderator.get("home.show").select_one("main").text.split())
    assert "Continue" not in home and "Nothing of it is yours to do now" in home


def test_read_openly_it_is_not_said_that_nothing_is_shown(open_as):
    council = Council(share=0)
    audit = council.submitted("inadequate")
    operations.ask_for_another(audit, viewer_of(council.manager), NOON)
    found = council.taken(audit)
    assert not found.blind
    page = open_as(council.moderator).get("moderation.show", moderation_id=found.public_id).text
    assert "Nothing of what was graded" not in page and "the audit stands beside" in page


def test_only_a_fact_is_challenged_where_nothing_is_graded(open_as):
    council = council_of_releases()
    audit, part = released(council)
    none = next(one.section for one in audit.readings if not one.grade)
    graded = audit.template.graded_sections[0].id
    assert not replying.is_graded(part, none)
    manager, here = open_as(council.manager), {"reflection_id": part.public_id}
    page = manager.get("voices.challenge", section_id=none, **here)
    assert not page.select("[name=what]") and "Challenge a fact" in page.text
    assert manager.get("voices.challenge", section_id=graded, **here).select("[name=what]")
