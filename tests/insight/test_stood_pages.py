"""The pages of closed months: what stood, the same today, what changed since, and for whom."""

import csv
import io
from itertools import count

from sqlalchemy import select, update

from qa_app.access.rules import Role
from qa_app.audits.operations.shutting import destroy_audit
from qa_app.audits.rules import Part, WhyNot
from qa_app.foundation.database import db
from qa_app.insight.models import KeptAllocation, KeptReading, KeptRound
from qa_app.organisation.rules import Kind
from qa_app.rounds.operations.programmes import add_programme, open_round
from qa_app.rounds.rules import State
from qa_app.rounds.rules.plans import Plan
from tests.insight.counted_makers import Counted, month
from tests.insight.heard_makers import say
from tests.insight.test_pages import rows_of
from tests.insight.test_stood import MONTH, THEMES, close
from tests.insight.theme_makers import STRENGTH, find
from tests.makers import NOON, make_person, make_place

PAGES = ("insight.closed_completion", "insight_themes.closed", "insight_voices.closed")
THEME = "sys1"
numbers = count(1)


def test_what_changes_after_closing_is_told_beside_what_stood(open_as):
    made = Counted()
    audits = made.read(8, back=4)
    for audit in audits:
        say(audit, Part.CHILD)
        audit.allocation.done_at = NOON
    for audit in audits[:3]:
        find(audit, "SYS1")
    close(made)
    audits[0].allocation.state = State.WITHDRAWN
    find(audits[4], "SYS1")
    (late,) = made.read(1, back=4)
    say(late, Part.CHILD, heard=False, why=WhyNot.DECLINED)
    audits[5].participations[0].took_part = False
    made.read(3, back=3)
    db.session.flush()
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    (row,) = rows_of(browser.get("insight_themes.closed", theme=THEME), "months")
    assert row[1:] == [
        "3 of 8 (38%), small number",
        "3 of 8 (38%), small number",
        "1 counted since; 1 found since; 1 no longer counted",
    ]
    (row,) = rows_of(browser.get("insight_voices.closed"), "months")
    assert row[1:] == [
        "8 of 8 (100%), small number",
        "6 of 8 (75%), small number",
        "1 counted since; 1 no longer heard; 1 no longer counted",
    ]
    page = browser.get("insight.closed_completion", month=MONTH.strftime("%Y-%m"))
    (row,) = rows_of(page, "months")
    assert row[1:] == [
        "8 of 8 (100%), small number",
        "7 of 8 (88%), small number",
        "1 counted since; 1 no longer counted",
        "0, today 1",
    ]
    became = {name: (stood, now) for name, stood, now in rows_of(page, "became")}
    assert became["Withdrawn"] == ("0", "1") and became["Done"] == ("8", "7")
    assert f"closed {NOON.day} {NOON:%B %Y}" in page.text


def test_all_themes_stand_together_and_each_opens_its_months(open_as):
    made = Counted()
    for audit in made.read(6, back=4):
        find(audit, "SYS1", kind=STRENGTH)
    close(made)
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    page = browser.get("insight_themes.closed", kind="strength")
    rows = {row[0]: row[1:] for row in rows_of(page, "themes")}
    [name] = [one.name for one in THEMES if one.code == "SYS1"]
    assert rows[name] == ["6 of 6 (100%), small number"] * 2 + ["Nothing"]
    link = page.find("a", string=name)["href"]
    assert "theme=sys1" in link and "kind=strength" in link
    assert len(rows_of(browser.get("insight_themes.closed", theme=THEME), "months")) == 1


def test_the_pages_lead_to_their_closed_months(open_as):
    made = Counted()
    made.read(6)
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    for page, closed in (
        ("insight.completion", "/insight/completion/closed-months"),
        ("insight_themes.index", "/insight/themes/closed-months"),
        ("insight_voices.show", "/insight/voices/closed-months"),
    ):
        link = browser.get(page).find("a", string="See closed months as they stood")
        assert link["href"].split("?")[0] == closed


def test_of_rounds_that_were_closed_before_the_page_says_that_nothing_is_known(open_as):
    made = Counted()
    made.read(6, back=4)
    made.read(6, back=5)
    close(made)
    close(made, back=5)
    earlier = made.round_of(month(5)).id
    for table in (KeptAllocation, KeptReading):
        db.session.execute(table.__table__.delete().where(table.round_id == earlier))
    db.session.execute(
        update(KeptRound).where(KeptRound.round_id == earlier).values(keeps_all=False)
    )
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    for endpoint in PAGES:
        asked = {"theme": THEME} if "themes" in endpoint else {}
        page = browser.get(endpoint, **asked)
        said = page.select_one("#closed-earlier").text
        assert said.startswith(f"1 round of {month(5):%B %Y} was closed before this was kept.")
        assert len(rows_of(page, "months")) <= 1
        assert "1 round" in browser.get(endpoint, **asked).text


