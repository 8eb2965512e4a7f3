import io
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from qa_app.access.rules import Duty, Role
from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation import operations, queries
from qa_app.organisation.models import Appointment, Membership, Person, Place
from qa_app.organisation.operations import staff_import, staff_undo
from qa_app.organisation.queries.people import held_on, member_with_email
from qa_app.organisation.rules.job_titles import guessed_role
from qa_app.organisation.rules.staff_list import EXAMPLE
from qa_app.outbox.models import Email
from qa_app.uploads.rules.problems import Weight
from tests.makers import NOON, TODAY, appoint, make_person, viewer_of
from tests.organisation.makers import fresh, make_whole_council

STAFF = (Path(__file__).parent / "staff_lists" / "staff_tree.csv").read_bytes()
HEADINGS = "staff_id,name,email,job_title,team,service,manager_id,fte,start_date,end_date\n"
ADA = "S1,Ada O'Neill,ada@council.example,Social Worker,Team 1,East,,1,,\n"


def look(council, content=STAFF, *, whole=False, by=None):
    if isinstance(content, str):
        content = (HEADINGS + content).encode()
    upload = staff_import.preview_staff(
        "staff.csv", content, whole=whole, by=by or council.admin, at=NOON
    )
    return upload, staff_import.planned(upload, by or council.admin, NOON)


def take_in(council, content=STAFF, **asked):
    upload, plan = look(council, content, **asked)
    digest = staff_import.digest_of_plan(plan)
    return staff_import.confirm_staff(upload, digest, council.admin, NOON)


def member(council, email):
    found = member_with_email(email, council.root.id)
    db.session.refresh(found)
    return found


def counted(model):
    return db.session.scalar(select(func.count(model.id)))


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Director of Children's Services", Role.DIRECTOR),
        ("Assistant Director", Role.HEAD_OF_SERVICE),
        ("Head of Quality Assurance", Role.QA_LEAD),
        ("Independent Reviewing Officer", Role.REVIEWING_OFFICER),
        ("Head of Service", Role.HEAD_OF_SERVICE),
        ("Team Manager", Role.TEAM_MANAGER),
        ("Deputy Team Manager", Role.PRACTITIONER),
        ("Practice Supervisor", Role.PRACTITIONER),
        ("Principal Social Worker", Role.PRINCIPAL_SOCIAL_WORKER),
        ("Social Worker (ASYE)", Role.PRACTITIONER),
        ("Personal Adviser", Role.PRACTITIONER),
        ("Caretaker", None),
        ("Systems administrator", None),
    ],
)
def test_a_job_title_suggests_a_role(title, role):
    assert guessed_role(title) is role


def test_the_sample_comes_in_whole_and_a_second_time_changes_nothing(council):
    upload, plan = look(council)
    assert (len(plan.new), plan.problems) == (75, [])
    assert len(plan.places_to_make) == 16
    staff_import.confirm_staff(upload, staff_import.digest_of_plan(plan), council.admin, NOON)
    worker = member(council, "isla.dunmore@council.example")
    assert (worker.hours, worker.staff_number) == (0.6, "S1025")
    assert worker.line_manager_id == member(council, "harun.pennyfeather@council.example").person_id
    [held] = held_on(worker, TODAY)
    assert (held.role, held.place.name) == (Role.PRACTITIONER, "Safeguarding North")
    again = look(council)[1]
    assert (len(again.same), again.does_nothing, again.places_to_make) == (75, True, [])


def test_nobody_is_invited_by_an_import(council):
    take_in(council)
    assert counted(Email) == 0
    assert member(council, "isla.dunmore@council.example").invited_at is None


def test_an_import_that_is_undone_leaves_everything_as_it_was(council):
    models = (Membership, Person, Appointment, Place)
    before = [counted(model) for model in models]
    staff_undo.undo_staff(take_in(council), council.admin, NOON)
    assert [counted(model) for model in models] == before


def test_what_changed_is_put_back_by_an_undo(council):
    take_in(council, ADA)
    moved = "S1,Ada Jones,ada@council.example,Team Manager,Team 2,East,,0.5,,31/12/2026\n"
    second = take_in(council, moved)
    ada = member(council, "ada@council.example")
    assert [(one.role, one.place.name) for one in held_on(ada, TODAY)] == [
        (Role.TEAM_MANAGER, "Team 2")
    ]
    staff_undo.undo_staff(second, council.admin, NOON)
    ada = member(council, "ada@council.example")
    assert (ada.name, ada.hours, ada.leaves_on) == ("Ada O'Neill", 1.0, None)
    assert [one.place.name for one in held_on(ada, TODAY)] == ["Team 1"]


