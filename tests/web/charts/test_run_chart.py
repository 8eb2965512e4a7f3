"""Done of due from month to month: an open dot for this month, nothing where there are few, no line across."""

from datetime import date

from qa_app.web.charts.run_chart import DoneByMonth, run_chart

MONTHS = [date(2026, month, 1) for month in range(1, 8)]
COUNTS = [(7, 10), (3, 4), (0, 0), (6, 10), (5, 10), (9, 10), (1, 10)]


def drawn():
    return run_chart(DoneByMonth("Done", "A sentence.", MONTHS, COUNTS, 90))


def of(drawing, tag, style=""):
    return [one for one in drawing.shapes if one.tag == tag and style in ("", one.style)]


def test_this_month_is_an_open_dot_and_few_have_none():
    for drawing in (drawn().wide, drawn().narrow):
        assert len(of(drawing, "circle", "dot")) == 4
        assert len(of(drawing, "circle", "hollow")) == 1


def test_no_line_crosses_a_month_without_a_share_nor_leads_to_this_one():
    (line,) = of(drawn().wide, "polyline")
    assert line.at["points"].count(",") == 3


def test_the_first_the_last_and_this_one_are_labelled_and_the_target_is_named():
    said = [one.words for one in of(drawn().wide, "text", "strong")]
    assert [one for one in said if one.endswith("%")] == ["70%", "90%", "10%", "Target 90%"]


def test_the_table_holds_every_month():
    assert drawn().rows[1][1] == "3 of 4"
    assert drawn().rows[2][1] == "None due"
    assert drawn().rows[-1][2] == "Still going on"
