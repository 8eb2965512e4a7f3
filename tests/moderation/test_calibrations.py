"""One record graded by many: blind until the window closes, by every page and every form."""

from datetime import timedelta

import pytest

from qa_app.access.rules import Role
from qa_app.foundation.clock import now, today
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.foundation.statistics.agreement.spread import spread_of
from qa_app.moderation.models import Calibration
from qa_app.moderation.operations import calibrations as operations
from qa_app.moderation.operations import taking_part
from qa_app.moderation.operations.calibrations import Exercise, Reading
from qa_app.moderation.queries.calibrations import people_to_ask, sections_of, templates_to_use
from qa_app.moderation.rules.calibrations import (
    Given,
    Names,
    Window,
    compared_in_words,
    spreads_of,
    window_of,
    wrong_with_window,
)
from qa_app.outbox.models import Email
from qa_app.web.charts.spread_chart import Row, Spreads, spread_chart
from tests.children.makers import make_child
from tests.makers import (
    NOON,
    make_council,
    make_person,
    make_place,
    make_programme,
    viewer_of,
)
from tests.moderation.makers import ADDRESS, fresh

DAY = timedelta(days=1)


class Group:
    """A QA lead and three managers, who may be asked to grade."""

    def __init__(self) -> None:
        self.council = make_council()
        make_programme(self.council)
        self.team = make_place(self.council, "East")
        self.lead = make_person(Role.QA_LEAD, self.council, name="Quinn Lead")
        self.people = [
            make_person(Role.TEAM_MANAGER, self.team, name=f"{name} Manager")
            for name in ("Ada", "Ben", "Cleo")
        ]

    def open(self, **said) -> Calibration:
        by, people = viewer_of(self.lead), people_to_ask(self.council.id, today())
        wanted = {one.id for one in said.pop("people", self.people)}
        version = templates_to_use(by, today())[0]
        last_day = said.pop("last_day", today() + 5 * DAY)
        asked = Exercise(
            "Oversight, autumn", version, said.pop("child", None), said.pop("story", "A story."),
            today(), last_day, said.pop("names", Names.LEAD),
        )  # fmt: skip
        chosen = [one for one in people if one.person_id in wanted]
        return operations.open_calibration(asked, chosen, by, now(), address=ADDRESS)

    def graded(self, *grades: str, **said) -> Calibration:
        found = self.open(**said)
        for person, grade in zip(self.people, grades, strict=False):
            operations.grade(found, readings(found, grade), viewer_of(person), now())
        return found

    def closed(self, *grades: str, **said) -> Calibration:
        found = self.graded(*grades, **said)
        found.closes_at = now() - timedelta(minutes=1)
        db.session.flush()
        return found


def readings(found, grade, words="The plan is reviewed."):
    return {one: Reading(grade, f"{words} {grade}") for one in sections_of(found.template)}


def sent(found, grade):
    fields = {}
    for one in sections_of(found.template):
        fields |= {
            f"grade-{one or 'the-whole'}": grade,
            f"reading-{one or 'the-whole'}": "Reviewed.",
        }
    return fields


def test_a_window_is_told_by_the_hour_alone():
    opens, closes = NOON, NOON + DAY
    assert window_of(opens, closes, None, NOON - DAY) is Window.TO_COME
    assert window_of(opens, closes, None, NOON) is Window.OPEN
    assert window_of(opens, closes, None, closes) is Window.CLOSED
    assert window_of(opens, closes, NOON, closes) is Window.WITHDRAWN
    assert wrong_with_window(closes, opens, NOON) and wrong_with_window(NOON - DAY, NOON, NOON)
    assert not wrong_with_window(opens, closes, NOON)


