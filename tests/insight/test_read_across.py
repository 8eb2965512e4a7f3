"""Reading across audits: all of it, in one order, for those alone who may open each audit."""

from random import Random

from sqlalchemy import select

from qa_app.access.rules import Duty, Role
from qa_app.audits.models import Answer, Audit
from qa_app.audits.rules import Status
from qa_app.foundation.database import db
from qa_app.insight.queries.questions import versions_of
from qa_app.insight.queries.read_across import count, list_passages, of_answers, of_sections
from qa_app.insight.queries.versions import list_versions
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.read_across import Subject, answer_in_words, options, subject_of
from qa_app.organisation.rules import Kind
from qa_app.trail.models import Event
from tests.insight.counted_makers import GOOD, LESS, THIS_MONTH, Counted, month
from tests.insight.test_questions import CODE, answer
from tests.insight.theme_makers import find, make_other_round
from tests.makers import NOON, appoint, make_person, make_place, viewer_of

TWO_YEARS = Filters(Period(month(23), THIS_MONTH))
VOICE = Subject("Voice of the child", concept="VOICE")


def write(audit, evidence="Seen in the record.", difference=""):
    for one in audit.readings:
        one.evidence, one.difference = evidence, difference
    db.session.flush()
    return audit


def read(made, evidence="Seen in the record.", **said):
    (audit,) = made.read(1, sections=[("VOICE", GOOD)], **said)
    return write(audit, evidence)


def passages(person, subject=VOICE, filters=TWO_YEARS):
    viewer = viewer_of(person)
    wanted = of_sections(viewer, filters, subject)
    found = list_passages(wanted, list_versions(viewer), subject.question, 1000, 0)
    assert count(wanted) == len(found)
    return found


def test_everything_written_about_it_is_there_as_the_rows_have_it(database):
    made, chance = Counted(), Random(4)
    for _ in range(60):
        (audit,) = made.read(
            1,
            back=chance.randrange(0, 26),
            place=chance.choice([made.east, made.west]),
            status=chance.choice([Status.AGREED, Status.AGREED, Status.SUBMITTED]),
            sections=[("VOICE", chance.choice([GOOD, LESS, None])), ("PLAN", GOOD)],
        )
        for at, one in enumerate(audit.readings):
            one.evidence = chance.choice(["", f"Words {audit.id} {at}"])
            one.difference = chance.choice(["", f"Difference {audit.id} {at}"])
    database.session.flush()
    director = make_person(Role.DIRECTOR, made.council)
    found = passages(director)
    database.session.expire_all()
    rows = [
        (part.evidence, part.difference, one.allocation.round.month)
        for one in database.session.scalars(select(Audit))
        if one.status is Status.AGREED and one.allocation.round.month >= month(23)
        for part in one.readings
        if part.concept == "VOICE" and (part.evidence or part.difference)
    ]
    assert len(rows) > 10
    assert sorted((one.evidence, one.difference, one.month) for one in found) == sorted(rows)
    assert [one.month for one in found] == sorted((one.month for one in found), reverse=True)
    section = Subject("A section", section="part-1")
    assert len(passages(director, section)) == len(
        [
            part
            for one in database.session.scalars(select(Audit))
            if one.status is Status.AGREED and one.allocation.round.month >= month(23)
            for part in one.readings
            if part.section == "part-1" and (part.evidence or part.difference)
        ]
    )


def test_the_evidence_of_a_question_stands_with_its_answer(open_as):
    made = Counted()
    round_ = make_other_round(made, CODE)
    template = round_.template_version.template
    section = next(
        one
        for one in template.sections
        if not one.shown_when and any(q.answers and not q.shown_when for q in one.questions)
    )
    question = next(one for one in section.questions if one.answers and not one.shown_when)
    code, words = next(iter(question.answers.items()))
    (audit,) = made.read(1, round_=round_)
    answer(audit, section.id, **{question.id.replace("-", "_"): code})
    given = db.session.scalars(select(Answer).where(Answer.question == question.id)).one()
    given.evidence = "The visit of 3 March."
    lead = make_person(Role.QA_LEAD, made.council)
    viewer = viewer_of(lead)
    versions = versions_of(CODE, viewer)
    wanted = of_answers(viewer, TWO_YEARS, versions, question)
    (passage,) = list_passages(wanted, list_versions(viewer), question, 25, 0)
    assert (passage.said, passage.evidence) == (words, "The visit of 3 March.")
    page = open_as(lead).get("read_across.show", template=CODE, read=f"question-{question.id}")
    assert "The visit of 3 March." in page.select_one("#passages").text
    assert page.select_one("#subject").text.startswith(f"{question.text}: 1 passage")


