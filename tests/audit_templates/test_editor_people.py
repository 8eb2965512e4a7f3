"""Two people at one draft: side by side, and one after the other."""

from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from qa_app.access.rules import Role
from qa_app.audit_templates import operations, yaml_file
from qa_app.audit_templates.models import TemplateDraft, TemplateVersion
from qa_app.foundation.clock import long_date, today
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.trail.models import Event
from tests.audit_templates.editor import PUBLISHED, SEEN, change, confirm, written
from tests.audit_templates.forms import filled_in
from tests.audit_templates.makers import (
    a_question,
    a_section,
    a_template,
    publish_template,
)
from tests.makers import NOON, TODAY, make_council, make_person, viewer_of


def test_the_second_of_two_editors_sees_both_texts_and_loses_nothing(lead, begin):
    where = begin() | SEEN
    page = filled_in(lead.get("audit_templates.draft_section", **where))
    change(lead, "draft_section", {"guidance": "Look at visits."}, **where)
    sent = page | {"guidance": "Look at calls."}
    answer = lead.post("audit_templates.draft_section", sent, 409, **where)
    assert "Look at visits." in answer.text
    assert "Look at calls." in answer.text
    assert written()["sections"][0]["guidance"] == "Look at visits."


def test_two_people_edit_two_parts_of_one_draft_and_neither_is_stopped(lead, begin):
    where = begin(a_section("seen"), a_section("heard", a_question(2)))
    page = filled_in(lead.get("audit_templates.draft_section", section_id="heard", **where))
    change(lead, "draft_section", {"guidance": "Look at visits."}, **SEEN, **where)
    sent = page | {"guidance": "Listen."}
    lead.post("audit_templates.draft_section", sent, section_id="heard", **where)
    assert [one["guidance"] for one in written()["sections"]] == ["Look at visits.", "Listen."]


def test_a_second_person_sees_what_changes_and_publishes(council, lead, open_as):
    publish_template(council, a_template())
    address = lead.post("audit_templates.start_next", **PUBLISHED).location.rsplit("/", 1)[1]
    where = {"draft_id": address}
    change(lead, "draft_details", {"minutes": "20"}, **where)
    change(lead, "ask_to_publish", {}, **where)
    assert "Somebody else publishes" in lead.get("audit_templates.draft", **where).text
    other = open_as(make_person(Role.PRINCIPAL_SOCIAL_WORKER, council))
    assert "Waiting for you to publish" in other.get("audit_templates.index").text
    assert "Visits to children, version 2" in other.get("home.show").text
    page = other.get("audit_templates.draft_changes", **where)
    assert "How long it takes" in page.text
    other.post("audit_templates.publish_draft", filled_in(page, "confirm"), **where)
    assert db.session.scalar(select(func.max(TemplateVersion.number))) == 2


def test_a_second_person_sees_what_a_copy_changes_beside_what_it_was_copied_from(council, lead):
    publish_template(council, a_template())
    sent = change(lead, "copy", {"name": "Visits at night"}, **PUBLISHED)
    where = {"draft_id": sent.location.rsplit("/", 1)[1]}
    change(lead, "draft_details", {"minutes": "20"}, **where)
    page = lead.get("audit_templates.draft_changes", **where)
    assert "Visits to children, version 1" in page.text
    said = [one.text for one in page.select("main dd")]
    assert said == ["Visits to children", "Visits at night", "About 10 minutes", "About 20 minutes"]


def test_what_is_new_as_a_whole_says_so(council, lead, begin):
    publish_template(council, a_template(a_section("called", a_question(7)), code="calls"))
    page = lead.get("audit_templates.draft_changes", **begin())
    assert "A first version is new as a whole" in page.text


