from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.organisation import operations, queries
from qa_app.organisation.rules.people import Use
from qa_app.trail.models import Event
from tests.makers import NOON, make_person
from tests.organisation.makers import make_whole_council


@pytest.fixture
def governance(council, open_as):
    return open_as(council.governance)


def buttons(page, words):
    return [form["action"] for form in page.select("form") if form.button.text.startswith(words)]


def test_a_review_is_decided_by_one_and_signed_by_another(council, admin, governance):
    worker = make_person(Role.PRACTITIONER, council.team, name="Siân O'Neill")
    db.session.commit()
    review = admin.post("access_reviews.start").location
    page = admin.get(review)
    assert "Nothing is decided yet of 3 roles" in page.text
    ends = page.select_one(f"#person-{worker.public_id}")
    admin.post(buttons(ends, "End")[0])
    for address in buttons(admin.get(review), "Keep")[:1]:
        admin.post(address)
    page = governance.get(review)
    mine = page.select_one(f"#person-{council.administrator.public_id}")
    governance.post(buttons(mine, "Keep")[0])
    signing = governance.get(review + "/sign-off")
    assert "1 role ends" in signing.text and "Siân O'Neill" in signing.text
    assert governance.post(review + "/sign-off").location == review
    assert "Signed off by Ifan Governance" in governance.get(review).text
    assert not buttons(admin.get(review), "Keep")


def test_what_was_ended_is_said_with_the_way_back(council, admin):
    worker = make_person(Role.PRACTITIONER, council.team, name="Siân O'Neill")
    db.session.commit()
    review = admin.post("access_reviews.start").location
    address = buttons(admin.get(review).select_one(f"#person-{worker.public_id}"), "End")[0]
    page = admin.get(admin.post(address).location)
    banner = page.select_one(".govuk-notification-banner[role=alert]")
    assert "Practitioner of Siân O'Neill ends when this review is signed off" in banner.text
    assert page.select_one(banner.a["href"])


def test_a_review_that_is_not_whole_is_not_signed(council, admin, governance):
    review = admin.post("access_reviews.start").location
    page = governance.get(review)
    assert not page.select("a[href$=sign-off]")
    assert "signed off when 2 more roles are decided" in page.text
    assert not governance.get(review + "/sign-off").select("main form")
    sent = governance.post(review + "/sign-off", expect=409)
    assert "2 lines are not decided yet" in sent.text


def test_an_administrator_does_not_sign_off(council, admin):
    review = admin.post("access_reviews.start").location
    admin.get(review + "/sign-off", expect=403)


def test_a_review_is_remembered_by_its_quarter(council, admin):
    admin.post("access_reviews.start")
    page = admin.get("access_reviews.index")
    assert page.select_one("tbody a").text.endswith(("2026", "2027"))
    assert not buttons(page, "Start")
    admin.post("access_reviews.start", expect=409)


def test_all_that_one_person_holds_is_kept_at_once(council, admin):
    worker = make_person(Role.PRACTITIONER, council.team)
    operations.appoint(worker, Role.QA_LEAD, council.team, NOON.date(), council.admin, NOON)
    db.session.commit()
    review = admin.post("access_reviews.start").location
    section = admin.get(review).select_one(f"#person-{worker.public_id}")
    sent = admin.post(buttons(section, "Keep all 2")[0])
    assert sent.location.endswith(f"#person-{worker.public_id}")
    assert "2 of 4 roles are decided or over. 2 are left" in admin.get(review).text


def test_unused_accounts_come_first_with_their_last_use_in_words(council, admin):
    idle = make_person(Role.PRACTITIONER, council.team, name="Zara Idle")
    council.member(idle).last_seen_at = now() - timedelta(days=45, hours=1)
    gone = make_person(Role.PRACTITIONER, council.team, name="Yusuf Gone")
    council.member(gone).added_at = now() - timedelta(days=120, hours=1)
    council.member(council.administrator).last_seen_at = now() - timedelta(days=1, hours=1)
    council.member(council.governance).last_seen_at = now()
    db.session.commit()
    page = admin.get(admin.post("access_reviews.start").location)
    assert [table.caption.text for table in page.select("table")] == [use.value for use in Use]
    assert [row.a.text for row in page.select("th[scope=rowgroup]")][:2] == [
        "Yusuf Gone",
        "Zara Idle",
    ]
    for words in ("never used, added 120 days ago", "last used 45 days ago", "last used yesterday"):
        assert words in page.text


def test_ticked_roles_are_kept_together_and_each_is_recorded(council, admin):
    people = [make_person(Role.PRACTITIONER, council.team) for _ in range(3)]
    db.session.commit()
    review = admin.post("access_reviews.start").location
    ticks = [
        admin.get(review).select_one(f"#person-{one.public_id} [name=line]")["value"]
        for one in people
    ]
    admin.post(review + "/keep", {"line": ticks[:2]})
    page = admin.get(review)
    assert "2 roles kept" in page.text and "2 of 5 roles are decided or over" in page.text
    decided = select(Event.facts).where(Event.name == "access-review:decided")
    told = {facts["person"] for facts in db.session.scalars(decided)}
    assert told == {one.public_id for one in people[:2]}


def test_nobody_keeps_their_own_role_by_a_tick(council, admin, governance):
    review = admin.post("access_reviews.start").location
    page = governance.get(review)
    mine = page.select_one(f"#person-{council.administrator.public_id} [name=line]")["value"]
    admin.post(review + "/keep", {"line": mine}, expect=409)
    admin.post(review + "/keep", {})
    assert "Nothing was ticked" in admin.get(review).text


