"""What counts in an audit, what is missing from it, and what its rules say."""

from datetime import date

import pytest

from qa_app.audit_templates.rules import template_from
from qa_app.audit_templates.rules.answers import (
    CannotBeRead,
    gap_in_words,
    longest_gap,
    read_date,
    read_dates,
    read_number,
)
from qa_app.audit_templates.rules.conditions import Facts
from qa_app.audits.rules import (
    FindingKind,
    Part,
    Safe,
    SectionState,
    Source,
    Status,
    may_move,
    why_not_withdraw,
)
from qa_app.audits.rules.differing import differences, settled_section
from qa_app.audits.rules.findings import why_no_more
from qa_app.audits.rules.missing import Where, missing_before_submitting
from qa_app.audits.rules.picture import Picture
from qa_app.audits.rules.regrading import had_read, is_regraded
from qa_app.audits.rules.then import Then, judged_since
from qa_app.audits.rules.written import (
    WrittenAnswer,
    WrittenSection,
    WrittenWhole,
    as_kept,
    from_kept,
)

GRADES = [
    {"grade": "good", "words": "Good", "counts_as_good": True},
    {"grade": "fair", "words": "Fair", "counts_as_good": False},
    {"grade": "poor", "words": "Poor", "counts_as_good": False},
]
EVERYBODY = {Part.PRACTITIONER: True, Part.CHILD: False, Part.FAMILY: False}


def content(**more):
    questions = [
        {"id": "seen", "text": "Was the child seen?", "kind": "yes-no", "critical": True},
        {
            "id": "alone",
            "text": "Was the child seen alone?",
            "shown_when": {"answers": [{"question": "seen", "is": ["yes"]}]},
        },
        {"id": "when", "text": "When?", "kind": "dates"},
    ]
    return {
        "code": "visits",
        "name": "Visits",
        "version": 1,
        "purpose": "Were visits made?",
        "minutes": 10,
        "scale": GRADES,
        "sections": [
            {"id": "visits", "concept": "VISIT", "heading": "Visits", "questions": questions},
            {
                "id": "home",
                "concept": "PLACEMENT",
                "heading": "Home",
                "shown_when": {"statuses": ["CARE"]},
            },
        ],
        **more,
    }


def picture(sections=None, facts=None, whole=None, findings=(), parts=None, safe=Safe.YES, **more):
    return Picture(
        template_from(content(**more)),
        facts or Facts(frozenset({"CHILD_IN_NEED"}), 9),
        sections or {},
        whole or WrittenWhole(),
        findings,
        EVERYBODY if parts is None else parts,
        safe,
    )


def answered(grade=None, **answers):
    told = {question: WrittenAnswer(value) for question, value in answers.items()}
    return WrittenSection("She sleeps at home.", "Seen.", grade, None, {}, told)


FULL = {"visits": answered("good", seen="yes", alone="yes")}
WHOLE = WrittenWhole("She sleeps at home.", "clear", "good")


def words(of):
    return [one.words for one in missing_before_submitting(of)]


def test_what_is_missing_stands_in_the_order_of_the_form_with_its_place():
    missing = missing_before_submitting(picture(parts={}, safe=None))
    places = [Where.SAFETY, Where.PEOPLE] + [Where.FAMILY] * 2 + [Where.SECTION]
    assert [one.where for one in missing[:5]] == places
    assert missing[4].words == "Answer “Was the child seen?”"
    assert (missing[4].section, missing[4].anchor) == ("visits", "a-seen")
    assert missing[-1].words == "Add at least one strength"


def test_an_audit_that_says_everything_misses_nothing():
    assert words(picture(FULL, whole=WHOLE, findings=[FindingKind.STRENGTH])) == []


def test_an_area_for_development_is_asked_for_where_something_is_not_good():
    low = {"visits": answered("fair", seen="yes", alone="yes")}
    whole = WrittenWhole("She sleeps at home.", "clear", "fair")
    asked = words(picture(low, whole=whole, findings=[FindingKind.STRENGTH]))
    assert asked == ["Add at least one area for development"]