def test_a_second_person_leaves_it_with_a_word_that_its_editor_reads(council, lead, open_as, begin):
    where = begin()
    change(lead, "ask_to_publish", {}, **where)
    other = open_as(make_person(Role.HEAD_OF_SERVICE, council))
    leave(other, "Ask about calls.", **where)
    assert "Ask about calls." in lead.get("audit_templates.draft", **where).text
    assert "Left unpublished" in lead.get("audit_templates.index").text


def test_the_word_with_which_it_was_left_stands_until_it_is_asked_for_again(council, lead, open_as, begin):  # fmt: skip
    where = begin()
    change(lead, "ask_to_publish", {}, **where)
    person = make_person(Role.QA_LEAD, council, name="Ros Field")
    leave(open_as(person), "Ask about calls.", **where)
    change(lead, "draft_details", {"minutes": "30"}, **where)
    for page in ("draft", "ask_to_publish"):
        said = lead.get(f"audit_templates.{page}", **where).select_one(".govuk-inset-text").text
        assert "Ask about calls." in said
        assert f"Ros Field, {long_date(today())}" in said
    change(lead, "ask_to_publish", {}, **where)
    assert "Ask about calls." not in lead.get("audit_templates.draft", **where).text


def leave(browser, saying, **where):
    page = filled_in(browser.get("audit_templates.draft_changes", **where))
    browser.post("audit_templates.leave_draft", page | {"saying": saying}, **where)


def test_a_file_does_not_replace_what_a_colleague_wrote_meanwhile(lead, begin):
    where = begin()
    page = filled_in(lead.get("audit_templates.replace_draft", **where))
    change(lead, "draft_details", {"minutes": "30"}, **where)
    for expect, minutes in ((409, 30), (302, 20)):
        file = yaml_file.write(a_template(minutes=20)).encode()
        sent = page | {"chosen": (BytesIO(file), "visits.yaml")}
        answer = lead.post("audit_templates.replace_draft", sent, expect, **where)
        assert written()["minutes"] == minutes
        page = page | {"version": version_on(answer)}


def version_on(answer):
    box = BeautifulSoup(answer.text, "html.parser").select_one("[name=version]")
    return box["value"] if box else ""


def test_a_draft_that_changed_is_not_asked_for_before_it_was_seen(lead, begin):
    where = begin()
    page = filled_in(lead.get("audit_templates.ask_to_publish", **where))
    change(lead, "draft_details", {"minutes": "30"}, **where)
    answer = lead.post("audit_templates.ask_to_publish", page, 409, **where)
    assert "Somebody else changed this" in answer.text
    again = page | {"version": version_on(answer)}
    lead.post("audit_templates.ask_to_publish", again, **where)


def test_what_was_asked_for_anew_is_not_left_for_what_it_said_before(council, lead, open_as, begin):
    where = begin()
    change(lead, "ask_to_publish", {}, **where)
    other = open_as(make_person(Role.QA_LEAD, council))
    page = filled_in(other.get("audit_templates.draft_changes", **where))
    change(lead, "draft_details", {"minutes": "30"}, **where)
    change(lead, "ask_to_publish", {}, **where)
    sent = page | {"saying": "Ask about calls."}
    answer = other.post("audit_templates.leave_draft", sent, 409, **where)
    assert "Ask about calls." in answer.text
    assert "Waits for a second person" in lead.get("audit_templates.index").text


def test_a_note_on_a_draft_that_is_no_longer_asked_for_is_given_back(council, lead, open_as, begin):
    where = begin()
    change(lead, "ask_to_publish", {}, **where)
    other = open_as(make_person(Role.QA_LEAD, council))
    page = filled_in(other.get("audit_templates.draft_changes", **where))
    change(lead, "draft_details", {"minutes": "30"}, **where)
    sent = page | {"saying": "Ask about calls."}
    answer = BeautifulSoup(
        other.post("audit_templates.leave_draft", sent, 409, **where).text, "html.parser"
    )
    assert answer.select_one("textarea[name=saying]").text.strip() == "Ask about calls."
    assert "Somebody else changed this" in answer.select_one(".govuk-error-summary").text