def test_a_review_is_a_file(council, admin):
    review = admin.post("access_reviews.start").location
    rows = admin.download(review + "/download").data.decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert rows[0].startswith("Name,Role,Place,From,Until,Decision")


def test_a_review_of_another_council_looks_like_none(council, admin, open_as):
    review = admin.post("access_reviews.start").location
    south = make_whole_council("Southshire")
    stranger, signer = open_as(south.administrator), open_as(south.governance)
    stranger.get(review, expect=404)
    stranger.get(review + "/download", expect=404)
    assert stranger.get("access_reviews.index").h1.text == "Reviews of access"
    signer.get(review + "/sign-off", expect=404)


@pytest.mark.parametrize("role", [Role.QA_LEAD, Role.DIRECTOR, Role.TEAM_MANAGER])
def test_others_see_neither_reviews_nor_settings(council, open_as, role):
    browser = open_as(make_person(role, council.root))
    browser.get("access_reviews.index", expect=403)
    browser.post("access_reviews.start", expect=403)
    browser.get("settings.index", expect=403)
    browser.get("settings.change", expect=403, name="idle-minutes")


def test_a_long_review_asks_the_database_as_often(council, admin, count_queries):
    make_person(Role.PRACTITIONER, council.team)
    db.session.commit()
    review = admin.post("access_reviews.start").location
    with count_queries() as few:
        admin.get(review)
    assert len(few) <= 15


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("header-name", "Cyngor Gŵyl & Co", "Cyngor Gŵyl & Co"),
        ("header-colour", "#00703c", "#00703c"),
        ("idle-minutes", "30", "30 minutes"),
        ("own-word", "the children's trust", "the children's trust"),
        (
            "email-domains",
            "northshire.gov.uk\ncouncil.example",
            "council.example",
        ),
        ("safeguarding-day-phone", "01632 960 001", "01632 960 001"),
        ("days-off", "24 December 2026", "24 December 2026"),
    ],
)
def test_a_setting_is_changed_and_shown(admin, name, typed, shown):
    version = admin.get("settings.change", name=name).select_one("[name=version]")["value"]
    admin.post("settings.change", {"chosen": typed, "version": version}, name=name)
    assert shown in admin.get("settings.index").text


def test_settings_are_read_as_words_and_not_as_they_are_typed(admin):
    page = admin.get("settings.index")
    values = {row.dt.text: row.dd.text.split("\n") for row in page.select("dl > div")}
    said = {
        name: [line.strip() for line in lines if line.strip()] for name, lines in values.items()
    }
    assert said["Statuses of a record"][0] == "Child in care"
    assert said["Statuses of a record"][-1] == "Closed (no longer open)"
    assert said["Keep gender, ethnic group and disability"] == ["No"]
    assert said["Email domains that may be invited"] == ["Any"]
    assert said["Extra days off"] == ["None"]
    assert "|" not in page.select_one("main").text


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("header-colour", "#ffff00", "contrast"),
        ("idle-minutes", "10", "between 15 and 120"),
        ("idle-minutes", "soon", "Enter a whole number"),
        ("own-word", "", "Enter what you call yourselves"),
        ("days-off", "31/02/2027", "31/02/2027"),
    ],
)
def test_a_value_that_will_not_do_comes_back_with_what_to_do(council, admin, name, typed, says):
    sent = admin.post("settings.change", {"chosen": typed, "version": "0"}, expect=200, name=name)
    assert says in sent.text and typed in sent.text
    assert queries.setting(council.root.id, "idle_minutes") == 60


def test_the_second_to_change_a_setting_sees_both(council, admin):
    operations.change_setting("own_word", "the trust", council.admin, NOON)
    db.session.commit()
    mine = {"chosen": "the partnership", "version": "0"}
    sent = admin.post("settings.change", mine, expect=409, name="own-word")
    assert "the trust" in sent.text and "the partnership" in sent.text


def test_the_header_shows_the_name_and_colour_that_the_council_chose(council, admin):
    operations.change_setting("header_name", "Cyngor Gŵyl", council.admin, NOON)
    operations.change_setting("header_colour", "#00703C", council.admin, NOON)
    db.session.commit()
    page = admin.get("places.index")
    assert page.select_one(".app-header__council").text == "Cyngor Gŵyl"
    assert page.select("link[href$='/colours/00703c.css']")


def test_what_is_yes_or_no_is_chosen_and_not_typed(admin):
    here = {"name": "keep-characteristics"}
    page = admin.get("settings.change", **here)
    assert [one["value"] for one in page.select("[name=chosen]")] == ["yes", "no"]
    assert page.select_one("[name=chosen][checked]")["value"] == "no"
    admin.post("settings.change", {"chosen": "yes", "version": "0"}, **here)
    assert admin.get("settings.change", **here).select_one("[checked]")["value"] == "yes"


def test_a_setting_that_is_not_there_is_not_found(admin):
    admin.get("settings.change", expect=404, name="secret-key")


@pytest.mark.parametrize("page", ["settings.index", "timers.index", "mail.index"])
def test_an_administrator_of_a_part_does_not_open_what_is_the_whole_council_s(
    council, open_as, page
):
    open_as(make_person(Role.ADMINISTRATOR, council.east)).get(page, expect=403)