def test_no_overall_grade_is_asked_for_where_the_template_asks_for_none():
    assert "Choose the overall grade" in words(picture(FULL))
    assert "Choose the overall grade" not in words(picture(FULL, overall="impact-only"))
    assert not [one for one in words(picture(FULL, overall="none")) if "whole" in one]


def test_an_answer_whose_question_is_no_longer_shown_is_kept_and_not_counted():
    hidden = {"visits": answered("good", seen="no", alone="yes")}
    of = picture(hidden)
    assert [one.id for one in of.not_counted] == ["alone"]
    assert of.kept["alone"] == "yes"
    assert "Answer “Was the child seen alone?”" not in words(of)


def test_a_section_that_does_not_apply_is_not_asked_for():
    assert "home" not in picture().shown
    assert "home" in picture(facts=Then("CARE", False, 9).facts).shown


def test_a_child_in_care_may_also_be_on_a_plan():
    assert Then("CARE", True, 3).facts.statuses == {"CARE", "CHILD_PROTECTION"}
    assert Then().facts == Facts()


@pytest.mark.parametrize(
    ("written", "state"),
    [
        (WrittenSection(), SectionState.NOT_BEGUN),
        (WrittenSection(answers={"seen": WrittenAnswer("yes")}), SectionState.BEGUN),
        (WrittenSection(answers={"seen": WrittenAnswer("no")}), SectionState.ANSWERED),
        (answered("good", seen="no"), SectionState.GRADED),
    ],
)
def test_how_far_a_section_has_come(written, state):
    assert picture({"visits": written}).state_of("visits") is state


LIMIT = {"rule": "limit-section", "mode": "warn", "at_most": "fair"}


def test_a_rule_that_warns_asks_for_a_reason_until_one_is_given():
    low = answered("good", seen="no")
    [said] = picture({"visits": low}, rules=[LIMIT]).said
    assert any(
        one.startswith("Give a reason") for one in words(picture({"visits": low}, rules=[LIMIT]))
    )
    explained = WrittenSection(
        low.difference, low.evidence, "good", None, {said.key: "Snow."}, low.answers
    )
    asked = words(picture({"visits": explained}, rules=[LIMIT]))
    assert not [one for one in asked if one.startswith("Give a reason")]


def test_a_rule_that_enforces_takes_no_reason():
    enforced = [{**LIMIT, "mode": "enforce"}]
    [said] = picture({"visits": answered("good", seen="no")}, rules=enforced).said
    told = WrittenSection("A", "B", "good", None, {said.key: "Snow."}, answered(seen="no").answers)
    asked = words(picture({"visits": told}, rules=enforced))
    assert (
        "The answer to “Was the child seen?” is no, so this section is graded Fair or lower"
        in asked
    )


def test_two_rules_of_one_kind_have_reasons_of_their_own():
    overall = [
        {"rule": "limit-overall", "mode": "warn", "graded": "poor", "at_most": most}
        for most in ("fair", "poor")
    ]
    of = picture({"visits": answered("poor")}, whole=WHOLE, rules=overall)
    assert len({one.key for one in of.said}) == 2


def test_dates_are_taken_as_people_write_them_and_each_once():
    typed = "3/11/2026\n1 Dec 26\n2026-11-03; 5.1.2027"
    assert read_dates(typed) == "2026-11-03 2026-12-01 2027-01-05"
    with pytest.raises(CannotBeRead, match="soon"):
        read_dates("soon")
    with pytest.raises(CannotBeRead, match="real date"):
        read_dates("31 2 2026")


def test_the_longest_gap_lies_between_neighbours():
    days = [date(2026, 1, 1), date(2026, 3, 1), date(2026, 1, 20)]
    gap = longest_gap(days)
    assert gap.days == 40
    assert gap_in_words(gap) == "The longest gap is 40 days, from 20 January 2026 to 1 March 2026"
    assert longest_gap(days[:1]) is None


def test_a_gap_before_the_first_day_counts_from_the_start_of_the_time_that_is_judged():
    since = judged_since(date(2026, 6, 30), 6, None)
    assert since == date(2025, 12, 30)
    days = [date(2026, 5, 1), date(2026, 6, 1)]
    gap = longest_gap(days, since)
    assert (gap.days, gap.after) == (122, since)
    assert "from the start of the time that is judged, 30 December 2025" in gap_in_words(gap)
    assert longest_gap([date(2025, 11, 1), *days], since).after == date(2025, 11, 1)
    assert longest_gap([], since) is None