def test_a_spread_is_how_far_two_people_lie_apart():
    assert spread_of([0, 2, 2, 0]).average_gap == pytest.approx(2 / 3)
    assert spread_of([0, 2, 2, 0]).same_pairs == pytest.approx(1 / 3)
    assert spread_of([1, 0, 0, 1]).widest == 3
    assert spread_of([0, 1, 0, 0]).average_gap is None
    narrower = compared_in_words(spread_of([1, 1, 1, 1]), spread_of([0, 3, 1, 0]))
    assert narrower == "Narrower: 0.5 grades between two people on average, 1.7 before"
    assert compared_in_words(spread_of([2]), spread_of([3])).startswith("As far apart")
    assert compared_in_words(spread_of([1]), spread_of([3])).startswith("Too few")


def test_sentences_stand_under_their_grade_in_the_order_of_their_words():
    given = [Given(2, "a", 1, "Two."), Given(1, "a", 1, "One."), Given(3, "a", 3, "Three.")]
    (found,) = spreads_of(given, {"a": "Planning"}, 4)
    assert found.spread.counts == (0, 2, 0, 1)
    assert found.readings == ((1, ("One.", "Two.")), (3, ("Three.",)))


def test_an_exercise_needs_one_thing_to_grade_and_people_to_compare(database):
    group = Group()
    child = make_child(group.team).child
    with pytest.raises(DomainError, match="and not both"):
        group.open(child=child)
    with pytest.raises(DomainError, match="Select at least 2"):
        group.open(people=group.people[:1])
    child.restricted = True
    with pytest.raises(DomainError, match="is restricted"):
        group.open(child=child, story="")
    child.restricted = False
    found = group.open(child=child, story="")
    emails = [one for one in db.session.query(Email) if "calibration" in one.subject.lower()]
    assert len(emails) == 3
    assert not any(child.reference in one.text for one in emails)
    assert found.child_public_id == child.public_id


def test_nobody_grades_before_after_or_without_being_asked(database):
    group = Group()
    found = group.open(people=group.people[:2])
    stranger, first = viewer_of(group.people[2]), viewer_of(group.people[0])
    with pytest.raises(DomainError, match="do not take part"):
        operations.grade(found, readings(found, "good"), stranger, now())
    with pytest.raises(DomainError, match="not opened yet"):
        operations.grade(found, readings(found, "good"), first, now() - 3 * DAY)
    with pytest.raises(DomainError, match="Select a grade"):
        operations.grade(found, {}, first, now())
    operations.grade(found, readings(found, "good"), first, now())
    operations.grade(found, readings(found, "outstanding"), first, now())
    assert {one.grade for one in found.part_of(first.person_id).grades} == {"outstanding"}
    with pytest.raises(DomainError, match="noted once grading is closed"):
        operations.discuss(found, "We talked.", {}, viewer_of(group.lead), now())
    with pytest.raises(DomainError, match="closed"):
        operations.grade(found, readings(found, "good"), first, now() + 9 * DAY)
    with pytest.raises(DomainError, match="is over"):
        operations.call_off(found, viewer_of(group.lead), now() + 9 * DAY)


def test_whoever_has_not_graded_is_reminded_once_before_it_closes(database):
    group = Group()
    found = group.graded("good", last_day=today() + 9 * DAY)
    late = found.closes_at - DAY
    assert operations.remind_due(group.council, now(), address=ADDRESS) == 0
    assert operations.remind_due(group.council, late, address=ADDRESS) == 2
    assert operations.remind_due(group.council, late, address=ADDRESS) == 0


