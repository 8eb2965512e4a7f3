from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.organisation import operations
from qa_app.organisation.rules import Kind
from tests.makers import NOON, TODAY, make_person
from tests.organisation.makers import fresh, make_whole_council

LONG = "Llanfair" * 25


def test_the_tree_shows_each_place_below_what_it_is_part_of(council, admin):
    page = admin.get("places.index")
    assert page.h1.text == "5 places"
    east = page.select_one(f"a[href='/places/{council.east.public_id}']").parent
    assert [link.text for link in east.select(":scope > ul a")] == ["Team 1", "Team 2"]


def test_a_manager_sees_their_own_branch_alone(council, open_as):
    page = open_as(make_person(Role.TEAM_MANAGER, council.team)).get("places.index")
    assert [link.text for link in page.select("main .app-tree a")] == ["Team 1"]
    assert not page.select(".govuk-button[href='/places/new']")


def test_a_team_is_added_where_the_administrator_says(council, admin):
    sent = admin.post(
        "places.add", {"name": "Tîm Gŵyl", "kind": "TEAM", "parent": council.west.public_id}
    )
    page = admin.get(sent.location)
    assert page.h1.text == "Tîm Gŵyl"
    assert "Tîm Gŵyl added to West" in page.text


def test_a_place_without_a_name_comes_back_with_what_was_chosen(council, admin):
    sent = admin.post(
        "places.add", {"name": "", "kind": "TEAM", "parent": council.west.public_id}, expect=200
    )
    assert "Enter what it is called" in sent.text
    assert 'value="TEAM" checked' in sent.text


def test_a_long_name_fits_every_page_of_the_place(council, admin):
    operations.rename_place(fresh(council.team), LONG, Kind.TEAM, council.admin, NOON)
    db.session.commit()
    for page in ("places.show", "places.rename", "places.choose_move", "places.close"):
        assert LONG in admin.get(page, place_id=council.team.public_id).text


def test_the_second_to_rename_sees_both_names(council, admin):
    there = {"place_id": council.team.public_id}
    version = admin.get("places.rename", **there).select_one("[name=version]")["value"]
    operations.rename_place(fresh(council.team), "Theirs", Kind.TEAM, council.admin, NOON)
    db.session.commit()

    mine = {"name": "Mine", "kind": "TEAM", "version": version}
    sent = admin.post("places.rename", mine, expect=409, **there)
    assert "Theirs" in sent.text and "Mine" in sent.text
    assert "Somebody else changed this" in sent.text

    again = {**mine, "version": str(int(version) + 1)}
    admin.post("places.rename", again, **there)
    assert admin.get("places.show", **there).h1.text == "Mine"


def test_a_move_says_what_moves_before_it_does(council, admin):
    make_person(Role.TEAM_MANAGER, council.team)
    db.session.commit()
    sent = admin.post(
        "places.choose_move", {"to": council.west.public_id}, place_id=council.east.public_id
    )
    page = admin.get(sent.location)
    assert "with 2 places below it" in page.text
    assert "1 person moves" in page.text
    version = page.select_one("[name=version]")["value"]
    admin.post(sent.location, {"version": version})
    shown = admin.get("places.show", place_id=council.east.public_id)
    assert "northshire › east" in shown.text
    assert fresh(council.team).path == "northshire/west/east/team-1/"


def test_a_move_of_what_has_moved_meanwhile_is_stopped(council, admin):
    there = {"place_id": council.east.public_id, "to_id": council.west.public_id}
    version = admin.get("places.move", **there).select_one("[name=version]")["value"]
    operations.rename_place(fresh(council.east), "Theirs", Kind.SERVICE, council.admin, NOON)
    db.session.commit()
    admin.post("places.move", {"version": version}, expect=409, **there)
    assert fresh(council.east).path == "northshire/east/"


