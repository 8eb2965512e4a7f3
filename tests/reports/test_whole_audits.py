"""Audits whole, as PDF: every answer for those who may read it, and for nobody else."""

from datetime import UTC, datetime

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audits.models import Audit, SectionNote
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.reports import pdf
from qa_app.reports.models import KeptPaper
from qa_app.reports.operations import asking
from qa_app.reports.queries.reports import is_still_open
from qa_app.reports.queries.whole_audits import find_readable
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.paper import Grid, Paper, Said, Section
from qa_app.reports.rules.states import State
from tests.audits.makers import SAW, SENTENCE, make_submitted
from tests.audits.other_kinds import make_team
from tests.audits.test_own_work import NAME, finished
from tests.children.makers import make_child
from tests.insight.counted_makers import Counted
from tests.insight.theme_makers import find
from tests.makers import make_council, make_person, make_place, viewer_of
from tests.reports.makers import ask, lead_of, make
from tests.reports.pdf_makers import bookmarks_of, text_of_pdf

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
WHY = "For the visit of the inspectors."
NOTE = "Ask her sister Ines about it"


@pytest.fixture
def made(database):
    there = Counted()
    there.read(3)
    return there


def ask_whole(viewer, *chosen, **wanted):
    about = {"with_references": True, "why": WHY, "chosen": chosen, **wanted}
    return ask(viewer, kind=ReportKind.AUDITS, **about)


@pytest.fixture
def whole(database):
    """An audit that was filled in from beginning to end, and the lead who reads it."""
    council = make_council()
    audit = make_submitted(place=make_place(council))
    db.session.add(SectionNote(council_id=council.id, audit_id=audit.id, section="x", person_id=audit.allocation.auditor_id, text=NOTE))  # fmt: skip
    audit.sealed = False
    db.session.flush()
    return audit, make_person(Role.QA_LEAD, council)


def test_one_audit_is_there_whole(whole, folder):
    audit, lead = whole
    report = ask_whole(viewer_of(lead), audit.public_id)
    path = make(report, folder)
    assert (report.state, report.trouble, report.rows) == (State.READY, "", 1)
    said = text_of_pdf(path)
    for words in (audit.allocation.reference, SAW, SENTENCE, "A strength.", "Made for"):
        assert words in said, words
    for section in audit.template.sections:
        if audit.reading(section.id):
            assert section.heading in said
    assert lead.name in said


def test_nobodys_own_note_is_in_it(whole, folder):
    audit, lead = whole
    path = make(ask_whole(viewer_of(lead), audit.public_id), folder)
    assert "Ines" not in text_of_pdf(path)


def test_it_has_a_title_a_language_tags_and_bookmarks(whole, folder):
    audit, lead = whole
    path = make(ask_whole(viewer_of(lead), audit.public_id), folder)
    there = PdfReader(path)
    title = f"Audit of record {audit.allocation.reference}"
    assert there.metadata.title == title
    assert there.trailer["/Root"]["/Lang"] == "en-GB"
    assert there.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert bookmarks_of(path) == [title]


def test_several_each_begin_on_a_page_of_their_own_after_the_contents(made, folder):
    path = make(ask_whole(viewer_of(lead_of(made))), folder)
    references = sorted(one.allocation.reference for one in db.session.scalars(select(Audit)))
    assert bookmarks_of(path) == ["3 audits whole", *(f"Audit of record {one}" for one in references)]  # fmt: skip
    pages = [one.extract_text() for one in PdfReader(path).pages]
    assert all(one in pages[0] for one in references)
    begun = [at for at, page in enumerate(pages) if at and page.startswith("Audit of record")]
    assert len(begun) == 3


def test_what_leads_to_children_takes_a_reason_and_stays_inside(made):
    lead = viewer_of(lead_of(made))
    with pytest.raises(DomainError, match="what you need"):
        ask(lead, kind=ReportKind.AUDITS)
    with pytest.raises(DomainError, match="what you need"):
        ask_whole(lead, why=" ")
    with pytest.raises(DomainError, match="who will read it"):
        ask(lead, Level.COUNCIL, kind=ReportKind.AUDITS, chosen=())