def test_what_was_changed_after_it_was_asked_for_must_be_asked_for_again(council, lead, open_as, begin):  # fmt: skip
    where = begin()
    change(lead, "ask_to_publish", {}, **where)
    change(lead, "draft_details", {"minutes": "30"}, **where)
    other = open_as(make_person(Role.QA_LEAD, council))
    other.post("audit_templates.publish_draft", expect=409, **where)
    assert db.session.scalar(select(func.count(TemplateVersion.id))) == 0


def test_a_draft_in_the_way_of_which_another_was_published_shows_what_to_mend(council, lead, open_as, begin):  # fmt: skip
    where = begin()
    change(lead, "ask_to_publish", {}, **where)
    other = open_as(make_person(Role.QA_LEAD, council))
    page = filled_in(other.get("audit_templates.draft_changes", **where), "confirm")
    anew = a_section("called", a_question(text="Was the child called?"))
    publish_template(council, a_template(anew, code="calls", name="Calls to families"))
    sent = other.post("audit_templates.publish_draft", page, 409, **where)
    later = other.get("audit_templates.draft_changes", **where)
    for shown in (BeautifulSoup(sent.text, "html.parser"), later):
        assert "Was the child called?" in shown.select_one("#problems + ul").text
        assert shown.select_one("#problems + ul a")["href"]
        assert not shown.select("button[name=confirm]")
    assert "Something in the draft must be mended" in sent.text


def test_a_draft_that_changed_meanwhile_is_shown_again_instead_of_published(council, lead, open_as, begin):  # fmt: skip
    where = begin()
    change(lead, "ask_to_publish", {}, **where)
    other = open_as(make_person(Role.QA_LEAD, council))
    page = filled_in(other.get("audit_templates.draft_changes", **where), "confirm")
    change(lead, "draft_details", {"minutes": "30"}, **where)
    sent = BeautifulSoup(
        other.post("audit_templates.publish_draft", page, 409, **where).text, "html.parser"
    )
    assert "Look at it again" in sent.select_one(".govuk-error-summary").text
    assert sent.select_one(f"main a[href$='/drafts/{where['draft_id']}']").text == "Open the draft"


def test_whoever_edited_a_draft_before_others_did_does_not_publish_it(council, open_as, begin):
    where = begin()
    first, last, other = (make_person(Role.QA_LEAD, council) for _ in range(3))
    refused = viewer_of(first)
    change(open_as(first), "draft_details", {"minutes": "30"}, **where)
    change(open_as(last), "draft_details", {"minutes": "40"}, **where)
    change(open_as(last), "ask_to_publish", {}, **where)
    for person, is_shown in ((first, False), (other, True)):
        page = open_as(person).get("audit_templates.draft_changes", **where)
        assert bool(page.select("button[name=confirm]")) is is_shown
        index = open_as(person).get("audit_templates.index")
        assert ("Waiting for you to publish" in index.text) is is_shown
    with pytest.raises(DomainError, match="Somebody else publishes"):
        operations.publish(db.session.scalars(select(TemplateDraft)).one(), refused, NOON)


def test_a_request_is_taken_back(lead, begin):
    where = begin()
    change(lead, "ask_to_publish", {}, **where)
    lead.post("audit_templates.take_back", **where)
    assert "Ask for it to be published" in lead.get("audit_templates.draft", **where).text


def test_a_discarded_draft_is_gone_and_the_trail_knows_who_did_what(lead, begin):
    where = begin()
    change(lead, "draft_details", {"minutes": "30"}, **where)
    confirm(lead, "discard_draft", **where)
    gone = lead.get("audit_templates.draft", expect=410, **where)
    assert "This draft was discarded" in gone.text
    about_templates = select(Event.name).where(Event.name.startswith("template:"))
    names = db.session.scalars(about_templates.order_by(Event.id)).all()
    assert names == ["template:draft-begun", "template:draft-edited", "template:draft-discarded"]