def test_an_import_that_somebody_built_on_is_not_undone(council):
    taken_in = take_in(council, ADA)
    ada = member(council, "ada@council.example")
    operations.set_leaving(ada, TODAY, council.admin, NOON)
    db.session.flush()
    with pytest.raises(DomainError, match="changed since"):
        staff_undo.undo_staff(taken_in, council.admin, NOON)


def test_a_person_with_a_role_given_since_is_not_taken_away(council):
    taken_in = take_in(council, ADA)
    ada = member(council, "ada@council.example")
    operations.appoint(ada.person, Duty.AUDITOR, council.west, TODAY, council.admin, NOON)
    with pytest.raises(DomainError, match="in use"):
        staff_undo.undo_staff(taken_in, council.admin, NOON)


def test_only_the_latest_import_is_undone_and_once(council):
    first = take_in(council, ADA)
    second = take_in(council, ADA.replace("S1", "S2").replace("ada@", "bea@"))
    with pytest.raises(DomainError, match="latest"):
        staff_undo.undo_staff(first, council.admin, NOON)
    staff_undo.undo_staff(second, council.admin, NOON)
    with pytest.raises(DomainError, match="before"):
        staff_undo.undo_staff(second, council.admin, NOON)
    staff_undo.undo_staff(first, council.admin, NOON)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("S2,,bea@council.example,Social Worker,,,,,,\n", "no name"),
        ("S2,Bea,bea at council,Social Worker,,,,,,\n", "no email address"),
        ("S2,Bea,ADA@council.example,Social Worker,,,,,,\n", "twice"),
        ("S2,Bea,bea@council.example,,,,,,,\n", "no job title"),
        ("S2,Bea,bea@council.example,Caretaker,,,,,,\n", "no role yet"),
        (f"S2,Bea,bea@council.example,Social Worker,{'x' * 201},,,,,\n", "200 characters"),
    ],
)
def test_a_row_that_will_not_do_is_refused_and_named(council, row, says):
    plan = look(council, ADA + row)[1]
    [problem] = plan.problems
    assert says in problem.sentence
    assert (problem.weight, problem.row) == (Weight.REFUSED, 3)
    assert [line.row.name for line in plan.new] == ["Ada O'Neill"]


def test_an_impossible_day_is_left_empty_with_its_cell(council):
    plan = look(council, "S2,Bea,bea@council.example,Social Worker,,,,2,31/02/2026,\n")[1]
    assert sorted(problem.cell for problem in plan.problems) == ["H2", "I2"]
    assert len(plan.new) == 1


def test_a_file_without_the_columns_says_what_it_needs(council):
    with pytest.raises(DomainError, match="the job title"):
        staff_import.preview_staff(
            "x.csv", b"colour,size\nred,1\n", whole=False, by=council.admin, at=NOON
        )


def test_a_workbook_is_read_as_a_csv_is(council):
    book = Workbook()
    for row in EXAMPLE:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    plan = look(council, content.getvalue())[1]
    assert [line.row.email for line in plan.new] == [row[2] for row in EXAMPLE[1:]]


def test_a_council_corrects_the_role_of_a_title_and_it_is_remembered(council):
    staff_import.choose_roles(
        {"Social Worker": None, "Caretaker": Role.PRACTITIONER}, council.admin, NOON
    )
    row = "S2,Bea,bea@council.example,CARETAKER,Team 1,East,,1,,\n"
    plan = look(council, ADA + row)[1]
    assert [(line.row.name, line.role) for line in plan.new] == [("Bea", Role.PRACTITIONER)]
    assert plan.left_out == 1


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DATA_OFFICER, Role.EXTERNAL_AUDITOR])
def test_no_list_makes_an_administrator(council, role):
    with pytest.raises(DomainError, match="by hand"):
        staff_import.choose_roles({"Social Worker": role}, council.admin, NOON)


def test_a_data_officer_gives_only_roles_that_an_administrator_chose(council):
    officer = viewer_of(make_person(Role.DATA_OFFICER, council.root))
    assert look(council, ADA, by=officer)[1].new == []
    staff_import.choose_roles({"Social Worker": Role.PRACTITIONER}, council.admin, NOON)
    assert len(look(council, ADA, by=officer)[1].new) == 1


