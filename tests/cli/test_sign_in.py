import pytest

from tests.own_database import KEY, empty_database, qa, qa_json

HERE = {"QA_BASE_URL": "https://audit.northshire.example"}
FIRST = ("people", "first-administrator", "--council", "northshire", "--email")


@pytest.fixture
def url(request):
    url = empty_database(request, "sqlite")
    qa(url, "database", "upgrade")
    qa(url, "council", "add", "Northshire")
    return url


def test_the_first_administrator_gets_a_link_that_a_lost_one_can_be_replaced_by(url):
    first = qa_json(url, *FIRST, "ada.thornley@northshire.example", **HERE)
    second = qa_json(url, *FIRST, "ada.thornley@northshire.example", **HERE)

    assert first["link"].startswith("https://audit.northshire.example/links/")
    assert first["link"] != second["link"]


def test_a_council_that_has_an_administrator_gets_no_second_one_by_command(url):
    qa(url, *FIRST, "ada.thornley@northshire.example", **HERE)

    said = qa(url, *FIRST, "ben.okafor@northshire.example", expect=1, **HERE)
    assert "Northshire has an administrator" in said


def test_a_council_that_is_not_there_is_named(url):
    said = qa(
        url,
        *("people", "first-administrator", "--council", "southshire", "--email", "a@b.example"),
        expect=2,
    )
    assert "no council at southshire" in said


def test_a_command_called_wrongly_ends_with_two(url):
    qa(url, "people", "first-administrator", expect=2)


def test_tidying_twice_does_no_harm(url):
    qa(url, "sign-in", "purge")

    assert set(qa_json(url, "sign-in", "purge")["removed"].values()) == {0}


def test_a_councils_own_sign_in_is_added_listed_and_switched_off(url):
    add = ("sign-in", "add-provider", "--council", "northshire", "--client-id", "qa", "--issuer")
    issuer = "https://login.northshire.example"
    added = qa_json(url, *add, issuer, QA_OPENID_CLIENT_SECRET="quiet", **HERE)
    qa(url, "sign-in", "switch-off-provider", added["id"])
    (listed,) = qa_json(url, "sign-in", "list-providers", "--council", "northshire")["providers"]

    assert added["redirect_uri"].endswith(f"/sign-in/single-sign-on/{added['id']}/answer")
    assert (listed["issuer"], listed["in_use"]) == (issuer, False)


def test_an_issuer_for_everybody_is_refused(url):
    add = ("sign-in", "add-provider", "--council", "northshire", "--client-id", "qa", "--issuer")
    shared = "https://login.microsoftonline.com/common/v2.0"

    assert "your own tenant" in qa(url, *add, shared, expect=1, **HERE)


def test_somebody_who_has_lost_everything_can_begin_again(url):
    qa(url, *FIRST, "ada.thornley@northshire.example", **HERE)

    qa(url, "people", "reset-second-factor", "--email", "ada.thornley@northshire.example")
    qa(url, "people", "reset-second-factor", "--email", "nobody@northshire.example", expect=1)


def test_what_is_sealed_moves_to_a_new_key_by_command(url):
    add = ("sign-in", "add-provider", "--council", "northshire", "--client-id", "qa", "--issuer")
    qa(url, *add, "https://login.northshire.example", QA_OPENID_CLIENT_SECRET="quiet", **HERE)
    changed = {"QA_SECRET_KEY": "another key, 9876543210 zyxwvutsrq"}

    lost = qa_json(url, "sign-in", "reseal", expect=1, **changed)
    moved = qa_json(url, "sign-in", "reseal", QA_PREVIOUS_SECRET_KEY=KEY, **changed)
    settled = qa_json(url, "sign-in", "reseal", **changed)

    sealed = [answer["sealed"]["client secrets"] for answer in (lost, moved, settled)]
    assert sealed == [
        {"current": 0, "moved": 0, "lost": 1},
        {"current": 1, "moved": 1, "lost": 0},
        {"current": 1, "moved": 0, "lost": 0},
    ]
