"""What is said of a round: typed by one, read and approved by another, then kept as it was, with its figures."""

import docx
import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.reports.models import RoundNarrative
from qa_app.reports.operations import narratives
from qa_app.reports.queries.narratives import filters_of, texts_of
from qa_app.reports.queries.papers.a_round import DOING, FOR_THE_ROUND, FOUND, NOT_WRITTEN
from qa_app.reports.rules.approving import TextState
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.narratives import why_not_proposed, why_not_saved
from qa_app.reports.rules.paper import as_kept
from qa_app.reports.rules.states import State
from qa_app.trail.models import Event
from tests.insight.counted_makers import GOOD, LESS, Counted, month
from tests.insight.theme_makers import find
from tests.makers import make_person, viewer_of
from tests.reports.makers import lead_of, make
from tests.reports.paper_makers import ask_paper, everything_in, headings_of, words_of

WE_FOUND = "Plans are written with families.\nVisits are sometimes late."
WE_DO = "Managers look at late visits each week."
CANARY = "Canary sang to her brother Kian on 3 May 2015"


@pytest.fixture
def made(database):
    there = Counted()
    there.read(9)
    there.read(7, grade=LESS)
    return there


@pytest.fixture
def round_(made):
    (one,) = made._rounds.values()
    return one


@pytest.fixture
def lead(made):
    return viewer_of(lead_of(made))


@pytest.fixture
def second(made):
    return viewer_of(make_person(Role.PRINCIPAL_SOCIAL_WORKER, made.council))


def written(round_, by, found=WE_FOUND, *, propose=True):
    return narratives.save(round_, found, WE_DO, by, now(), propose=propose)


def approved(round_, lead, second, found=WE_FOUND):
    one = written(round_, lead, found)
    narratives.approve(one, second, now(), looked=True, seen=str(one.version))
    return one


def test_a_draft_may_be_empty_and_what_is_proposed_may_not():
    assert why_not_saved(TextState.DRAFT, "", "") is None
    assert why_not_proposed("", "x") == ("Enter what was found", "found")
    assert why_not_proposed("x", " ") == ("Enter what is done about it", "doing")
    assert why_not_saved(TextState.APPROVED, "x", "y")[1] == ""
    assert why_not_saved(TextState.DRAFT, "x", "y" * 4001)[1] == "doing"


def test_nobody_approves_what_they_wrote_any_of(round_, lead, second):
    one = written(round_, lead)
    with pytest.raises(DomainError, match="You wrote it"):
        narratives.approve(one, lead, now(), looked=True, seen=str(one.version))
    written(round_, second, WE_FOUND + " Often.")
    with pytest.raises(DomainError, match="You wrote it"):
        narratives.approve(one, lead, now(), looked=True, seen=str(one.version))
    assert one.state is TextState.PROPOSED


def test_words_that_were_written_since_are_read_again(round_, lead, second):
    one = written(round_, lead)
    seen = str(one.version)
    written(round_, lead, "Otherwise.")
    with pytest.raises(DomainError, match="written otherwise"):
        narratives.approve(one, second, now(), looked=True, seen=seen)


def test_a_draft_is_not_approved(round_, lead, second):
    one = written(round_, lead, propose=False)
    with pytest.raises(DomainError, match="does not wait"):
        narratives.approve(one, second, now(), looked=True, seen=str(one.version))
    with pytest.raises(DomainError, match="does not wait"):
        narratives.approve(None, second, now(), looked=True, seen="1")


def test_what_may_tell_of_somebody_takes_a_look(round_, lead, second):
    one = written(round_, lead, "The East team was visited by a boy of 7 years old")
    with pytest.raises(DomainError, match="looked at what is marked"):
        narratives.approve(one, second, now(), looked=False, seen=str(one.version))