def test_an_import_gives_an_administrator_no_role(council):
    email = council.administrator.email
    plan = look(council, f"S9,Gwen,{email},Team Manager,Team 1,East,,1,,\n")[1]
    assert "no role" in plan.problems[0].sentence
    assert plan.does_nothing


def test_the_whole_list_ends_those_who_came_by_an_import_alone(council):
    by_hand = make_person(Role.TEAM_MANAGER, council.team)
    take_in(council, ADA + ADA.replace("S1", "S2").replace("ada@", "bea@"))
    assert look(council, ADA)[1].ended == []
    plan = look(council, ADA, whole=True)[1]
    assert [one.email for one in plan.ended] == ["bea@council.example"]
    take_in(council, ADA, whole=True)
    assert member(council, "bea@council.example").leaves_on == TODAY
    assert council.member(by_hand).leaves_on is None


def test_a_second_role_is_added_and_none_is_ended(council):
    take_in(council, ADA)
    ada = member(council, "ada@council.example")
    appoint(ada.person, Role.REVIEWING_OFFICER, council.west)
    db.session.expire_all()
    upload, plan = look(council, ADA.replace("Team 1", "Team 2"))
    assert "more than one role" in plan.problems[0].sentence
    staff_import.confirm_staff(upload, staff_import.digest_of_plan(plan), council.admin, NOON)
    assert len(held_on(member(council, "ada@council.example"), TODAY)) == 3


def test_a_list_that_was_overtaken_is_not_imported(council):
    upload, plan = look(council, ADA)
    digest = staff_import.digest_of_plan(plan)
    operations.rename_place(council.team, "Elsewhere", council.team.kind, council.admin, NOON)
    db.session.flush()
    with pytest.raises(DomainError, match="changed since you looked"):
        staff_import.confirm_staff(upload, digest, council.admin, NOON)


def test_an_address_that_another_council_knows_comes_in_without_a_word(council):
    south = make_whole_council("Southshire")
    known = make_person(Role.DIRECTOR, south.root, email="ada@council.example", name="Known")
    taken_in = take_in(council, ADA)
    ada = member(council, "ada@council.example")
    assert (ada.person_id, ada.name) == (known.id, "Ada O'Neill")
    staff_undo.undo_staff(taken_in, council.admin, NOON)
    assert queries.councils_of(known, TODAY) == [south.root]


def uploaded(browser, content, name="staff.csv", **more):
    data = {"staff_file": (io.BytesIO(content), name), **more}
    return browser.post("people.new_staff_import", data).location


def test_a_list_is_looked_at_imported_and_undone_on_pages(council, open_as):
    admin = open_as(council.administrator)
    address = uploaded(admin, STAFF)
    page = admin.get(address)
    assert "75 added, 0 changed, 0 ended, 0 as they are" in page.text
    assert "16 places to be made" in page.text
    plan = page.select_one("[name=plan]")["value"]
    done = admin.post(address, {"plan": plan})
    assert "75 added" in admin.get(done.location).text
    assert admin.get("people.index").h1.text == "77 people"
    undo = admin.get(done.location).select_one("a[href$='/undo']")["href"]
    admin.get(undo)
    admin.post(undo)
    assert admin.get("people.index").h1.text == "2 people"
    assert "nothing to decide" in admin.get(address).h1.text


def test_roles_that_reach_far_stand_first_with_name_and_role(council, open_as):
    rows = ADA + "S2,Dai Reed,dai@council.example,Director,,,,1,,\n"
    rows += "S3,Hal Moss,hal@council.example,Head of Service,,East,,1,,\n"
    admin = open_as(council.administrator)
    page = admin.get(uploaded(admin, (HEADINGS + rows).encode()))
    said = [" ".join(line.text.split()) for line in page.select("#far-reaching li")]
    assert said == ["Hal Moss: Head of service, East", "Dai Reed: Director, Northshire"]
    heading = page.select_one("main h2").text
    assert heading == "2 people get a role that reaches the whole council or leads a service"


def test_new_places_show_their_parent_and_those_written_alike_are_flagged(council, open_as):
    row = ADA.replace("Team 1", "Moor Team")
    other = row.replace("S1", "S2").replace("ada@", "bea@").replace("Moor Team", "Moor team")
    admin = open_as(council.administrator)
    page = admin.get(uploaded(admin, (HEADINGS + row + other).encode()))
    assert [line.text for line in page.select("#places-to-make li")] == [
        "Moor Team (team of East)",
        "Moor team (team of East)",
    ]
    flagged = page.select_one(".govuk-inset-text").text
    assert "“Moor Team” and “Moor team” are written differently" in flagged


