from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.datastructures import MultiDict

from tests.web.kitchen import Kind, KitchenForm

CANARY = "canary-Zx81-never-to-be-seen"
QUESTIONS = {
    "name": "#name",
    "email": "#email",
    "password": "#password",
    "code": "#code",
    "summary": "#summary",
    "kind": "#kind",
    "themes": "#themes",
    "auditor": "#auditor",
    "place": "#place",
    "visited": "#visited-day",
    "document": "#document",
}


def sent(kitchen_app: Flask, **typed: str | list[str]) -> KitchenForm:
    """The form as it stands after these words were sent."""
    typed = {name.replace("__", "-"): value for name, value in typed.items()}
    with kitchen_app.test_request_context("/everything", method="POST", data=MultiDict(typed)):
        form = KitchenForm()
        form.validate()
        return form


def drawn(kitchen_app: Flask, field: object) -> Tag:
    with kitchen_app.test_request_context():
        return BeautifulSoup(str(field), "html5lib").body


def with_date(kitchen_app: Flask, day: str, month: str, year: str) -> KitchenForm:
    return sent(kitchen_app, visited__day=day, visited__month=month, visited__year=year)


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_empty_answer_is_said_beside_its_question_and_above_the_form(kitchen_app, name):
    form = sent(kitchen_app)
    box = drawn(kitchen_app, form[name])

    message = box.select_one(".govuk-error-message")
    described = box.select_one(f'[aria-describedby~="{message["id"]}"]')
    assert form[name].missing in message.text
    assert described.name in ("input", "textarea", "select", "fieldset")
    assert {"text": form[name].missing, "href": QUESTIONS[name]} in form.errors_for_summary
    assert box.select_one(QUESTIONS[name]).name in ("input", "textarea", "select")


@pytest.mark.parametrize("name", ["name", "summary", "place", "visited"])
def test_a_hint_is_described_to_those_who_cannot_see_it(kitchen_app, name):
    with kitchen_app.test_request_context():
        box = drawn(kitchen_app, KitchenForm()[name])

    hint = box.select_one(".govuk-hint")
    assert hint.text.strip()
    assert box.select_one(f'[aria-describedby~="{hint["id"]}"]')


@pytest.mark.parametrize("name", ["kind", "themes", "email"])
def test_no_hint_is_described_where_there_is_none(kitchen_app, name):
    with kitchen_app.test_request_context():
        box = drawn(kitchen_app, KitchenForm()[name])

    assert not box.select_one(f"#{name}-hint")
    assert not box.select_one(f'[aria-describedby~="{name}-hint"]')


def test_what_was_typed_stands_in_the_box_right_or_wrong(kitchen_app):
    form = sent(kitchen_app, email="not an address", files="many", visited__day="31")

    assert drawn(kitchen_app, form.email).input["value"] == "not an address"
    assert drawn(kitchen_app, form.files).input["value"] == "many"
    assert drawn(kitchen_app, form.visited).select_one("#visited-day")["value"] == "31"


@pytest.mark.parametrize("name", ["password", "code"])
def test_a_secret_is_never_drawn(kitchen_app, name):
    form = sent(kitchen_app, **{name: CANARY})

    assert form[name].data == CANARY
    assert CANARY not in str(drawn(kitchen_app, form[name]))


def test_a_date_is_read_day_first_and_may_name_its_month(kitchen_app):
    assert with_date(kitchen_app, "3", "11", "2026").visited.data == date(2026, 11, 3)
    assert with_date(kitchen_app, "03", "Nov", "2026").visited.data == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("typed", "message", "wrong"),
    [
        (("31", "2", "2026"), "The date of the visit must be a real date", {"day"}),
        (("1", "13", "2026"), "The date of the visit must be a real date", {"month"}),
        (("3", "11", ""), "The date of the visit must include a year", {"year"}),
        (("", "", "2026"), "The date of the visit must include a day and month", {"day", "month"}),
        (("3", "11", "26"), "Year must include 4 numbers", {"year"}),
        (("31", "12", "9999"), "Year must be between 1900 and 2100", {"year"}),
        (("31", "12", "1899"), "Year must be between 1900 and 2100", {"year"}),
        (("x", "11", "2026"), "The date of the visit must be a real date", {"day"}),
    ],
)
def test_only_the_wrong_boxes_of_a_date_are_marked(kitchen_app, typed, message, wrong):
    form = with_date(kitchen_app, *typed)
    box = drawn(kitchen_app, form.visited)

    marked = {found["id"].rsplit("-", 1)[1] for found in box.select(".govuk-input--error")}
    first = min(wrong, key=["day", "month", "year"].index)
    assert form.visited.data is None
    assert marked == wrong
    assert {"text": message, "href": f"#visited-{first}"} in form.errors_for_summary


def test_a_date_that_is_not_sent_keeps_nothing_of_its_default(kitchen_app):
    with kitchen_app.test_request_context("/", method="POST", data={"name": "East"}):
        form = KitchenForm(data={"visited": date(2026, 11, 3)})
    assert form.visited.data is None


