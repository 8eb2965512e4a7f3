from datetime import date

from qa_app.insight.rules import LISTED, Completion, month_asked, months_offered, path_above
from qa_app.rounds.rules import State


def test_completion_is_said_with_its_denominator():
    assert Completion(7, 10).sentence == "7 of 10 audits are done (70%)"


def test_fewer_than_five_have_no_percentage():
    assert Completion(3, 4).sentence == "3 of 4 audits are done"


def test_nothing_due_is_not_nought_per_cent():
    assert Completion(0, 0).sentence == "No audits were due"


def test_a_month_in_an_address_is_one_of_those_on_offer():
    offered = [date(2026, 11, 1), date(2026, 10, 1)]
    november = offered[0]
    assert month_asked("2026-10", offered, november) == date(2026, 10, 1)
    assert month_asked("", offered, november) == november
    for typed in ("2020-10", "2026-13", "zz", "0000-00"):
        assert month_asked(typed, offered, november) is None


def test_all_months_come_first_where_late_ones_are_sought():
    offered = [date(2026, 11, 1)]
    november, everything = ("2026-11", "November 2026"), ("all", "All months")
    assert months_offered(offered, "LATE") == [everything, november]
    assert months_offered(offered, "") == [november, everything]


def test_a_list_has_words_for_every_state():
    assert set(LISTED) == {"", "LATE", *State.__members__}


def test_the_path_above_a_council_is_none():
    assert path_above("north/safeguarding/east/") == "north/safeguarding/"
    assert path_above("north/") == ""