def test_a_place_moves_neither_into_itself_nor_where_it_is(council, admin):
    page = admin.get("places.choose_move", place_id=council.east.public_id)
    offered = {option.text for option in page.select("option")}
    assert offered == {"Select one", "West"}
    for to in (council.east, council.team):
        page = admin.get("places.move", place_id=council.east.public_id, to_id=to.public_id)
        version = page.select_one("[name=version]")["value"]
        admin.post(
            "places.move",
            {"version": version},
            expect=409,
            place_id=council.east.public_id,
            to_id=to.public_id,
        )


def closing(day=TODAY, **others):
    return {"on-day": day.day, "on-month": day.month, "on-year": day.year, **others}


def test_a_team_closes_with_its_people_moved_and_opens_again(council, admin):
    make_person(Role.TEAM_MANAGER, council.team, name="Ada O'Neill")
    there = {"place_id": council.team.public_id}
    db.session.commit()
    sent = admin.post("places.close", closing(), expect=409, **there)
    assert "1 person is still appointed here" in sent.text
    admin.post("places.close", closing(move_people_to=council.other_team.public_id), **there)
    assert "Closed" in admin.get("places.show", **there).text
    moved = admin.get("places.show", place_id=council.other_team.public_id)
    assert "Ada O'Neill" in moved.text
    assert len(admin.get("places.index").select("main .app-tree a")) == 4
    assert len(admin.get("places.index", closed="yes").select("main .app-tree a")) == 5
    admin.post("places.reopen", **there)
    assert fresh(council.team).closed_on is None


def test_a_service_with_open_teams_says_which_and_stays_open(council, admin):
    sent = admin.post("places.close", closing(), expect=409, place_id=council.east.public_id)
    assert "Team 1 and Team 2" in sent.text


def test_only_administrators_change_the_tree(council, open_as):
    manager = open_as(make_person(Role.HEAD_OF_SERVICE, council.east))
    for page in ("places.rename", "places.choose_move", "places.close"):
        manager.get(page, expect=403, place_id=council.east.public_id)
    manager.post("places.reopen", expect=403, place_id=council.east.public_id)
    manager.get("places.add", expect=403)


def test_a_place_of_another_council_looks_like_no_place(council, open_as):
    south = make_whole_council("Southshire")
    stranger = open_as(south.administrator)
    for page in ("places.show", "places.rename", "places.choose_move", "places.close"):
        stranger.get(page, expect=404, place_id=council.team.public_id)
    stranger.post("places.reopen", expect=404, place_id=council.team.public_id)
    stranger.get(
        "places.move", expect=404, place_id=south.team.public_id, to_id=council.east.public_id
    )
    assert council.team.name not in stranger.get("places.add").text.replace(south.team.name, "")


def test_an_external_auditor_sees_no_tree(council, open_as):
    open_as(make_person(Role.EXTERNAL_AUDITOR, council.team)).get("places.index", expect=403)


def test_the_tree_is_a_file_without_formulas(council, admin):
    operations.rename_place(fresh(council.team), "=HYPERLINK(1)", Kind.TEAM, council.admin, NOON)
    db.session.commit()
    sent = admin.download("places.download")
    assert "'=HYPERLINK(1),Team,East,0," in sent.data.decode("utf-8-sig")


def test_the_tree_asks_the_database_as_often_for_many_places(council, admin, count_queries):
    def asked():
        db.session.commit()
        with count_queries() as few:
            admin.get("places.index")
        with count_queries() as more:
            admin.get("places.show", place_id=council.east.public_id)
        return len(few), len(more)

    make_person(Role.TEAM_MANAGER, fresh(council.east))
    before = asked()
    for number in range(10):
        place = operations.add_place(fresh(council.east), Kind.TEAM, f"More {number}", None, NOON)
        make_person(Role.TEAM_MANAGER, place)
        make_person(Role.TEAM_MANAGER, fresh(council.east))
    assert asked() == before
    assert max(before) <= 15
