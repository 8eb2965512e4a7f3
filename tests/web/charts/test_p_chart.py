from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from qa_app.foundation.statistics.changes import compare
from qa_app.foundation.statistics.exceptional_months import exceptional_months
from qa_app.foundation.statistics.months import Month
from qa_app.rounds.rules import months_back
from qa_app.web.charts.acts import Act, letter_of
from qa_app.web.charts.p_chart import Apart, SharesByMonth, p_chart
from tests.web.charts.reading import assert_inside, said, styled

STEADY = [Month(8, 10), Month(7, 10)] * 9


def chart_of(months, acts=(), compared=True):
    days = list(reversed(months_back(date(2026, 11, 1), len(months))))
    found = compare(months) if compared else None
    return p_chart(
        SharesByMonth("Title", "Sentence.", days, exceptional_months(months), found, acts)
    )


def test_each_month_has_a_point_whose_shape_says_what_it_is():
    odd = [Month(1, 10), Month(9, 10, marked=True), Month(0, 0), Month(3, 10, waiting=2)]
    drawn = chart_of([*STEADY, *odd]).wide
    assert len(styled(drawn, "dot", "circle")) == 18
    assert len(styled(drawn, "odd", "polygon")) == 1
    assert len(styled(drawn, "hollow", "rect")) == 1
    assert len(styled(drawn, "hollow", "circle")) == 1
    assert "1 of 10 (10%)" in said(drawn)


def test_no_line_is_drawn_across_a_month_that_is_left_out():
    whole = styled(chart_of(STEADY).wide, "line")
    parted = styled(chart_of([*STEADY[:9], Month(5, 10, marked=True), *STEADY[9:]]).wide, "line")
    assert (len(whole), len(parted)) == (1, 2)


def test_the_two_averages_stand_as_steps_where_they_can_be_compared():
    drawn = chart_of(STEADY)
    assert len(styled(drawn.wide, "step")) == 2
    assert {"12 months before: 90 of 120 (75%)", "6 months: 45 of 60 (75%)"} <= {*said(drawn.wide)}
    young = chart_of(STEADY[:8]).wide
    assert not styled(young, "step")
    assert "Average 75%" in said(young)


def test_the_band_has_a_piece_a_month_and_dashed_edges_while_it_is_provisional():
    assert len(styled(chart_of(STEADY).wide, "band")) == 18
    assert not styled(chart_of(STEADY).wide, "edge")
    assert len(styled(chart_of(STEADY[:8]).wide, "edge")) == 16
    assert not styled(chart_of(STEADY[:5]).wide, "band")
    assert any("provisional" in words for words in said(chart_of(STEADY[:8]).wide))


def test_a_band_that_would_hold_every_share_is_not_drawn():
    few = [Month(1, 2), Month(2, 2)] * 6
    drawn = chart_of(few)
    assert not styled(drawn.wide, "band")
    assert "Too few audits a month for limits." in " ".join(said(drawn.wide))
    assert {row[2] for row in drawn.rows} == {"Too few to say"}
    some = " ".join(said(chart_of([*STEADY, Month(1, 2)]).wide))
    assert "A month without it has too few audits." in some


def test_months_that_are_not_settled_are_hollow_with_the_reason_and_the_number():
    going_on = Month(4, 5, unfinished=True)
    drawn = chart_of([*STEADY, Month(3, 10, waiting=2), going_on])
    assert len(styled(drawn.wide, "hollow", "circle")) == 2
    words = " ".join(said(drawn.narrow))
    assert (
        "October 2026: 2 audits wait for a second opinion; November 2026: it is not over." in words
    )
    assert "Waiting" in said(drawn.wide) and drawn.rows[-1][3] == "Not settled: it is not over"
    many = " ".join(said(chart_of([*STEADY, *[Month(3, 10, waiting=2)] * 4]).wide))
    assert "The table says of these 4 months why." in many


def test_a_month_of_fewer_than_five_has_no_point_and_says_so():
    drawn = chart_of([*STEADY, Month(1, 1), Month(4, 4)])
    assert len(styled(drawn.wide, "dot", "circle")) == len(STEADY)
    assert "fewer than 5 has no point" in " ".join(said(drawn.wide))
    assert drawn.rows[-1][1] == "4 of 4"


