import pytest
from flask import Flask
from flask.testing import FlaskClient

from qa_app.web import assets


@pytest.fixture
def browser(kitchen_app: Flask) -> FlaskClient:
    """Files need no database."""
    return kitchen_app.test_client()


def test_neither_the_font_nor_the_crest_is_copied(tmp_path):
    css = "@font-face{font-family:GDS Transport;src:url(a)}a{font-family:GDS Transport,arial,sans-serif}b{background-image:url(/govuk-crest.svg);color:red}"
    assert assets.for_councils(css) == "a{font-family:Arial,system-ui,sans-serif}b{color:red}"


def test_a_sheet_that_would_still_name_the_font_is_refused():
    with pytest.raises(ValueError, match="font"):
        assets.for_councils("a{font:GDS Transport}")


def test_a_file_of_this_version_is_kept_for_ever(kitchen_app, browser):
    with kitchen_app.test_request_context():
        answer = browser.get(kitchen_app.jinja_env.globals["asset"]("app.css"))
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_file_asked_for_by_another_version_is_not_kept(browser):
    assert browser.get("/static/old/app.css").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("name", ["../models.py", "%2e%2e/models.py", ".hidden", "colours/red.css"])
def test_nothing_else_is_served(browser, name):
    assert browser.get(f"/static/any/{name}").status_code == 404


@pytest.mark.parametrize(
    ("colour", "ink"), [("1d4f6e", "#ffffff"), ("ffdd00", "#0b0c0c"), ("777777", "#0b0c0c")]
)
def test_words_on_the_colour_of_the_council_can_be_read(browser, colour, ink):
    assert ink in browser.get(f"/static/any/colours/{colour}.css").text


def test_the_font_of_pictures_is_no_load_of_the_pages():
    assert not [name for name in assets.files() if "font" in name]
