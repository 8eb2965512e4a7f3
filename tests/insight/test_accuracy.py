"""Agreement on its page: counted apart, with the audits behind each figure, and nothing of what is sealed."""

from qa_app.access.rules import Duty, Role
from qa_app.audits.rules.choosing import Chosen
from qa_app.organisation.rules import Kind
from tests.insight.agreement_makers import GOOD, LESS, make_settled
from tests.insight.test_pages import rows_of
from tests.makers import appoint, make_council, make_person, make_place
from tests.moderation.makers import fresh


class Graded:
    """Two teams of a service, an auditor of one who reads the other, and a moderator."""

    def __init__(self) -> None:
        self.council = make_council()
        self.service = make_place(self.council, "Safeguarding", Kind.SERVICE)
        self.east = make_place(self.service, "East")
        self.auditor = make_person(Role.TEAM_MANAGER, make_place(self.service, "West"))
        self.moderator = make_person(Role.TEAM_MANAGER, make_place(self.council, "North"))
        appoint(self.moderator, Duty.MODERATOR, self.council)
        self.lead = make_person(Role.QA_LEAD, self.council, name="Quinn Lead")

    def read(self, number: int = 1, first: str = GOOD, second: str = GOOD, **said):
        return [
            make_settled(self.auditor, self.moderator, self.east, first, second, **said)
            for _ in range(number)
        ]


def test_each_way_of_reading_again_is_counted_by_itself_with_its_list_behind(open_as):
    graded = Graded()
    graded.read(4)
    graded.read(2, GOOD, LESS)
    graded.read(3, LESS, "inadequate", chosen=Chosen.INADEQUATE, blind=False)
    browser = open_as(graded.lead)
    page = browser.get("accuracy.show")
    said = page.select_one("#agreement").text
    assert "4 of 6 audits (67%, small number; likely between 30% and 90%)" in said
    assert "auditors were higher twice and lower never. 2 of the 2 differences crossed" in said
    assert rows_of(page, "rule-open")[2] == [
        "The auditor was higher",
        "3 the auditor was higher, Chosen by a rule, read openly",
    ]
    assert len(rows_of(page, "sections")) >= 1
    assert "It takes" not in said and "not enough yet" in page.select_one("#months").text

    sections = browser.get("accuracy.show", about="oversight")
    assert "sections (" in sections.select_one("#agreement").text
    assert page.select_one("#sections-caption").text.startswith("Grades of sections.")
    assert "Counted here are grades of sections, not audits" in page.text
    listed = browser.get("accuracy.audits", about="oversight")
    assert "The figures count grades of sections" in listed.text
    behind = browser.get("accuracy.audits", how="chance_blind", found="crossed")
    assert behind.h1.text.startswith("2 audits")
    rows = rows_of(behind, "audits")
    assert [row[4:6] for row in rows] == [["Good", "Requires improvement to be good"]] * 2
    assert graded.auditor.name not in behind.select_one("main").text
    by_rule = browser.get("accuracy.audits", how="rule_open", found="same")
    assert "No audit that you may open" in by_rule.text


def test_nothing_is_counted_before_it_is_settled(open_as):
    graded = Graded()
    graded.read(1, settled=False)
    page = open_as(graded.lead).get("accuracy.show")
    assert "No audit was read again in this way" in page.select_one("#agreement").text
    assert "1 audit still waits" in page.text
    assert "How accurate our grading is" not in open_as(graded.lead).get("home.show").text


def test_a_head_of_service_sees_their_own_service_and_a_team_manager_nothing(open_as):
    graded = Graded()
    graded.read(1)
    other = make_place(graded.council, "Care", Kind.SERVICE)
    elsewhere = make_person(Role.HEAD_OF_SERVICE, other)
    assert "No audit was read again" in open_as(elsewhere).get("accuracy.show").text
    mine = make_person(Role.HEAD_OF_SERVICE, graded.service)
    assert "in 1 of 1 audit." in open_as(mine).get("accuracy.show").text
    assert open_as(mine).get("accuracy.audits").h1.text.startswith("1 audit")
    open_as(graded.auditor).get("accuracy.show", expect=403)


def test_another_audit_of_a_child_that_waits_to_be_read_blind_stays_out(open_as):
    graded = Graded()
    (audit,) = graded.read(1)
    moderator = open_as(graded.moderator)
    assert "in 1 of 1 audit." in moderator.get("accuracy.show").text
    fresh(audit).sealed = True
    assert "No audit was read again" in open_as(graded.moderator).get("accuracy.show").text


def test_the_director_reads_it_on_their_first_page(open_as):
    graded = Graded()
    graded.read(4)
    director = make_person(Role.DIRECTOR, graded.council)
    page = open_as(director).get("home.show")
    assert "Moderators gave the same grade in 4 of 4 whole audits." in page.text


def test_more_audits_ask_no_more_of_the_database(open_as, questions_of):
    graded, counts = Graded(), []
    graded.read(2)
    lead = open_as(graded.lead)
    for _ in range(2):
        counts.append([questions_of(lead, page) for page in ("accuracy.show", "accuracy.audits")])
        graded.read(9)
    assert counts[0] == counts[1]
