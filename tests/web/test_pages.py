import pytest
from bs4 import BeautifulSoup

from qa_app.web import panels
from tests.page_client import check_page

PAGES = ["/everything", "/notes", "/list", "/list?page=4&sort=-child", "/record"]


def opened(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    page = BeautifulSoup(answer.text, "html5lib")
    check_page(page)
    return page


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_well_made(client, address):
    page = opened(client, address)
    assert page.title.text.endswith("– Case-file audit – Northshire Council")
    assert page.select_one(".govuk-skip-link")["href"] == "#main-content"
    assert page.select_one("html")["lang"] == "en"


def test_a_page_with_mistakes_says_so_in_its_title_and_first(client, keys):
    answer = client.post("/everything", data=keys)
    page = BeautifulSoup(answer.text, "html5lib")

    check_page(page)
    assert page.title.text.startswith("Error: Add a finding")
    assert page.main.select_one(".govuk-error-summary, h1")["class"] == ["govuk-error-summary"]
    assert len(page.select(".govuk-error-summary a")) == 11


def test_the_header_says_who_and_where(client):
    header = opened(client, "/notes").header.text
    assert "Northshire Council" in header
    assert "Team manager, Safeguarding East, team 3" in " ".join(header.split())


def test_the_page_in_use_is_marked_in_the_navigation(client):
    marked = opened(client, "/notes").select("nav [aria-current]")
    assert [link.text.strip() for link in marked] == ["Audits"]


def test_what_was_done_and_what_to_know_are_told_apart(client):
    banners = opened(client, "/record").select(".govuk-notification-banner")
    assert [banner["role"] for banner in banners] == ["alert", "region"]
    assert [banner.h2.text for banner in banners] == ["Done", "Important"]


def test_a_button_of_its_own_acts_once(client):
    form = opened(client, "/record").select_one("form[action='/notes']")
    assert form.select_one("[name=receipt_key]")["value"]


def test_a_list_says_how_it_is_sorted_and_where_it_is(client):
    page = opened(client, "/list?page=4&sort=-child")
    assert page.select_one("[aria-sort]")["aria-sort"] == "descending"
    assert page.select_one("[aria-current=page]").text.strip() == "4"


def test_what_is_typed_is_never_read_as_html(client, keys):
    answer = client.post("/notes", data={**keys, "words": ""}, query_string={"x": "<script>"})
    page = BeautifulSoup(
        client.post("/everything", data={**keys, "name": '"><script>x'}).text, "html5lib"
    )

    assert answer.status_code == 200
    assert page.select_one("#name")["value"] == '"><script>x'
    assert all(script.get("src") for script in page.select("script"))


def test_a_panel_is_drawn_where_its_slot_is_named(kitchen):
    panels.offer(
        kitchen, "child", "note_panel.html", lambda child: {"words": f"2 audits of {child}"}
    )
    panels.offer(kitchen, "child", "note_panel.html", lambda child: None)

    with kitchen.test_request_context():
        assert panels.panels("child", child="<NS1>").strip() == "<p>2 audits of &lt;NS1&gt;</p>"
        assert panels.panels("nobody offers this") == ""
    kitchen.extensions["panels"].clear()