def test_a_gap_after_the_last_day_counts_to_the_day_of_the_audit():
    days, until = [date(2026, 5, 1), date(2026, 6, 1)], date(2026, 9, 1)
    gap = longest_gap(days, None, until)
    assert gap.days == 92
    assert gap_in_words(gap) == (
        "The longest gap is 92 days, from 1 June 2026 to the day of the audit, 1 September 2026"
    )
    # One day alone has a gap after it, and what was noted since the audit has none.
    assert longest_gap(days[:1], None, until).after == days[0]
    assert longest_gap(days, None, days[-1]).days == 31
    assert longest_gap([], None, until) is None


def test_time_is_judged_from_the_day_of_the_childs_status_where_that_is_later():
    begun = date(2026, 8, 31)
    assert judged_since(begun, 6, date(2026, 5, 4)) == date(2026, 5, 4)
    assert judged_since(begun, 6, date(2020, 5, 4)) == date(2026, 2, 28)
    assert judged_since(begun, None, None) is None


def test_a_number_or_a_day_that_is_none_says_what_to_enter(the_question=None):
    [visits] = [one for one in template_from(content()).questions if one.id == "when"]
    assert read_number(visits, " 1,200 ") == "1200"
    with pytest.raises(CannotBeRead, match="Enter a number"):
        read_number(visits, "many")
    assert read_date("3", "nov", "2026") == "2026-11-03"
    with pytest.raises(CannotBeRead, match="a day, a month and a year"):
        read_date("3", "", "2026")


def test_there_is_room_for_as_many_findings_as_the_template_says():
    template = template_from(content(limits={"strengths": 1, "development": 0}))
    assert why_no_more(template, FindingKind.STRENGTH, []) == ""
    full = why_no_more(template, FindingKind.STRENGTH, [FindingKind.STRENGTH])
    assert full == "This audit has room for 1 strength. Change or remove one first"
    assert "no areas for development" in why_no_more(template, FindingKind.DEVELOPMENT, [])


def test_two_texts_are_set_side_by_side_and_the_choice_makes_one():
    mine = WrittenSection("Mine", "Same", answers={"seen": WrittenAnswer("yes")})
    theirs = WrittenSection("Theirs", "Same", answers={"when": WrittenAnswer("2026-11-03")})
    found = differences(mine, theirs, template_from(content()))
    assert [one.name for one in found] == ["difference", "a-seen", "a-when"]
    assert [one.suggested for one in found] == ["mine", "mine", "theirs"]
    made = settled_section(mine, theirs, {"a-when"})
    assert (made.difference, made.answers["when"].value) == ("Mine", "2026-11-03")


def test_what_is_put_aside_comes_back_as_it_was():
    told = {"seen": WrittenAnswer("yes", Source.TOLD, "She said so.")}
    written = WrittenSection("A", "B", "good", "clear", {"limit-section-0": "Snow."}, told)
    assert from_kept(as_kept(written)) == written


def test_a_submitted_audit_may_be_sent_back_and_any_that_nobody_signed_off_withdrawn():
    assert may_move(Status.SUBMITTED, Status.DRAFT)
    assert not may_move(Status.AGREED, Status.DRAFT)
    for status in set(Status) - {Status.WITHDRAWN}:
        assert why_not_withdraw(status, signed_by_somebody=False) == ""
    assert "signed off" in why_not_withdraw(Status.SIGNED_OFF, signed_by_somebody=True)
    assert "already" in why_not_withdraw(Status.WITHDRAWN, signed_by_somebody=False)
    assert not may_move(Status.WITHDRAWN, Status.DRAFT)


def test_a_grade_that_is_changed_after_the_own_grade_of_that_section_was_read_is_told_apart():
    assert is_regraded("good", "inadequate")
    assert is_regraded("good", None)
    assert not is_regraded(None, "good")
    assert not is_regraded("good", "good")
    looks = [{"sections": ["voice"]}, {}]
    assert had_read(looks, "voice")
    assert not had_read(looks, "plan")