def test_none_and_too_many_are_refused_in_words(made, monkeypatch):
    lead = viewer_of(lead_of(made))
    monkeypatch.setattr(asking, "MOST_WHOLE", 2)
    with pytest.raises(DomainError, match="There are 3 audits, and one file holds 2"):
        ask_whole(lead)
    with pytest.raises(DomainError, match="no audit to read"):
        ask_whole(viewer_of(make_person(Role.TEAM_MANAGER, made.west)))


def test_where_the_server_lacks_what_it_needs_it_says_so(made, monkeypatch):
    monkeypatch.setattr(pdf, "can_be_made", lambda: False)
    with pytest.raises(DomainError, match="cannot make PDF"):
        ask_whole(viewer_of(lead_of(made)))


def test_what_somebody_may_not_open_is_not_there_for_them(made):
    (audit,) = made.read()
    lead = viewer_of(lead_of(made))
    assert find_readable(audit, lead)
    assert find_readable(audit, viewer_of(make_person(Role.TEAM_MANAGER, made.west))) is None
    assert find_readable(audit, viewer_of(lead_of(Counted("Southshire")))) is None


@pytest.mark.parametrize("how", ["sealed", "restricted", "shut", "withdrawn"])
def test_what_was_closed_is_there_for_nobody_and_fetched_by_nobody(made, folder, how):
    (audit,) = made.read()
    lead = viewer_of(make_person(Role.TEAM_MANAGER, made.east))
    report = ask_whole(lead, audit.public_id)
    make(report, folder)
    assert is_still_open(report, lead)
    if how == "sealed":
        lead = viewer_of(lead_of(made))
        audit.sealed = True
    elif how == "restricted":
        audit.allocation.child = make_child(made.east).child
        audit.allocation.child.restricted = True
    elif how == "shut":
        audit.shut_at = now()
    else:
        audit.status = "WITHDRAWN"
    db.session.flush()
    db.session.expire_all()
    assert find_readable(audit, lead) is None
    assert not is_still_open(report, lead)


def test_the_work_of_a_practitioner_is_had_by_nobody(folder):
    team = make_team()
    audit = finished(team)
    lead = viewer_of(team.somebody(Role.QA_LEAD))
    for one in (lead, viewer_of(team.auditor)):
        assert find_readable(audit, one) is None
        with pytest.raises(DomainError, match="no audit to read"):
            ask_whole(one, audit.public_id)
    assert NAME


def test_whatever_tells_of_children_is_kept_nowhere_else(made, folder):
    make(ask_whole(viewer_of(lead_of(made))), folder)
    assert db.session.scalars(select(KeptPaper)).all() == []


def test_what_was_typed_is_words_and_fetches_nothing(made, folder):
    (audit,) = made.read(1)
    typed = '<img src="file:///etc/hostname"><script>1</script> & {{ 7 * 7 }}'
    find(audit, "VOI1", text=typed)
    path = make(ask_whole(viewer_of(lead_of(made)), audit.public_id), folder)
    assert typed in text_of_pdf(path)


def test_the_same_papers_are_the_same_file(tmp_path):
    grid = Grid("Answers", ("Question", "Answer"), tuple((f"Q{at}", "Yes " * 40) for at in range(60)))  # fmt: skip
    papers = [Paper(f"Audit {at}", "Monthly", "Northshire", "", (("Team", "East"),), (Section("Plan", (Said("Words."), grid)),)) for at in range(2)]  # fmt: skip
    bound = pdf.Bound("2 audits", "Northshire", "Foot", papers)
    one, other = tmp_path / "1.pdf", tmp_path / "2.pdf"
    pdf.write(bound, one, AT)
    pdf.write(bound, other, AT)
    assert one.read_bytes() == other.read_bytes()
    assert text_of_pdf(one).count("Q59") == 2
