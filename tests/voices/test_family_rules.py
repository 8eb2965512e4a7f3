from datetime import date

import pytest

from qa_app.access.rules import Post, Role, Viewer
from qa_app.audits.rules import Part, WhyNot
from qa_app.voices.rules.complaints import (
    Explained,
    Kind,
    Matter,
    NotTold,
    State,
    why_not_close,
    why_not_note,
    why_not_told,
)
from qa_app.voices.rules.families import (
    ALWAYS_ASKED,
    Better,
    Words,
    differences,
    questions_for,
    settled,
    why_not_finish,
    without_empty,
)
from qa_app.voices.rules.family_letters import Owed, Unanswered, is_pressing, letters_of
from qa_app.voices.rules.rates import Row, heard_by, heard_of, share, told_back_of

DAY = date(2026, 11, 20)
HEARD = (Part.CHILD, Part.FAMILY)


@pytest.mark.parametrize("part", HEARD)
def test_three_to_five_questions_are_asked_in_few_words(part):
    asked = questions_for(part)
    assert ALWAYS_ASKED == 3 <= len(asked) == 5
    assert all(len(one.words.split()) <= 20 for one in asked)


def test_no_question_has_the_code_of_another():
    codes = [one.code for part in HEARD for one in questions_for(part)]
    assert len({*codes}) == len(codes)


def test_words_are_not_quoted_unless_they_said_so():
    assert not Words().may_be_quoted


def test_something_must_be_written_down_before_it_counts():
    assert why_not_finish(Part.CHILD, Words({}, Better.SAME))[0].about == "c-who"
    assert why_not_finish(Part.CHILD, Words({"c-tell": "More bikes."})) == []
    assert without_empty(Words({"c-tell": "", "c-who": "Yes"})).answers == {"c-who": "Yes"}


def test_what_two_people_wrote_is_settled_answer_by_answer():
    mine = Words({"c-who": "Mine", "c-tell": "Bikes"}, Better.SAME, True)
    theirs = Words({"c-who": "Theirs"}, Better.WORSE, False)
    found = {one.name: one for one in differences(Part.CHILD, mine, theirs)}
    assert [*found] == ["c-who", "c-tell", "better", "may_be_quoted"]
    assert found["c-tell"].suggested == "mine"
    assert settled(mine, theirs, {"c-who", "better"}) == Words(
        {"c-who": "Theirs", "c-tell": "Bikes"}, Better.WORSE, True
    )


def matter(**more):
    about = {"kind": Kind.WORRY, "what": "Late visits", "tell_back_by": DAY} | more
    return Matter(**about)


def faults(one):
    return [reason.about for reason in why_not_note(one, DAY, DAY)]


def test_a_worry_is_passed_to_somebody_on_a_day():
    assert faults(matter()) == ["passed_to", "passed_on"]
    assert faults(matter(passed_to="Team manager", passed_on=DAY)) == []
    assert faults(matter(passed_to="Team manager", passed_on=date(2026, 11, 19))) == ["passed_on"]


def test_whoever_complains_hears_how():
    passed = {"passed_to": "Complaints team", "passed_on": DAY}
    assert faults(matter(kind=Kind.COMPLAINT, **passed)) == ["explained"]
    assert faults(matter(kind=Kind.COMPLAINT, explained=Explained.TOLD, **passed)) == []


def test_a_wish_to_hear_back_needs_no_more_than_its_day():
    assert faults(matter(kind=Kind.HEAR_BACK)) == []
    late = matter(kind=Kind.HEAR_BACK, tell_back_by=date(2026, 11, 19))
    far = matter(kind=Kind.HEAR_BACK, tell_back_by=date(2027, 11, 19))
    assert faults(late) == faults(far) == ["tell_back_by"]


def test_a_family_is_told_once_and_not_before_they_voiced_it():
    assert why_not_told(State.TO_TELL, DAY, DAY, DAY) == []
    assert why_not_told(State.NOT_TOLD, DAY, DAY, DAY) == [], "they were told after all"
    assert why_not_told(State.TOLD, DAY, DAY, DAY)
    assert why_not_told(State.TO_TELL, date(2026, 11, 21), DAY, DAY)
    assert why_not_told(State.TO_TELL, date(2026, 11, 19), DAY, DAY)


def test_that_they_could_not_be_reached_needs_words():
    assert why_not_close(State.TO_TELL, NotTold.NOT_REACHED, "")
    assert why_not_close(State.TO_TELL, NotTold.NOT_REACHED, "Rang three times.") == []
    assert why_not_close(State.TOLD, NotTold.NOT_WANTED, "")