def test_an_enum_is_chosen_by_its_name_and_shown_in_its_words(kitchen_app):
    form = sent(kitchen_app, kind="STRENGTH")

    assert Kind[form.kind.data] is Kind.STRENGTH
    assert drawn(kitchen_app, form.kind).select_one("input[checked]")["value"] == "STRENGTH"
    assert (
        "Something to keep" in drawn(kitchen_app, form.kind).select_one(".govuk-radios__hint").text
    )


@pytest.mark.parametrize("name", ["kind", "themes", "auditor"])
def test_a_choice_that_was_not_offered_is_refused(kitchen_app, name):
    assert sent(kitchen_app, **{name: "somebody else"})[name].errors == [
        getattr(KitchenForm, name).kwargs["missing"]
    ]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("7", 7), ("1,0", 10), ("0", None), ("41", None), ("1e1", None), ("٣", None)],
)
def test_a_number_is_whole_and_within_its_range(kitchen_app, typed, number):
    form = sent(kitchen_app, files=typed)

    assert form.files.data == number
    assert bool(form.files.errors) is (number is None)


def test_an_optional_number_may_be_left_empty(kitchen_app):
    form = sent(kitchen_app, files="")
    assert (form.files.data, form.files.errors) == (None, [])


def test_a_new_line_counts_as_one_character(kitchen_app):
    assert not sent(kitchen_app, summary="a\r\n" * 200).summary.errors
    assert sent(kitchen_app, summary="a" * 401).summary.errors == ["Use 400 characters or fewer"]


@pytest.mark.parametrize("address", ["a.b@northshire.gov.uk", "o'neil+qa@x.example"])
def test_an_address_that_works_is_taken(kitchen_app, address):
    assert not sent(kitchen_app, email=address).email.errors


@pytest.mark.parametrize(
    "address", ["ada", "ada@", "ada@northshire", "a b@x.example", "a@b@c.example"]
)
def test_an_address_that_cannot_work_is_refused(kitchen_app, address):
    assert sent(kitchen_app, email=address).email.errors


def test_two_values_for_one_question_are_no_answer(client, keys):
    answer = client.post("/notes", data={**keys, "words": ["one", "two"]})
    assert answer.status_code == 400


def test_the_reasons_of_a_rule_stand_above_the_form(kitchen_app):
    form = sent(kitchen_app)
    form.refuse("Only a draft can be changed")
    form.refuse("Nobody has this address", about="email")

    assert form.errors_for_summary[0] == {"text": "Only a draft can be changed"}
    assert "Nobody has this address" in form.email.errors


def test_the_button_that_was_pressed_is_known(kitchen_app):
    form = sent(kitchen_app, later="yes")
    assert (form.save.data, form.later.data) == (False, True)


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\x07", "\x0b", "\x9f"])
@pytest.mark.parametrize("name", ["name", "summary"])
def test_a_mark_that_nobody_sees_is_refused_where_it_stands(kitchen_app, name, mark):
    form = sent(kitchen_app, **{name: f"Seen twice{mark} a week"})
    assert form[name].errors == ["Take out the invisible mark after “Seen twice”, or type it again"]


@pytest.mark.parametrize("mark", ["\ufeff", "\u200b", "\u2060", "\u00ad"])
@pytest.mark.parametrize("name", ["name", "summary", "code"])
def test_a_mark_that_a_paste_carries_along_is_dropped(kitchen_app, name, mark):
    form = sent(kitchen_app, **{name: f"{mark}Seen tw{mark}ice{mark} "})
    assert (form[name].errors, form[name].data) == ([], "Seen twice")


@pytest.mark.parametrize("end", ["\u2028", "\u2029"])
def test_an_end_of_a_line_that_a_paste_carries_along_ends_the_line(kitchen_app, end):
    form = sent(kitchen_app, summary=f"One{end}two", name=f"One{end}two")
    assert (form.summary.data, form.name.data) == ("One\ntwo", "One two")


def test_a_number_that_was_pasted_is_read(kitchen_app):
    assert sent(kitchen_app, files="\ufeff12\u200b").files.data == 12


def test_a_password_is_taken_as_it_is(kitchen_app):
    form = sent(kitchen_app, password="\ufeffsome words\u00ad ")
    assert form.password.data == "\ufeffsome words\u00ad "


@pytest.mark.parametrize(
    ("typed", "is_taken"),
    [
        ("x" * 400, True),
        ("x" * 401, False),
        ("🙂" * 200, True),
        ("🙂" * 200 + "x", False),
        ("x\r\n" * 199 + "xx", True),
        ("x\r\n" * 199 + "xxx", False),
        ("x" * 399 + "  ", False),
        ("\ufeff" + "x" * 400, False),
    ],
)
def test_a_text_is_counted_as_its_page_counts_it(kitchen_app, typed, is_taken):
    errors = sent(kitchen_app, summary=typed).summary.errors
    assert errors == ([] if is_taken else ["Use 400 characters or fewer"])


def test_a_mark_in_a_code_is_refused_without_saying_the_code(kitchen_app):
    form = sent(kitchen_app, code="123\u202e456")
    assert form.code.errors == ["Take out the invisible mark in what you entered, or type it again"]


def test_lines_and_what_scripts_need_are_taken(kitchen_app):
    words = "First\tline\r\nnext\u200d line: \u200eنعم"
    form = sent(kitchen_app, summary=words)
    assert not form.summary.errors
    assert form.summary.data == words.replace("\r\n", "\n")