def test_nobody_elsewhere_learns_that_a_draft_was_discarded(lead, begin, open_as):
    where = begin()
    confirm(lead, "discard_draft", **where)
    other = open_as(make_person(Role.QA_LEAD, make_council("Elsewhere")))
    other.get("audit_templates.draft", expect=404, **where)


def test_boxes_that_two_people_ticked_are_shown_in_words(lead, begin):
    where = begin()
    page = filled_in(lead.get("audit_templates.draft_details", **where))
    change(lead, "draft_details", {"statuses": ["CARE"]}, **where)
    answer = lead.post(
        "audit_templates.draft_details", page | {"statuses": ["CLOSED"]}, 409, **where
    )
    row = answer.text.split('id="differences')[1].split("</table>")[0]
    assert "Child in care" in row
    assert "Closed" in row


def test_a_scale_that_somebody_else_changed_is_not_overwritten(lead, begin):
    where = begin()
    page = filled_in(lead.get("audit_templates.draft_scale", **where))
    change(lead, "draft_scale", {"words_1": "Excellent"}, **where)
    lead.post("audit_templates.draft_scale", page | {"words_1": "Superb"}, 409, **where)
    assert written()["scale"][0]["words"] == "Excellent"
    sent_again = page | {"words_1": "Superb", "version": version_of(lead, **where)}
    lead.post("audit_templates.draft_scale", sent_again, **where)
    assert written()["scale"][0]["words"] == "Superb"


def version_of(browser, **where):
    return filled_in(browser.get("audit_templates.draft_scale", **where))["version"]


def test_a_day_that_was_changed_meanwhile_is_not_agreed_to(council, open_as):
    lead, other = (make_person(Role.QA_LEAD, council) for _ in range(2))
    draft = operations.start_draft(a_template(), by=viewer_of(lead), at=NOON)
    operations.ask_to_publish(draft, TODAY + timedelta(days=30), by=viewer_of(lead), at=NOON)
    browser = open_as(other)
    page = browser.get("audit_templates.draft_changes", draft_id=draft.public_id)
    version = page.select_one("form[action$=publish] [name=version]")["value"]
    changed = db.session.merge(draft)
    operations.ask_to_publish(changed, TODAY, by=viewer_of(lead), at=NOON)
    db.session.commit()
    browser.post(
        "audit_templates.publish_draft", {"version": version}, 409, draft_id=draft.public_id
    )


def published_meanwhile(lead, council) -> dict[str, str]:
    """The address of a draft that others have published since."""
    editor, other = (viewer_of(make_person(Role.QA_LEAD, council)) for _ in range(2))
    draft = operations.start_draft(a_template(), by=editor, at=NOON)
    address = draft.public_id
    operations.ask_to_publish(draft, TODAY, by=editor, at=NOON)
    operations.publish(draft, by=other, at=NOON)
    db.session.commit()
    return {"draft_id": address}


def test_a_draft_that_was_published_meanwhile_leads_to_what_it_became(council, lead):
    where = published_meanwhile(lead, council)
    answer = lead.get("audit_templates.draft_section", expect=302, **where, **SEEN)
    assert "/audit-templates/visits/1" in answer.text
    page = lead.get("audit_templates.show", **PUBLISHED)
    assert "This draft was published as version 1" in page.text


def test_what_was_typed_into_a_draft_that_was_published_is_given_back(council, lead):
    where = published_meanwhile(lead, council)
    sent = {"guidance": "Look at visits."}
    answer = lead.post("audit_templates.draft_section", sent, 410, **where, **SEEN)
    assert "This draft was published as version 1" in answer.text
    assert "Look at visits." in answer.text


def test_what_became_of_another_councils_draft_is_nobodys_business(council, open_as):
    where = published_meanwhile(None, council)
    stranger = open_as(make_person(Role.QA_LEAD, make_council("Southshire")))
    stranger.get("audit_templates.draft", expect=404, **where)