def test_once_approved_it_stays_as_it_was(made, round_, lead, second):
    one = approved(round_, lead, second)
    db.session.expire_all()
    kept = (one.found, one.figures, one.written_at)
    made.read(5, grade=LESS)
    another = written(round_, second, "Something new.")
    assert another.id != one.id
    db.session.expire_all()
    assert (one.found, one.figures, one.written_at) == kept
    assert texts_of(round_).newest == one
    assert texts_of(round_).open == another
    db.session.commit()
    names = db.session.scalars(select(Event.name).where(Event.name.startswith("round-report")).order_by(Event.id))  # fmt: skip
    assert [*names] == ["round-report:proposed", "round-report:approved", "round-report:proposed"]


def test_why_it_is_not_approved_is_said_and_it_is_written_again(round_, lead, second):
    one = written(round_, lead)
    with pytest.raises(DomainError, match="Enter why"):
        narratives.decline(one, " ", second, now())
    narratives.decline(one, "Say more of strengths.", second, now())
    assert (one.state, one.why) == (TextState.DECLINED, "Say more of strengths.")
    again = written(round_, lead)
    assert again.id == one.id
    assert (again.state, again.why) == (TextState.PROPOSED, "")


def test_its_figures_are_of_this_round_alone_with_small_counts_hidden(made, round_, lead):
    made.read(8, back=1)
    one = written(round_, lead)
    sections = as_kept(one.figures).sections
    assert sections[0].heading == "Auditors completed 16 of 16 audits due (100%)"
    assert sections[1].heading == "Practice was good or better in 9 of 16 audits (56%)"
    made.read(9, back=2)
    made.read(3, grade=LESS, back=2)
    small = as_kept(written(made.round_of(month(2)), lead).figures).sections
    assert small[1].heading == "How good practice was"
    rows = [row for one in small for grid in one.blocks for row in grid.rows]
    assert ("Whole audits", "c", "12", "c") in rows


def test_no_canary_is_in_its_figures(made, round_, lead):
    (audit,) = made.read(1, sections=[("VOICE", GOOD)])
    find(audit, "VOI1", text=CANARY)
    said = str(written(round_, lead).figures)
    for canary in ("Canary", "Kian", audit.allocation.reference, made.auditor.name):
        assert canary not in said


def ask_round(viewer, round_, level):
    return ask_paper(viewer, ReportKind.ROUND, level, filters=filters_of(round_))


@pytest.mark.parametrize("level", [Level.INTERNAL, Level.COUNCIL])
def test_its_paper_says_what_was_approved_beside_the_figures(made, round_, lead, second, folder, level):  # fmt: skip
    (audit,) = made.read(1, sections=[("VOICE", GOOD)])
    find(audit, "VOI1", text=CANARY)
    approved(round_, lead, second)
    written(round_, second, "A draft that nobody has approved.")
    report = ask_round(lead, round_, level)
    path = make(report, folder)
    assert (report.state, report.trouble) == (State.READY, "")
    assert headings_of(path)[:2] == [FOUND, DOING]
    said = words_of(path)
    # It was approved for those who open the round, and may name who works there.
    assert ("Visits are sometimes late." in said) is (level is Level.INTERNAL)
    assert (WE_DO in said) is (level is Level.INTERNAL)
    assert (FOR_THE_ROUND in said) is level.leaves
    every = everything_in(path) + everything_in(path.with_suffix(".pptx"))
    for canary in ("nobody has approved", "Canary", "Kian", audit.allocation.reference):
        assert canary not in every, canary


def test_where_nothing_was_approved_its_paper_says_so(round_, lead, folder):
    written(round_, lead)
    path = make(ask_round(lead, round_, Level.INTERNAL), folder)
    said = [one.text for one in docx.Document(str(path)).paragraphs]
    assert NOT_WRITTEN in said
    assert "Visits are sometimes late." not in said


def test_one_round_has_one_text_at_a_time(round_, lead, second):
    written(round_, lead, propose=False)
    written(round_, second)
    (one,) = db.session.scalars(select(RoundNarrative))
    assert one.writer_ids == sorted([lead.person_id, second.person_id])