def test_months_compared_before_those_drawn_make_shorter_steps():
    days = list(reversed(months_back(date(2026, 11, 1), 10)))
    given = SharesByMonth(
        "T", "S.", days, exceptional_months(STEADY[8:]), compare(STEADY), earlier=8
    )
    drawn = p_chart(given)
    assert len(styled(drawn.wide, "step")) == 2
    assert "begins before the first month drawn" in " ".join(said(drawn.wide))
    assert_inside(drawn.wide)
    late = SharesByMonth(
        "T", "S.", days[-3:], exceptional_months(STEADY[15:]), compare(STEADY), earlier=15
    )
    assert len(styled(p_chart(late).wide, "step")) == 1


def test_one_act_is_named_on_the_chart_and_several_have_letters():
    one = chart_of(STEADY, [Act(6, "Briefing")]).wide
    assert len(styled(one, "act")) == 1
    assert "Briefing" in said(one)
    two = said(chart_of(STEADY, [Act(6, "Briefing"), Act(9, "Training")]).wide)
    assert {"A", "B"} <= {*two}
    assert "A: Briefing; B: Training." in " ".join(two)
    assert [letter_of(at) for at in (0, 25, 26)] == ["A", "Z", "AA"]


def test_the_months_in_which_an_act_cannot_show_are_slanted_over():
    lines = styled(chart_of(STEADY, [Act(6, "Briefing")]).wide, "wait")
    act = styled(chart_of(STEADY, [Act(6, "Briefing")]).wide, "act")[0]
    column = (744 - 48) / 18
    assert min(one.at["x1"] for one in lines) == act.at["x1"]
    assert max(one.at["x2"] for one in lines) <= act.at["x1"] + 5.5 * column + 0.01


def test_every_figure_is_in_the_table():
    waiting = Month(3, 10, waiting=2)
    rows = chart_of([*STEADY, Month(1, 10), waiting, Month(0, 0), Month(2, 4, marked=True)]).rows
    assert rows[0] == ("February 2025", "8 of 10 (80%)", "3 and 10 of 10", "")
    assert rows[-4] == ("August 2026", "1 of 10 (10%)", "3 and 10 of 10", "Exceptionally low")
    assert rows[-3][3] == "Not settled: 2 audits wait for a second opinion"
    assert rows[-2][1:] == ("No audits", "", "")
    assert rows[-1][1] == "2 of 4"
    assert rows[-1][3] == "Left out of every comparison"


def test_nothing_at_all_can_be_drawn():
    assert_inside(chart_of([Month(0, 0)] * 24).wide)
    assert_inside(chart_of([]).narrow)


some = st.integers(0, 60).flatmap(
    lambda of: st.builds(
        Month, st.integers(0, of), st.just(of), st.sampled_from([0, 0, 0, 2]), st.booleans()
    )
)


@settings(max_examples=60)
@given(st.lists(some, min_size=1, max_size=36), st.integers(0, 35))
def test_whatever_the_months_are_nothing_leaves_the_drawing(months, at):
    drawn = chart_of(
        months, [Act(min(at, len(months) - 1), "A briefing for all teams on supervision")]
    )
    assert_inside(drawn.wide)
    assert_inside(drawn.narrow)
    assert len(drawn.rows) == len(months)


def test_shares_that_stand_apart_are_triangles_and_a_column_and_move_nothing():
    days = list(reversed(months_back(date(2026, 11, 1), len(STEADY))))
    found = exceptional_months(STEADY)
    apart = Apart("Imported", "Past", "of past years.", [(6, 10), (1, 2)] + [(0, 0)] * 16)
    plain = p_chart(SharesByMonth("Title", "Sentence.", days, found))
    chart = p_chart(SharesByMonth("Title", "Sentence.", days, found, apart=apart))

    assert len(styled(chart.wide, "hollow", "polygon")) == 1
    assert "Triangles: of past years." in " ".join(said(chart.wide))
    assert [row[-1] for row in chart.rows[:3]] == ["6 of 10 (60%)", "1 of 2", "None"]
    assert [row[:-1] for row in chart.rows] == list(plain.rows)
    for style in ("band", "line", "dot", "centre"):
        assert styled(chart.wide, style) == styled(plain.wide, style)
    for drawing in (chart.wide, chart.narrow):
        assert_inside(drawing)
