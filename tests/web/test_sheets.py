import pytest

from qa_app.web.sheets import sheet_of


def asked(kitchen_app, query, total=230):
    with kitchen_app.test_request_context(f"/list?{query}"):
        return sheet_of(total, sorts=("due", "child"))


@pytest.mark.parametrize(
    ("page", "number"),
    [("", 1), ("3", 3), ("0", 1), ("-1", 1), ("99", 10), ("x", 1), ("9" * 9, 1), ("²", 1)],
)
def test_a_page_that_is_not_there_is_the_nearest_that_is(kitchen_app, page, number):
    assert asked(kitchen_app, f"page={page}").number == number


def test_far_pages_are_left_out(kitchen_app):
    assert asked(kitchen_app, "page=5").shown == [1, None, 4, 5, 6, None, 10]
    assert asked(kitchen_app, "", total=0).shown == [1]


def test_choices_stay_in_the_address(kitchen_app):
    sheet = asked(kitchen_app, "team=East+1&page=2")
    assert sheet.address_with("page", "3") == "/list?team=East+1&page=3"
    assert sheet.address_with("page") == "/list?team=East+1"
    assert sheet.address_with("team") == "/list"


def test_a_column_sorts_one_way_and_then_the_other(kitchen_app):
    sheet = asked(kitchen_app, "sort=child&page=2")
    assert sheet.address_with("sort", sheet.sort_after("child")) == "/list?sort=-child"
    assert sheet.address_with("sort", sheet.sort_after("due")) == "/list?sort=due"
    assert (sheet.direction_of("child"), sheet.direction_of("due")) == ("ascending", "")


def test_only_columns_that_sort_are_sorted_by(kitchen_app):
    assert asked(kitchen_app, "sort=password").sort == "due"