def test_filters_hold_for_what_stood_as_for_what_is_counted_today(open_as):
    made = Counted()
    audits = made.read(6, back=4)
    others = made.read(7, back=4, place=made.west, status_then="CHILD_IN_NEED", age_then=16)
    for audit in [*audits, *others]:
        say(audit, Part.CHILD)
    close(made)
    destroy_audit(others[0])
    browser = open_as(make_person(Role.QA_LEAD, made.council))

    def shown(**asked):
        return [
            row[1:3] for row in rows_of(browser.get("insight_voices.closed", **asked), "months")
        ]

    east = ["6 of 6 (100%), small number"] * 2
    west = ["7 of 7 (100%), small number", "6 of 6 (100%), small number"]
    assert shown(place=made.east.public_id) == [east]
    for asked in ({"place": made.west.public_id}, {"status": "child-in-need"}, {"age": "from-16"}):
        assert shown(**asked) == [west], asked
    assert shown(place=made.west.public_id, places="now") == [west]
    assert shown(picked="by-name") == []


def test_why_practitioners_did_not_take_part_is_neither_kept_nor_shown(open_as):
    made = Counted()
    for audit in made.read(9, back=4):
        say(audit, Part.PRACTITIONER, heard=False, why=WhyNot.DECLINED)
        say(audit, Part.CHILD, heard=False, why=WhyNot.DECLINED)
    close(made)
    kept = [one["PRACTITIONER"] for one in db.session.scalars(select(KeptReading.voices))]
    assert kept == [[False, None]] * 9
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    page = browser.get("insight_voices.closed", who="practitioner")
    assert not rows_of(page, "reasons") and page.select_one("#no-reasons")
    assert rows_of(browser.get("insight_voices.closed", who="child"), "reasons")


def test_pages_of_closed_months_ask_as_often_for_many_audits(open_as, ask_alike):
    made, large = Counted(), Counted("Southshire")
    for of, number in ((made, 2), (large, 30)):
        for audit in of.read(number, back=4):
            find(audit, "SYS1")
            say(audit, Part.CHILD)
        close(of)
    browsers = [open_as(make_person(Role.QA_LEAD, one.council)) for one in (made, large)]
    ask_alike(*browsers, *PAGES)


def test_tables_of_closed_months_are_taken_as_files(open_as):
    made = Counted()
    for audit in made.read(6, back=4):
        say(audit, Part.CHILD)
    close(made)
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    for endpoint in PAGES:
        asked = {"theme": THEME} if "themes" in endpoint else {}
        page = browser.get(endpoint, **asked)
        [link] = [one["href"] for one in page.select("a") if "table-as-file=months" in one.get("href", "")]  # fmt: skip
        file = browser.client.get(link)
        assert file.mimetype == "text/csv" and file.data.count(b"\r\n") == 2


def another_round(made):
    """Of the same month, of a programme of its own."""
    code = made.round_of(MONTH).programme.template_code
    plan = Plan(first_month=MONTH)
    name = f"Programme {next(numbers)}"
    programme = add_programme(made.council, name, code, None, NOON, plan=plan)
    return open_round(programme, MONTH, by=None, at=NOON)


def two_rounds_of_one_month(made):
    """One of them closed, and both of records."""
    for audit in made.read(6, back=4):
        find(audit, "SYS1")
        say(audit, Part.CHILD)
        audit.allocation.done_at = NOON
    made.read(3, back=4, round_=another_round(made))
    close(made)


def pages_of_months(browser):
    for endpoint, table in (*((one, "months") for one in PAGES), ("grades.closed", "closed")):
        asked = {"theme": THEME} if "themes" in endpoint else {}
        yield browser.get(endpoint, **asked), table


def test_a_month_of_which_a_round_is_still_open_is_not_shown_as_closed(open_as):
    made = Counted()
    two_rounds_of_one_month(made)
    day = f"{NOON.day} {NOON:%B %Y}"
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    for page, table in pages_of_months(browser):
        [row] = rows_of(page, table)
        assert row[0] == f"{MONTH:%B %Y}1 of 2 rounds closed, on {day}"
        assert row[1].startswith("6 of 6")
        assert "rounds that are not closed yet are counted on neither side" in page.text
    page = browser.get("insight_themes.closed")
    together = page.select_one("#together")
    assert "1 month has rounds that are not closed yet" in " ".join(together.text.split())
    assert together in page.select_one("#themes-caption").find_all_previous("p")