def test_rows_beyond_the_first_25_are_folded(council, open_as):
    admin = open_as(council.administrator)
    page = admin.get(uploaded(admin, STAFF))
    assert len(page.select("#added-caption ~ tbody tr")) == 25
    assert len(page.select("details #added-others-caption ~ tbody tr")) == 50


def test_roles_are_corrected_on_a_page(council, open_as):
    admin = open_as(council.administrator)
    odd = (HEADINGS + ADA.replace("Social Worker", "Caretaker")).encode()
    address = uploaded(admin, odd)
    assert "no role yet" in admin.get(address).text
    admin.post(address + "/roles", {"title_1": "PRACTITIONER"})
    assert "1 added" in admin.get(address).text
    assert "has no role yet" not in admin.get(address).text
    sent = admin.download(address + "/problems")
    assert len(sent.data.decode("utf-8-sig").splitlines()) == 1


def test_columns_that_nobody_could_guess_are_chosen_by_hand_and_remembered(council, open_as):
    renamed = STAFF.replace(b"email,", b"contact at work,", 1).replace(b"name,", b"who,", 1)
    admin = open_as(council.administrator)
    address = uploaded(admin, renamed)
    assert "Say which columns hold what" in admin.get(address).text
    assert "contact at work" in admin.get(address + "/columns").text
    chosen = {"name": "who", "email": "contact at work", "job_title": "job_title", "team": "team"}
    admin.post(address + "/columns", {**chosen, "email": "who"}, expect=200)
    admin.post(address + "/columns", chosen)
    again = admin.get(uploaded(admin, renamed, "next.csv"))
    assert "75 added" in again.text
    assert "Email: “contact at work”" in again.text


def test_columns_are_chosen_again_for_a_list_that_was_understood(council, open_as):
    admin = open_as(council.administrator)
    content = b"Name,Email,Job title,Role\nAda,ada@council.example,Caretaker,Social Worker\n"
    address = uploaded(admin, content)
    chosen = {"name": "Name", "email": "Email", "job_title": "Role"}
    admin.post(address + "/columns", chosen)
    assert "1 added" in admin.get(uploaded(admin, content)).text


def test_a_whole_list_of_which_nothing_was_read_ends_nobody(council):
    take_in(council, ADA)
    not_understood = look(council, b"Who,Where,How\nAda,East,Well\n", whole=True)[1]
    headings_alone = look(council, "", whole=True)[1]
    assert (not_understood.ended, headings_alone.ended) == ([], [])


def test_a_list_that_is_left_leaves_nothing(council, open_as):
    admin = open_as(council.administrator)
    address = uploaded(admin, STAFF)
    admin.post(address + "/leave")
    assert "nothing to decide" in admin.get(address).h1.text
    assert admin.get("people.index").h1.text == "2 people"


def test_a_file_that_is_none_comes_back_with_what_to_do(council, open_as):
    admin = open_as(council.administrator)
    admin.post("people.new_staff_import", expect=200)
    data = {"staff_file": (io.BytesIO(b"\x00\x01\x02" * 50), "x.xlsx")}
    admin.post("people.new_staff_import", data, expect=409)


def test_lists_are_for_those_who_import_for_the_whole_council(council, open_as):
    admin = open_as(council.administrator)
    address = uploaded(admin, STAFF)
    local = open_as(make_person(Role.ADMINISTRATOR, fresh(council.east)))
    local.get(address, expect=403)
    local.get("people.staff_imports", expect=403)
    lead = open_as(make_person(Role.QA_LEAD, fresh(council.root)))
    lead.get(address, expect=403)
    stranger = open_as(make_whole_council("Southshire").administrator)
    stranger.get(address, expect=404)
    stranger.post(address + "/leave", expect=404)
    assert "75 added" in admin.get(address).text


def test_a_leaver_in_the_list_leaves_on_their_day(council):
    last = today() + timedelta(days=30)
    plan = look(council, ADA + f"S2,Bea,bea@council.example,Social Worker,,,,1,,{last:%d/%m/%Y}\n")[
        1
    ]
    assert [line.row.ends_on for line in plan.new] == [None, last]
    gone = look(council, "S3,Cy,cy@council.example,Social Worker,,,,1,,01/01/2020\n")[1]
    assert gone.does_nothing
