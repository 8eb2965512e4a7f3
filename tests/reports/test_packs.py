"""A pack for inspectors: its files, what each holds at its level, and who was given it."""

import hashlib
import io
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.reports.models import KeptPaper, PackGiving, Release
from qa_app.reports.operations import quoting
from qa_app.reports.operations.making import tidy
from qa_app.reports.operations.packs import give
from qa_app.reports.queries.packs import count, find_giving, list_given, was_given
from qa_app.reports.queries.quotes import quotes_stand
from qa_app.reports.queries.whole_audits import find_of_records
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.packs import EVIDENCE, HOW, PLANS, QUALITY, WHOLE, WORKBOOK, not_found
from qa_app.reports.rules.releases import TOO_NEAR
from qa_app.reports.rules.states import State
from qa_app.trail.models import Event
from tests.insight.counted_makers import GOOD, LESS, Counted
from tests.insight.theme_makers import find
from tests.makers import make_person, viewer_of
from tests.reports.makers import YEAR, ask, later, lead_of, make
from tests.reports.pdf_makers import text_of_pdf

WORDS = "Canary sang to her brother Kian on 3 May 2015"
WHY = "For the inspection."


@pytest.fixture
def made(database):
    there = Counted()
    there.read(9)
    there.read(3, grade=LESS)
    return there


def ask_pack(viewer, level=Level.INTERNAL, *chosen, **wanted):
    inside = not level.leaves
    about = {"with_references": inside, "why": WHY, "chosen": chosen, **wanted}
    return ask(viewer, level, kind=ReportKind.PACK, **about)


def files_in(path, folder):
    """Unpacked beside it."""
    with ZipFile(path) as pack:
        names = pack.namelist()
        for name in names:
            (folder.path / name).write_bytes(pack.read(name))
    return names


def words_of_all(path):
    """Whatever lies in any file of the pack, seen or not."""
    said = []
    with ZipFile(path) as pack:
        for name in pack.namelist():
            with ZipFile(io.BytesIO(pack.read(name))) as inner:
                said += [inner.read(part).decode(errors="replace") for part in inner.namelist()]
    return "\n".join(said)


def test_its_files_have_names_that_people_understand(made, folder):
    report = ask_pack(viewer_of(lead_of(made)))
    path = make(report, folder)
    assert (report.state, report.trouble) == (State.READY, "")
    assert path.suffix == ".zip"
    assert files_in(path, folder) == [EVIDENCE, WORKBOOK]


@pytest.mark.parametrize("level", [Level.INTERNAL, Level.COUNCIL])
def test_the_three_questions_have_their_evidence_beside_them(made, folder, level):
    path = make(ask_pack(viewer_of(lead_of(made)), level), folder)
    files_in(path, folder)
    paper = docx.Document(str(folder.path / EVIDENCE))
    headings = [one.text for one in paper.paragraphs if one.style.name == "Heading 1"]
    assert headings[:4] == ["What is in this pack", QUALITY, HOW, PLANS]
    beside = [t for t in paper.tables if t.cell(0, 0).text == "What audits say"]
    assert len(beside) == 3
    if level is Level.INTERNAL:
        said = beside[0].cell(1, 0).text
        assert said == "Practice was good or better in 9 of 12 audits (75%)."
        assert said.rstrip(".") in headings


def test_its_workbook_lists_the_audits_under_their_references(made, folder):
    (audit,) = made.read()
    path = make(ask_pack(viewer_of(lead_of(made))), folder)
    files_in(path, folder)
    book = openpyxl.load_workbook(folder.path / WORKBOOK)
    assert book.sheetnames[:3] == ["Contents", "Audits", "Programme"]
    assert {"Themes", "Agreement", "Re-audits", "Completion"} <= {*book.sheetnames}
    head, *rows = book["Audits"].values
    assert audit.allocation.reference in [row[head.index("Record")] for row in rows]
    assert len(rows) == 13
    head, *rows = book["Programme"].values
    assert {row[2] for row in rows} >= {"Open", "Planned"}


@pytest.mark.parametrize("level", [Level.COUNCIL])
def test_no_canary_leaves_in_it(made, folder, level):
    (audit,) = made.read(1, sections=[("VOICE", GOOD)])
    find(audit, "VOI1", text=WORDS)
    audit.difference = audit.readings[0].evidence = audit.readings[0].difference = WORDS
    lead = lead_of(made)
    said = words_of_all(make(ask_pack(viewer_of(lead), level), folder))
    for canary in ("Canary", "Kian", "2015", audit.allocation.reference, lead.name, made.auditor.name):  # fmt: skip
        assert canary not in said, canary


def test_inside_no_words_of_an_audit_are_in_it_unless_it_was_chosen(made, folder):
    (audit,) = made.read(1, sections=[("VOICE", GOOD)])
    find(audit, "VOI1", text=WORDS)
    lead = viewer_of(lead_of(made))
    assert "Canary" not in words_of_all(make(ask_pack(lead), folder))

    report = ask_pack(lead, Level.INTERNAL, audit.public_id)
    path = make(report, folder)
    assert files_in(path, folder) == [EVIDENCE, WORKBOOK, WHOLE]
    assert WORDS in text_of_pdf(folder.path / WHOLE)
    assert audit.public_id in report.audits