def test_before_it_closes_nobody_sees_how_anybody_else_graded(open_as):
    group = Group()
    found = group.graded("inadequate", "inadequate")
    here = {"calibration_id": found.public_id}
    for person in (group.lead, group.people[2]):
        browser = open_as(person)
        pages = [browser.get(one) for one in ("home.show", "calibrations.index")]
        pages.append(browser.get("calibrations.show", **here))
        pages.append(browser.get("calibrations.show", **here, **{"with": found.public_id}))
        text = " ".join(page.select_one("main").text for page in pages)
        assert "Inadequate" not in text and "The plan is reviewed" not in text
    lead = open_as(group.lead)
    assert "Cleo Manager" in lead.get("calibrations.show", **here).text
    lead.get("calibrations.discuss", expect=302, **here)
    told = {f"grade-{one or 'the-whole'}": "good" for one in sections_of(fresh(found).template)}
    refused = lead.post("calibrations.discuss", told | {"notes": "We talked."}, expect=409, **here)
    assert "The plan is reviewed" not in refused.text and "Of 2 people" not in refused.text
    lead.get("calibrations.grade", expect=404, **here)


def test_an_exercise_from_opening_to_what_was_agreed(open_as):
    group = Group()
    db.session.commit()
    lead = open_as(group.lead)
    page = lead.get("calibrations.new")
    people = [one["value"] for one in page.select("[name=people]")]
    assert len(people) == 4
    day, last = today(), today() + 3 * DAY
    form = {
        "name": "Oversight", "story": "An invented record.", "names": "LEAD", "people": people,
        "template": page.select("#template option")[1]["value"],
        "first_day-day": day.day, "first_day-month": day.month, "first_day-year": day.year,
        "last_day-day": last.day, "last_day-month": last.month, "last_day-year": last.year,
    }  # fmt: skip
    assert lead.post("calibrations.new", form | {"reference": "9999"}, expect=409)
    lead.post("calibrations.new", form)
    found = db.session.query(Calibration).one()
    here = {"calibration_id": found.public_id}

    ada = open_as(group.people[0])
    assert "An invented record." in ada.get("calibrations.grade", **here).text
    ada.post("calibrations.grade", sent(fresh(found), "good"), **here)
    ben = open_as(group.people[1])
    ben.post("calibrations.grade", sent(fresh(found), "inadequate"), **here)
    fresh(found).closes_at = now() - timedelta(minutes=1)
    db.session.commit()
    ben.post("calibrations.grade", sent(fresh(found), "good"), expect=409, **here)

    told = ben.get("calibrations.show", **here).select_one("main").text
    assert "Of 2 people: 1 Good, 1 Inadequate. Two of them are 2.0 grades apart" in told
    assert "You gave Inadequate." in told and "Ada Manager" not in told
    assert "Ada Manager" in lead.get("calibrations.show", **here).text
    lead.get("calibrations.discuss", **here)
    agreed = {f"grade-{one or 'the-whole'}": "good" for one in sections_of(fresh(found).template)}
    lead.post("calibrations.discuss", agreed | {"notes": "Reviewed means dated."}, **here)
    told = ben.get("calibrations.show", **here).text
    assert "Agreed: Good." in told and "Reviewed means dated." in told


def test_names_are_open_where_that_was_said_before_and_two_exercises_compare(open_as):
    group = Group()
    first = group.closed("outstanding", "inadequate", "good")
    second = group.closed("good", "good", "good", names=Names.ALL)
    ben = open_as(group.people[1])
    page = ben.get("calibrations.show", calibration_id=second.public_id)
    assert "Ada Manager" in page.text
    compared = ben.get(
        "calibrations.show", calibration_id=second.public_id, **{"with": first.public_id}
    )
    assert "Narrower: 0.0 grades" in compared.text


def test_whoever_is_not_asked_finds_nothing(open_as):
    group = Group()
    found = group.open(people=group.people[:2])
    here = {"calibration_id": found.public_id}
    cleo = open_as(group.people[2])
    assert "not been asked" in cleo.get("calibrations.index").text
    cleo.get("calibrations.show", expect=404, **here)
    cleo.post("calibrations.grade", {}, expect=404, **here)
    cleo.get("calibrations.new", expect=403)
    lead = open_as(group.lead)
    lead.get("calibrations.change", **here)
    lead.post("calibrations.call_off", **here)
    assert "was called off" in lead.get("calibrations.show", **here).text


