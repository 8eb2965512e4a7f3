"""A quote is a text of its own, tells of nobody, and is read by somebody who did not write it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from qa_app.access.rules import Role
from qa_app.audits.rules.personal_details import staff_names
from qa_app.children.models import Child
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.reports.models import ApprovedText
from qa_app.reports.operations import quoting
from qa_app.reports.operations.making import make_next
from qa_app.reports.queries.quotes import readable, visible
from qa_app.reports.routes.blueprint import FOLDER
from qa_app.reports.rules.approving import TextState
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.quotes import marks_in, pieces_of
from qa_app.trail.models import Event
from tests.children.makers import make_child
from tests.insight.counted_makers import GOOD, LESS, Counted
from tests.insight.theme_makers import find
from tests.makers import make_person, viewer_of
from tests.moderation.test_sealing import Sealed
from tests.reports.makers import lead_of
from tests.reports.paper_makers import ask_paper, paper_for, table_of, words_of

WORDS = "The plan was written with the family, and everybody knew what came next"


@pytest.fixture
def made(database):
    there = Counted()
    there.read(11)
    there.read(8, grade=LESS)
    return there


@pytest.fixture
def finding(made):
    audits = made.read(8, sections=[("VOICE", GOOD)])
    for one in audits:
        find(one, "SYS1")
    return audits[0].findings[0]


@pytest.fixture
def lead(made):
    return viewer_of(lead_of(made))


@pytest.fixture
def second(made):
    return viewer_of(make_person(Role.PRINCIPAL_SOCIAL_WORKER, made.council))


def approved(finding, lead, second, words=WORDS):
    quote = quoting.write_quote(finding, words, lead, now())
    quoting.approve(quote, second, now(), looked=True, seen=str(quote.version))
    return quote


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Her brother Kian is heard", "a family member’s name"),
        ("Call 01632 960 001", "a telephone number"),
        ("A boy of 7 years old", "an age"),
        ("aged 14", "an age"),
        ("In March it changed", "a month"),
        ("The East team listens", "a team or service"),
        ("Record C000123", "a reference"),
        ("Ada Thornley listens", "a colleague’s name"),
    ],
)
def test_what_may_tell_of_somebody_is_marked(text, what):
    marks = marks_in(text, staff_names(["Ada Thornley"]), ["East"])
    assert [one.what for one in marks] == [what]
    assert "".join(one.words for one in pieces_of(text, marks)) == text


def test_plain_words_are_not_marked():
    said = f"{WORDS}, not least the eastern side"
    assert marks_in(said, staff_names(["Ada Thornley"]), ["East"]) == []


def test_nobody_approves_what_they_wrote(finding, lead, second):
    quote = quoting.write_quote(finding, WORDS, lead, now())
    with pytest.raises(DomainError, match="You wrote it"):
        quoting.approve(quote, lead, now(), looked=True, seen=str(quote.version))
    quoting.approve(quote, second, now(), looked=False, seen=str(quote.version))
    assert quote.state is TextState.APPROVED


def test_what_is_marked_takes_a_look(finding, lead, second):
    quote = quoting.write_quote(finding, "In March her brother Kian was heard", lead, now())
    with pytest.raises(DomainError, match="looked at what is marked"):
        quoting.approve(quote, second, now(), looked=False, seen=str(quote.version))
    quoting.approve(quote, second, now(), looked=True, seen=str(quote.version))


def test_an_approved_quote_is_not_written_otherwise(finding, lead, second):
    quote = approved(finding, lead, second)
    with pytest.raises(DomainError, match="Take it back"):
        quoting.write_quote(finding, "Other words", second, now())
    quoting.withdraw(quote, lead, now())
    assert quoting.write_quote(finding, "Other words", second, now()).state is TextState.PROPOSED
    with pytest.raises(DomainError, match="You wrote it"):
        quoting.approve(quote, second, now(), looked=True, seen=str(quote.version))


def test_why_it_is_not_approved_is_said(finding, lead, second):
    quote = quoting.write_quote(finding, WORDS, lead, now())
    with pytest.raises(DomainError, match="Enter why"):
        quoting.decline(quote, " ", second, now())
    quoting.decline(quote, "One family alone says this", second, now())
    assert (quote.state, quote.why) == (TextState.DECLINED, "One family alone says this")


@pytest.mark.parametrize("level", list(Level))
def test_a_paper_quotes_what_was_approved_and_nothing_else(made, finding, lead, second, folder, level):  # fmt: skip
    kind = ReportKind.SERVICE if level is Level.INTERNAL else ReportKind.ANNUAL
    person = lead_of(made)
    quoting.write_quote(finding, WORDS, lead, now())
    assert WORDS not in words_of(paper_for(person, folder, kind, level))
    quote = db.session.scalars(select(ApprovedText)).one()
    quoting.approve(quote, second, now(), looked=False, seen=str(quote.version))
    assert WORDS in words_of(paper_for(person, folder, kind, level))


def test_a_theme_whose_count_is_hidden_is_not_quoted(made, lead, second, folder):
    """Its quote would say that somebody found it, and of few that is nearly who."""
    audits = made.read(3, sections=[("VOICE", GOOD)])
    for one in audits:
        find(one, "SYS1")
    approved(audits[0].findings[0], lead, second)
    assert WORDS not in words_of(paper_for(lead_of(made), folder, ReportKind.ANNUAL))


def test_what_families_said_stands_beside_what_was_done(made, lead, second, folder):
    told = quoting.write_you_said("You wanted letters you can read", "Letters are shorter", lead, now())  # fmt: skip
    quoting.approve(told, second, now(), looked=False, seen=str(told.version))
    path = paper_for(lead_of(made), folder, ReportKind.ANNUAL)
    assert table_of(path, "You said")[1] == [told.words, told.answer]


def test_a_quote_of_a_shut_audit_is_gone(made, finding, lead, second, folder):
    approved(finding, lead, second)
    finding.audit.shut_at = now()
    db.session.flush()
    assert db.session.scalars(visible(lead)).all() == []
    paper = paper_for(lead_of(made), folder, ReportKind.SERVICE, Level.INTERNAL)
    assert WORDS not in words_of(paper)


def test_quotes_of_another_council_are_like_none(made, finding, lead, second):
    approved(finding, lead, second)
    quoting.write_you_said("Said", "Done", lead, now())
    other = Counted("Southshire")
    assert db.session.scalars(visible(viewer_of(lead_of(other)))).all() == []


def test_nothing_is_quoted_from_what_is_sealed(database):
    sealed = Sealed()
    psw = viewer_of(sealed.psw)
    assert sealed.audit.id not in {*db.session.scalars(readable(psw))}


def test_a_quote_is_written_and_approved_by_two(made, finding, open_as):
    lead, psw = lead_of(made), make_person(Role.PRINCIPAL_SOCIAL_WORKER, made.council)
    ids = {"audit_id": finding.audit.public_id, "finding_id": finding.public_id}
    browser = open_as(lead)
    assert finding.text in browser.get("quotes.write", **ids).text
    browser.post("quotes.write", {"words": "In March her brother Kian was heard"}, **ids)
    quote = db.session.scalars(select(ApprovedText)).one()
    here = {"text_id": quote.public_id}
    assert "You wrote it" in browser.get("quotes.show", **here).text

    other = open_as(psw)
    page = other.get("quotes.show", **here)
    assert [one.next for one in page.select("#words mark")] == ["March", "brother Kian"]
    read = {"version": page.select_one("#approve input[name=version]")["value"]}
    other.post("quotes.approve", read, **here, expect=409)
    other.post("quotes.approve", {"looked": "yes"}, **here, expect=409)
    other.post("quotes.approve", {"looked": "yes", **read}, **here)
    assert "Approved" in other.get("quotes.index").text
    names = {*db.session.scalars(select(Event.name).where(Event.name.startswith("quote")))}
    assert {"quote:written", "quote:approved"} <= names


def test_words_that_were_written_since_are_read_again_before_they_are_approved(
    finding, lead, second
):
    quote = quoting.write_quote(finding, WORDS, lead, now())
    read = str(quote.version)
    quoting.write_quote(finding, "Something that nobody else has read", lead, now())
    with pytest.raises(DomainError, match="Read it again"):
        quoting.approve(quote, second, now(), looked=True, seen=read)
    assert quote.state is TextState.PROPOSED


def test_once_a_quote_is_taken_back_its_papers_are_given_to_nobody(made, finding, open_as, app, lead, second):  # fmt: skip
    quote = approved(finding, lead, second)
    db.session.commit()
    browser = open_as(lead_of(made))
    here = browser.post("/reports/papers/service-management?period=year", {"level": "INTERNAL"}).location  # fmt: skip
    make_next(app.extensions[FOLDER], now)
    browser.download(f"{here}/file").close()
    browser.post("quotes.withdraw", {}, text_id=quote.public_id)
    browser.get(f"{here}/file", expect=302)
    assert "taken back since" in browser.get(here).text


def test_once_the_child_of_a_quote_is_restricted_its_papers_are_given_to_nobody(made, finding, open_as, app, lead, second):  # fmt: skip
    finding.audit.allocation.child = make_child(made.east).child
    approved(finding, lead, second)
    db.session.commit()
    reader = lead_of(made)
    paper = ask_paper(viewer_of(reader), ReportKind.SERVICE)
    db.session.commit()
    browser, here = open_as(reader), f"/reports/{paper.public_id}"
    make_next(app.extensions[FOLDER], now)
    browser.download(f"{here}/file").close()
    db.session.execute(update(Child).values(restricted=True))
    db.session.commit()
    browser.get(f"{here}/file", expect=302)


def test_the_list_asks_few_questions_however_many_there_are(made, finding, open_as, lead):
    for number in range(5):
        quoting.write_you_said(f"Said {number}", "Done", lead, now() - timedelta(hours=number))
    db.session.commit()
    page = open_as(lead_of(made)).get("quotes.index")
    assert len(page.select("tbody tr")) == 5
