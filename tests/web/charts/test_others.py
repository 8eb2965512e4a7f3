"""XmR, the funnel, the heat map, grades and bars."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_app.foundation.statistics.xmr import xmr
from qa_app.foundation.statistics.xmr_settings import Better
from qa_app.rounds.rules import months_back
from qa_app.web.charts.drawing import in_lines, shortened, width_of
from qa_app.web.charts.frame import round_step
from qa_app.web.charts.funnel_chart import Team, Teams, funnel_chart
from qa_app.web.charts.grade_mix import GradeMix, Period, grade_mix
from qa_app.web.charts.heat_map import HeatMap, HeatRow, heat_map, tint_of
from qa_app.web.charts.range_bars import Group, Groups, range_bars
from qa_app.web.charts.xmr_chart import ValuesByMonth, xmr_chart
from tests.web.charts.reading import assert_inside, said, styled

FLAT = [70, 74, 68, 72, 71, 75, 69, 73, 70, 74, 71, 72]


def months(number):
    return list(reversed(months_back(date(2026, 11, 1), number)))


def xmr_of(values, better=Better.INCREASE, **more):
    given = ValuesByMonth(
        "Title", "Sentence.", months(len(values)), xmr(values, better), better, **more
    )
    return xmr_chart(given)


def test_a_concern_is_a_diamond_an_improvement_a_ring_and_neither_a_large_dot():
    assert len(styled(xmr_of([*FLAT, 20]).wide, "odd", "polygon")) == 1
    assert len(styled(xmr_of([*FLAT, 99]).wide, "good")) == 1
    neutral = styled(xmr_of([*FLAT, 99], Better.NEUTRAL).wide, "dot")
    assert [one.at["r"] for one in neutral] == [3] * 12 + [6]


def test_the_table_of_an_xmr_chart_names_the_signal():
    rows = xmr_of([*FLAT, None, 20], is_share=True).rows
    assert rows[-1][1:] == ("20%", rows[-1][2], "Outlier, concern")
    assert rows[-2][1] == ""


def test_a_share_is_drawn_from_nought_to_a_hundred_whatever_its_limits():
    drawn = xmr_of([95, 100, 90, 100, 85, 100, 100, 80, 100], is_share=True)
    assert {"0%", "100%"} <= {*said(drawn.wide)}
    assert_inside(drawn.wide)


def test_where_every_month_is_the_same_there_is_no_band():
    drawn = xmr_of([100] * 14, is_share=True).wide
    assert not styled(drawn, "band")
    assert any(words.startswith("No limits") for words in said(drawn))


@settings(max_examples=60)
@given(st.lists(st.one_of(st.none(), st.floats(-1e5, 1e5)), min_size=1, max_size=30), st.booleans())
def test_whatever_the_values_are_they_stay_inside(values, is_share):
    drawn = xmr_of(values, ending="" if is_share else " days", target=20, is_share=is_share)
    for one in (drawn.wide, drawn.narrow):
        assert all(0 <= y <= one.height for y in [dot.at["cy"] for dot in styled(one, "dot")])


@pytest.mark.parametrize(("about", "step"), [(0.9, 1), (1.2, 2), (3, 5), (7, 10), (0.03, 0.05)])
def test_a_scale_steps_in_round_numbers(about, step):
    assert round_step(about) == pytest.approx(step)


TEAMS = [Team(f"Team {at}", 14 + at % 3, 20) for at in range(8)]


def funnel_of(*teams):
    return funnel_chart(Teams("Title", "Sentence.", teams))


def test_a_team_outside_the_lines_is_a_diamond_and_named_on_a_narrow_drawing_too():
    drawn = funnel_of(*TEAMS, Team("Apart", 2, 30))
    assert len(styled(drawn.wide, "odd", "polygon")) == 1
    assert "Apart" in said(drawn.narrow)
    assert "Team 1" not in said(drawn.narrow)


def test_a_team_with_too_few_is_in_the_table_alone():
    drawn = funnel_of(*TEAMS, Team("Small", 3, 9))
    assert len(styled(drawn.wide, "dot")) == 8
    assert "Small" not in said(drawn.wide)
    assert ("Small", "3 of 9 (33%)", "Too few to compare") in drawn.rows


def test_teams_stand_by_name_and_never_by_rank():
    names = [
        row[0] for row in funnel_of(Team("b", 20, 20), Team("A", 1, 20), Team("c", 9, 20)).rows
    ]
    assert names == ["A", "b", "c"]


def test_no_team_is_no_funnel():
    assert_inside(funnel_of().wide)
    assert not styled(funnel_of().wide, "limit")


def test_a_name_stands_nearer_to_its_own_point_than_to_another_or_has_a_line_to_it():
    drawn = funnel_of(*(Team(f"Safeguarding {at}", 10 + at % 2, 20 + at % 3) for at in range(12)))
    named = [one for one in styled(drawn.wide, "words", "text") if "Safeguarding" in one.words]
    assert len(named) < 12
    assert "the table has them" in " ".join(said(drawn.wide))
    assert "Only teams outside the lines are named" in " ".join(said(drawn.narrow))


def test_a_narrow_chart_says_how_much_of_all_it_draws():
    days = months(12)
    counts = [(6, 10)] * 12
    given = HeatMap("Title", "Sentence.", days, [HeatRow("Planning", counts)], [days[-1]])
    drawn = heat_map(given)
    assert "Drawn are the last 5 of 12 months; the table has all." in " ".join(said(drawn.narrow))
    assert "Drawn" not in " ".join(said(drawn.wide))
    assert drawn.columns[-1].heading.endswith("*") and "* Not settled yet." in " ".join(
        said(drawn.wide)
    )
    periods = [Period("Sep 26", [1234, 4])] * 10
    mix = grade_mix(GradeMix("Title", "Sentence.", ["Good", "Less"], periods))
    assert "Drawn are the last 8 of 10 periods" in " ".join(said(mix.narrow))
    assert_inside(mix.narrow)
    eight = grade_mix(GradeMix("Title", "Sentence.", ["Good", "Less"], periods[:8]))
    assert "Drawn" not in " ".join(said(eight.narrow))


@settings(max_examples=40)
@given(
    st.lists(
        st.integers(1, 80).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
        max_size=14,
    )
)
def test_names_in_a_funnel_never_lie_on_each_other(pairs):
    drawn = funnel_of(*(Team(f"Safeguarding {at}", *pair) for at, pair in enumerate(pairs))).wide
    assert_inside(drawn)
    names = [one for one in drawn.shapes if one.words.startswith("Safeguarding")]
    boxes = [(one.at["x"], one.at["y"], width_of(one.words, drawn.text)) for one in names]
    for at, (x, y, wide) in enumerate(boxes):
        for other_x, other_y, other_wide in boxes[:at]:
            apart = x >= other_x + other_wide or other_x >= x + wide
            assert apart or abs(y - other_y) >= drawn.text


def test_a_cell_is_darker_the_higher_its_share_and_plain_of_fewer_than_five():
    assert [tint_of(count, 10) for count in (0, 1, 2, 5, 9, 10)] == [0, 0, 1, 2, 4, 4]
    assert tint_of(4, 4) == 0


def test_a_cell_says_its_number():
    counts = [(9, 10), (3, 4), (0, 0), (1, 10), (5, 10), (2, 10)]
    drawn = heat_map(HeatMap("Title", "Sentence.", months(6), [HeatRow("Planning", counts)]))
    assert {"90", "3/4", "–", "10"} <= {*said(drawn.wide)}
    assert "90" not in said(drawn.narrow), "the last five months alone"
    assert drawn.rows == (
        ("Planning", "9 of 10 (90%)", "3 of 4", "None", "1 of 10 (10%)", "5 of 10 (50%)", "2 of 10 (20%)"),
    )  # fmt: skip
    for one in (drawn.wide, drawn.narrow):
        assert_inside(one)


def test_a_column_of_grades_adds_up_and_there_is_none_of_fewer_than_five():
    grades = ("Outstanding", "Good", "Requires improvement", "Inadequate")
    periods = [Period("Q1 2026", [1, 5, 3, 1]), Period("Q2 2026", [0, 2, 2, 0])]
    drawn = grade_mix(GradeMix("Title", "Sentence.", grades, periods))
    pieces = [one for one in drawn.wide.shapes if one.tag == "rect"]
    assert sum(one.at["height"] for one in pieces) == pytest.approx(270 - 16)
    assert drawn.rows[0] == ("Q1 2026", "1 (10%)", "5 (50%)", "3 (30%)", "1 (10%)", "10")
    assert drawn.rows[1] == ("Q2 2026", "0", "2", "2", "0", "4")
    assert {*grades} <= {*said(drawn.wide)}
    assert_inside(drawn.narrow)


def test_a_bar_has_its_range_and_fewer_than_five_have_neither():
    groups = [Group("White", 62, 90), Group("Other", 3, 4), Group("Not stated", 0, 0)]
    drawn = range_bars(Groups("Title", "Sentence.", groups))
    assert len(styled(drawn.wide, "tint-2")) == 1
    assert len(styled(drawn.wide, "range")) == 3
    assert drawn.rows == (
        ("White", "62 of 90 (69%)", "Likely between 59% and 78%"),
        ("Other", "3 of 4", ""),
        ("Not stated", "None", ""),
    )
    assert_inside(drawn.wide)


def test_a_long_name_is_shortened_in_the_drawing_and_whole_in_the_table():
    name = "Any other mixed or multiple ethnic background, as the list of the council has it"
    drawn = range_bars(Groups("Title", "Sentence.", [Group(name, 6, 8)]))
    assert drawn.rows[0][0] == name
    for one in (drawn.wide, drawn.narrow):
        assert_inside(one)
        assert name not in said(one)


def test_words_are_broken_between_words():
    assert in_lines("Requires improvement", 80, 13) == ["Requires", "improvement"]
    assert in_lines("", 80, 13) == [""]
    assert shortened("Requires improvement", 60, 13) == "Require…"