@pytest.mark.parametrize(
    ("by", "heard", "is_written"),
    [
        (date(2026, 11, 23), None, False),
        (date(2026, 11, 22), None, True),
        (date(2026, 11, 22), date(2026, 11, 19), True),
        (date(2026, 11, 21), date(2026, 11, 19), False),
        (DAY, date(2026, 11, 18), True),
        (DAY, DAY, False),
        (date(2026, 11, 18), date(2026, 11, 18), True),
        (date(2026, 11, 16), date(2026, 11, 17), False),
        (date(2026, 11, 6), date(2026, 11, 13), True),
    ],
)
def test_a_promise_is_called_to_mind_before_its_day_on_it_and_each_week(by, heard, is_written):
    assert is_pressing(by, heard, DAY) is is_written


class People:
    """An auditor and a practitioner of one team, and the manager whom they report to."""

    def __init__(self, *gone):
        posts = {1: Role.REVIEWING_OFFICER, 2: Role.PRACTITIONER, 3: Role.TEAM_MANAGER}
        self.here = {
            number: Viewer(number, str(number), "", 1, "n/", (Post(role, "n/east/"),))
            for number, role in posts.items()
            if number not in gone
        }

    def manager_of(self, person):
        return 3


def written(*owed, unanswered=(), gone=(), heard=None):
    return letters_of(owed, unanswered, People(*gone), heard or {}, DAY)


def test_whoever_promised_is_written_to_with_counts_and_days_alone():
    found = written(Owed(1, DAY, "n/east/", False), Owed(1, date(2026, 11, 18), "n/east/", False))
    assert [*found] == [1]
    assert found[1].subject == "2 families to tell what came of it"
    assert "1 family by 18 November 2026, which is past" in found[1].what(DAY)


def test_the_promise_of_somebody_who_left_goes_to_their_manager():
    found = written(Owed(1, DAY, "n/east/", False), gone=[1])
    assert "can no longer do it" in found[3].what(DAY)
    assert written(Owed(1, DAY, "n/east/", True), gone=[1]) == {}, "of a restricted record"
    assert written(Owed(1, DAY, "n/west/", False), gone=[1]) == {}, "where they see nothing"


def test_whoever_is_asked_whether_it_is_safe_is_asked_again_after_three_working_days():
    asked = Unanswered(2, date(2026, 11, 17))
    assert "1 family cannot be asked" in written(unanswered=[asked])[2].what(DAY)
    assert written(unanswered=[Unanswered(2, date(2026, 11, 18))]) == {}
    assert written(unanswered=[asked], heard={2: date(2026, 11, 19)}) == {}


def row(part=Part.CHILD, took_part=True, why_not=None, **more):
    return Row(date(2026, 11, 1), "n/east/", part, took_part, why_not, **more)


def test_whoever_would_not_answer_was_asked():
    rows = [
        row(better=Better.BETTER, may_be_quoted=True),
        row(took_part=False, why_not=WhyNot.DECLINED),
        row(took_part=False, why_not=WhyNot.TOO_YOUNG),
        row(took_part=False, why_not=WhyNot.TOO_YOUNG),
        row(took_part=False, why_not=WhyNot.NOT_SAFE),
    ]
    heard = heard_of(rows)
    assert (heard.of, heard.asked, heard.answered, heard.not_asked) == (5, 2, 1, 3)
    assert heard.asked_in_figures == "2 of 5 (40%)"
    assert heard.answered_of_asked == "1 of 2"
    assert (
        heard.sentence("children")
        == "2 of 5 (40%) children were asked, and 1 of 2 of these answered"
    )
    assert heard_of(rows[2:]).sentence("children") == "0 of 3 children were asked"
    assert heard.reasons == [(WhyNot.TOO_YOUNG, 2), (WhyNot.NOT_SAFE, 1)]
    assert heard.better == {Better.BETTER: 1}
    assert heard.quotable_in_figures == "1 of 1"


def test_children_and_families_are_counted_apart():
    found = heard_by([row(), row(Part.FAMILY, False, WhyNot.NO_TIME)], lambda one: one.place_then)
    assert found["n/east/"][Part.CHILD].answered == 1
    assert found["n/east/"][Part.FAMILY].answered == 0


@pytest.mark.parametrize(
    ("number", "of", "said"),
    [
        (0, 0, "None"),
        (3, 4, "3 of 4"),
        (299, 300, "299 of 300 (99%)"),
        (1, 300, "1 of 300 (1%)"),
        (300, 300, "300 of 300 (100%)"),
    ],
)
def test_a_share_says_of_how_many(number, of, said):
    assert share(number, of) == said


def test_what_families_were_told_is_counted_with_what_they_still_wait_for():
    past = date(2026, 11, 1)
    found = told_back_of(
        [
            (State.TOLD, DAY, DAY),
            (State.TOLD, past, DAY),
            (State.TO_TELL, past, None),
            (State.TO_TELL, DAY, None),
            (State.NOT_TOLD, past, None),
        ],
        DAY,
    )
    assert (found.of, found.told, found.in_time, found.to_tell, found.overdue) == (5, 2, 1, 2, 1)
    assert found.told_in_figures == "2 of 5 (40%)"