def test_rounds_of_a_month_are_those_in_which_records_were_given_out_that_the_viewer_sees(open_as):
    made, day = Counted(), f"{NOON.day} {NOON:%B %Y}"
    two_rounds_of_one_month(made)
    planned, taken_back, of_own_work, elsewhere = (another_round(made) for _ in range(4))
    planned.opened_at = None
    made.read(2, back=4, round_=taken_back, state=State.WITHDRAWN)
    practitioner = make_person(Role.PRACTITIONER, made.east)
    made.read(2, back=4, round_=of_own_work, own_work_of=practitioner)
    made.read(2, back=4, round_=elsewhere, place=made.west)
    browsers = [
        open_as(make_person(Role.QA_LEAD, made.council)),
        open_as(make_person(Role.TEAM_MANAGER, made.east)),
    ]
    for browser, of in zip(browsers, (3, 2), strict=True):
        for page, table in pages_of_months(browser):
            assert rows_of(page, table)[0][0].endswith(f"1 of {of} rounds closed, on {day}")


def test_a_file_of_closed_months_has_the_month_and_its_rounds_in_columns_of_their_own(open_as):
    made = Counted()
    two_rounds_of_one_month(made)
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    for page, table in pages_of_months(browser):
        [link] = [one["href"] for one in page.select("a") if f"table-as-file={table}" in one.get("href", "")]  # fmt: skip
        head, row = csv.reader(io.StringIO(browser.client.get(link).data.decode("utf-8-sig")))
        said = dict(zip(head, row, strict=True))
        assert said["Month"] == f"{MONTH:%Y-%m}"
        assert (said["Rounds closed"], said["Rounds"]) == ("1", "2")
        assert said["Last closed on"] == NOON.date().isoformat()
        assert "Rounds closed" not in page.text


def test_what_became_of_the_audits_of_a_month_stands_under_its_question(open_as):
    made = Counted()
    made.read(6, back=4)
    close(made)
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    page = browser.get("insight.closed_completion")
    form = page.select_one("#one-month ~ form")
    assert form["action"].endswith("#one-month")
    assert form.select_one("label").text.strip() == "Show everything that was counted of"
    assert "No month" not in page.text
    assert page.select_one("main a[href='#one-month']") in page.select_one(
        "#months-caption"
    ).find_all_previous("a")
    page = browser.get("insight.closed_completion", month=MONTH.strftime("%Y-%m"))
    assert page.select_one("#one-month ~ form ~ div #became-caption")


def test_nobody_without_the_permission_of_the_page_opens_its_closed_months(open_as):
    made = Counted()
    practitioner = open_as(make_person(Role.PRACTITIONER, made.east))
    for endpoint in PAGES:
        practitioner.get(endpoint, expect=403)


def test_rounds_of_a_month_follow_the_filters_of_its_figures(open_as):
    made, day = Counted(), f"{NOON.day} {NOON:%B %Y}"
    two_rounds_of_one_month(made)
    other = another_round(made)
    made.read(3, back=4, round_=other, place=made.west)
    service = make_place(made.council, "Permanence", Kind.SERVICE)
    made.read(2, back=4, round_=another_round(made), place=service)
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    programme = made.round_of(MONTH).programme.public_id

    def said(endpoint, **asked):
        return rows_of(browser.get(endpoint, **asked), "months")[0][0].removeprefix(
            f"{MONTH:%B %Y}"
        )

    assert said("insight_voices.closed") == f"1 of 4 rounds closed, on {day}"
    assert said("insight_voices.closed", place=made.east.public_id) == f"1 of 2 rounds closed, on {day}"  # fmt: skip
    assert said("insight_voices.closed", programme=programme) == f"closed {day}"
    template = made.round_of(MONTH).programme.template_code
    assert said("insight_voices.closed", template=template) == f"1 of 4 rounds closed, on {day}"
    assert said("insight.closed_completion") == f"1 of 4 rounds closed, on {day}"
    asked = {"service": made.service.public_id, "month": MONTH.strftime("%Y-%m")}
    assert said("insight.closed_completion", **asked) == f"1 of 3 rounds closed, on {day}"
    page = browser.get("insight.closed_completion", **asked)
    kept = [form.button.attrs for form in page.select("form.app-filters")]
    assert {one["name"]: one["value"] for one in kept} == asked