def test_audits_go_in_whole_for_those_alone_who_may_open_them(made):
    (audit,) = made.read()
    lead = viewer_of(lead_of(made))
    with pytest.raises(DomainError, match="only for people who may open them"):
        ask_pack(lead, Level.COUNCIL, audit.public_id)
    with pytest.raises(DomainError, match="what you need"):
        ask(lead, kind=ReportKind.PACK)
    stranger = viewer_of(make_person(Role.TEAM_MANAGER, made.west))
    assert find_of_records([audit.allocation.reference], YEAR, stranger) == {}
    assert find_of_records([audit.allocation.reference], YEAR, lead) == {
        audit.allocation.reference: [audit.public_id]
    }


def test_what_was_not_found_is_said_as_it_was_typed():
    assert not_found(["A1", "A2"]).endswith("is of A1, A2")
    assert not_found([f"A{at}" for at in range(7)]).endswith("A4 and 2 more")


def test_it_is_known_by_its_digests(made, folder):
    report = ask_pack(viewer_of(lead_of(made)))
    path = make(report, folder)
    assert [*report.digests] == ["The pack", EVIDENCE, WORKBOOK]
    pack = report.digests["The pack"]
    assert pack == {"size": path.stat().st_size, "sha256": sha(path.read_bytes())}
    with ZipFile(path) as there:
        assert report.digests[WORKBOOK]["sha256"] == sha(there.read(WORKBOOK))


def sha(content):
    return hashlib.sha256(content).hexdigest()


def test_whom_it_is_given_to_is_kept_when_the_pack_is_deleted(made, folder):
    lead = viewer_of(lead_of(made))
    report = ask_pack(lead)
    make(report, folder)
    assert not was_given(report)
    given = give(report, " The inspection team ", WHY, lead, now())
    assert was_given(report)
    files = report.digests
    tidy(folder, later(days=8))
    db.session.expire_all()
    assert report.state is State.EXPIRED
    (kept,) = db.session.scalars(select(PackGiving))
    assert (kept.given_to, kept.why, kept.files) == ("The inspection team", WHY, files)
    (event,) = db.session.scalars(select(Event).where(Event.name == "pack:given"))
    assert event.facts["purpose"] == WHY
    assert event.facts["files"]["The pack"] == files["The pack"]["sha256"]
    assert given.counted == report.counted


def test_a_pack_that_leaves_is_set_beside_what_has_left(made, folder):
    lead = viewer_of(lead_of(made))
    make(ask_pack(lead), folder)
    assert not [*db.session.scalars(select(Release))]
    make(ask_pack(lead, Level.COUNCIL), folder)
    (left,) = db.session.scalars(select(Release))
    assert len(left.audits) == 12
    made.read(2)
    more = ask_pack(lead, Level.COUNCIL)
    make(more, folder)
    assert (more.state, more.trouble) == (State.FAILED, TOO_NEAR)


def test_nothing_is_given_without_saying_to_whom_and_why(made, folder):
    lead = viewer_of(lead_of(made))
    report = ask_pack(lead)
    with pytest.raises(DomainError, match="not ready"):
        give(report, "Inspectors", WHY, lead, now())
    make(report, folder)
    with pytest.raises(DomainError, match="whom you give it to"):
        give(report, " ", WHY, lead, now())
    with pytest.raises(DomainError, match="what they need"):
        give(report, "Inspectors", " ", lead, now())
    workbook = ask(lead)
    make(workbook, folder)
    with pytest.raises(DomainError, match="Only a pack"):
        give(workbook, "Inspectors", WHY, lead, now())


def test_a_pack_that_is_made_anew_has_to_be_given_anew(made, folder):
    lead = viewer_of(lead_of(made))
    report = ask_pack(lead)
    make(report, folder)
    give(report, "Inspectors", WHY, lead, now())
    report.made_at = later(minutes=5)()
    assert not was_given(report)


def test_the_log_is_of_the_council_for_those_who_see_the_whole_of_it(made, folder):
    manager = viewer_of(make_person(Role.TEAM_MANAGER, made.east))
    report = ask_pack(manager)
    make(report, folder)
    given = give(report, "Inspectors", WHY, manager, now())
    lead, other = viewer_of(lead_of(made)), viewer_of(made.auditor)
    assert [one.public_id for one in list_given(lead, 9)] == [given.public_id]
    assert count(manager) == 1
    assert count(other) == 0
    assert count(viewer_of(lead_of(Counted("Southshire")))) == 0
    assert find_giving(given.public_id, manager)


def test_once_a_quote_in_it_is_taken_back_it_is_given_to_nobody(made, folder):
    lead, second = viewer_of(lead_of(made)), viewer_of(lead_of(made))
    quote = quoting.write_you_said("Tell us sooner", "We ring within a day", lead, now())
    quoting.approve(quote, second, now(), looked=True, seen=str(quote.version))
    report = ask_pack(lead, Level.COUNCIL)
    make(report, folder)
    assert report.quotes == [quote.public_id]
    assert quotes_stand(report, lead)
    quoting.withdraw(quote, second, now())
    assert not quotes_stand(report, lead)


def test_nothing_of_a_pack_is_kept_but_who_was_given_it(made, folder):
    make(ask_pack(viewer_of(lead_of(made))), folder)
    assert db.session.scalars(select(KeptPaper)).all() == []