def test_the_chart_keeps_every_word_inside_and_tells_the_same_in_its_table():
    rows = [Row("Planning", (1, 2, 0, 4), agreed=1, own=3), Row("Risk", (0, 0, 0, 0))]
    drawn = spread_chart(Spreads("Spread", "7 people.", ("O", "G", "RI", "I"), rows))
    assert drawn.rows[0] == ("Planning", "1", "2", "0", "4", "G")
    for drawing in (drawn.wide, drawn.narrow):
        you = next(one for one in drawing.shapes if one.words == "You")
        assert you.at["text-anchor"] == "end" and 30 < float(you.at["x"]) < drawing.width
        assert all(float(one.at.get("y", 0)) <= drawing.height for one in drawing.shapes)


def test_whoever_has_not_graded_is_taken_out_with_a_reason_and_can_be_asked_again(open_as):
    group = Group()
    found = group.graded("good")
    here = {"calibration_id": found.public_id}
    lead, ben = open_as(group.lead), open_as(group.people[1])
    assert "waits for your grades" in ben.get("home.show").text
    ids = {one.name: one.public_id for one in group.people}
    page = lead.get("calibrations.take_out", **here)
    assert "Ada Manager" not in page.text and "Ben Manager" in page.text
    gone = {"who": ids["Ben Manager"], "why": "He works with the child."}
    lead.post("calibrations.take_out", gone | {"why": ""}, expect=200, **here)
    lead.post("calibrations.take_out", gone, **here)
    told = lead.get("calibrations.show", **here).text
    assert "He works with the child." in told and "1 of 2" in told
    ben.get("calibrations.show", expect=404, **here)
    ben.get("calibrations.grade", expect=404, **here)
    assert "waits for your grades" not in ben.get("home.show").text
    left = {"who": ids["Cleo Manager"], "why": "She is away."}
    assert "at least take part" in lead.post("calibrations.take_out", left, expect=409, **here).text
    last = today() + 5 * DAY
    day = {"last_day-day": last.day, "last_day-month": last.month, "last_day-year": last.year}
    lead.post("calibrations.change", day | {"also": [ids["Ben Manager"]]}, **here)
    ben.get("calibrations.grade", **here)
    letters = [
        one.subject for one in db.session.query(Email) if one.to == fresh(group.people[1]).email
    ]
    assert len(letters) == 3


def test_nobody_who_graded_is_taken_out(database):
    group = Group()
    found = group.graded("good")
    by = viewer_of(group.lead)
    with pytest.raises(DomainError, match="has given their grades"):
        taking_part.take_out(found, group.people[0].id, "Why.", by, now(), address=ADDRESS)
    with pytest.raises(DomainError, match="is over"):
        late = now() + 9 * DAY
        taking_part.take_out(found, group.people[1].id, "Why.", by, late, address=ADDRESS)


def test_a_restricted_record_is_graded_by_those_alone_who_may_read_it(database):
    group = Group()
    child = make_child(group.team).child
    child.restricted = True
    head = make_person(Role.HEAD_OF_SERVICE, group.council, name="Hana Head")
    with pytest.raises(DomainError, match="Ada Manager, Ben Manager and Cleo Manager may not read"):
        group.open(child=child, story="", people=[*group.people, head])
    found = group.open(child=child, story="", people=[head, group.lead])
    with pytest.raises(DomainError, match="Ada Manager may not read"):
        ada = [one for one in people_to_ask(group.council.id, today()) if one.name == "Ada Manager"]
        by = viewer_of(group.lead)
        operations.change(found, today() + 5 * DAY, ada, by, now(), address=ADDRESS)


def test_the_lead_finds_on_their_first_page_that_an_exercise_is_to_be_talked_about(open_as):
    group = Group()
    group.closed("good", "good")
    lead = open_as(group.lead)
    assert "Talk about it, then note what you agreed on" in " ".join(
        lead.get("home.show").select_one("main").text.split()
    )