def test_a_sealed_audit_is_read_by_nobody_here(database):
    made = Counted()
    read(made)
    director, lead = (
        make_person(Role.DIRECTOR, made.council),
        make_person(Role.QA_LEAD, made.council),
    )
    sealed = read(made, "Sealed words.", sealed=True)
    read(made, "Handed in.", status=Status.SUBMITTED)
    for person in (director, lead):
        assert [one.evidence for one in passages(person)] == ["Seen in the record."]
    sealed.sealed = False
    database.session.flush()
    assert len(passages(lead)) == len(passages(director)) == 2


def test_nobody_reads_or_counts_what_is_closed_to_them(open_as):
    made = Counted()
    read(made, "Of the east.")
    read(made, "Of the west.", place=made.west)
    read(made, "Shut.", shut_at=NOON)
    own = make_person(Role.PRACTITIONER, made.east)
    read(made, "Of own work.", own_work_of=own)
    Counted("Southmere").read(1, sections=[("VOICE", GOOD)])
    manager = make_person(Role.TEAM_MANAGER, made.east)
    elsewhere = make_person(Role.TEAM_MANAGER, make_place(made.council, "Care", Kind.SERVICE))
    appoint(elsewhere, Duty.MODERATOR, made.council)
    roles = (Role.PRACTITIONER, Role.QA_OFFICER, Role.DATA_OFFICER, Role.INSPECTOR)
    people = [make_person(role, made.council) for role in roles]
    # Whoever audits elsewhere reads their own audits there, and counts none of them here.
    page = open_as(manager).get("read_across.show", read="about-voice")
    assert "1 passage" in page.select_one("#subject").text
    assert "Of the east." in page.text and "Of the west." not in page.text
    page = open_as(elsewhere).get("read_across.show", read="about-voice")
    assert "0 passages" in page.select_one("#subject").text
    assert "Nothing was written about it" in page.text
    for browser in [open_as(person) for person in people]:
        browser.get("read_across.show", expect=403, read="about-voice")
        assert "/insight/read-across" not in str(browser.get("home.show"))


def test_a_page_holds_a_sheet_of_passages_and_the_trail_hears_of_whom(open_as):
    made = Counted()
    for number in range(30):
        read(made, f"Passage {number}")
    browser = open_as(make_person(Role.PRINCIPAL_SOCIAL_WORKER, made.council))
    page = browser.get("read_across.show", read="about-voice")
    assert len(page.select("#passages > li")) == 25
    assert len(browser.get("read_across.show", read="about-voice", page="2").select("#passages > li")) == 5  # fmt: skip
    heard = db.session.scalars(select(Event.name).where(Event.name == "evidence:listed")).all()
    assert len(heard) == 2
    link = page.select_one("#passages a")["href"]
    assert browser.get(link).h1


def test_a_theme_leads_to_its_findings_and_nothing_chosen_to_the_form(open_as):
    made = Counted()
    find(read(made), "SYS1", text="Words of a finding.")
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    moved = browser.client.get("/insight/read-across?read=theme-sys1&period=year")
    assert (moved.status_code, moved.location) == (
        302,
        "/insight/themes/sys1/findings?period=year",
    )
    assert "Words of a finding." in browser.get(moved.location).text
    for chosen in ("", "about-nothing", "section-part-0", "question-x"):
        page = browser.get("read_across.show", read=chosen)
        assert "Choose what to read, and what many audits say" in page.text
        assert not page.select("#subject")


def test_only_what_an_option_names_can_be_read():
    assert subject_of("about-voice", None, {}) == VOICE
    assert not subject_of("section-a", None, {}).is_chosen
    assert dict(options(None, []))["about-voice"] == "All sections about: voice of the child"
    assert not any(one.startswith("section-") for one, _ in options(None, []))


def test_several_answers_are_told_in_words():
    class Asked:
        answers = {"a": "One", "b": "Two"}

    assert answer_in_words(Asked, "a b c") == "One; Two; c"


def test_more_passages_ask_no_more_of_the_database(open_as, ask_alike):
    few, many = Counted("Southmere"), Counted("Northshire")
    read(few)
    for back in range(15):
        read(many, back=back)
    browsers = [open_as(make_person(Role.DIRECTOR, made.council)) for made in (few, many)]
    ask_alike(*browsers, "/insight/read-across?read=about-voice")
