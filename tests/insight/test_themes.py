"""Themes: counts of the database against a plain recount over the rows, and their pages."""

from collections import Counter
from random import Random

import pytest
from sqlalchemy import select

from qa_app.access.rules import Duty, Role
from qa_app.actions.models import Action
from qa_app.actions.rules import ForWhom, SourceKind, State
from qa_app.audit_templates import library
from qa_app.audit_templates.rules.conditions import holds
from qa_app.audits.models import Audit, Finding
from qa_app.audits.rules import Status
from qa_app.foundation.database import db
from qa_app.insight.queries.theme_findings import findings_about
from qa_app.insight.queries.themes import counting, tallies, tally_of
from qa_app.insight.rules.filters import Filters, Period
from qa_app.learning.models import CheckedTheme, FindingCheck
from qa_app.learning.queries.findings import count
from tests.insight.counted_makers import THIS_MONTH, Counted, _section, month
from tests.insight.test_pages import rows_of
from tests.insight.theme_makers import DEVELOPMENT, STRENGTH, find, make_other_round
from tests.makers import NOON, appoint, make_person, make_place, viewer_of
from tests.moderation.makers import fresh

pytestmark = pytest.mark.usefixtures("database")
TWO_YEARS = Filters(Period(month(23), THIS_MONTH))
THEMES = library.list_of_themes()
# Sections of the template that only some audits show.
HANG_ON_ANSWERS = ("threshold", "enquiry", "exploitation")


def counted_for(person, by="by_month", filters=TWO_YEARS, themes=THEMES):
    there = counting(viewer_of(person), filters, themes)
    return tallies(there, getattr(there, by))


def asked_plainly(audit):
    """One audit at a time, by what was shown in it."""
    facts, readings, concepts = audit.then.facts, {one.section for one in audit.readings}, set()
    for section in audit.template.sections:
        shown = section.shown_when
        if shown and shown.answers:
            if section.id not in readings:
                continue
        elif not holds(shown, facts, {}):
            continue
        concepts.add(section.concept)
        concepts |= {q.concept for q in section.questions if holds(q.shown_when, facts, {})}
    return {
        one.code for one in THEMES if one.concepts & concepts and holds(one.children, facts, {})
    }


def found_plainly(audit):
    pairs = set()
    for finding in db.session.scalars(select(Finding).where(Finding.audit_id == audit.id)):
        check = select(FindingCheck).where(FindingCheck.finding_id == finding.id)
        themes = finding.theme_codes
        if db.session.scalars(check).one_or_none():
            checked = select(CheckedTheme.theme).where(CheckedTheme.finding_id == finding.id)
            themes = db.session.scalars(checked).all()
        pairs |= {(finding.kind, theme) for theme in themes}
    return pairs


def made_by_chance(there, lead):
    """Audits with two templates, of many ages and statuses, over two years, with and without checked themes."""
    chance, other = Random(7), make_other_round(there, "full-case-file")
    codes = [one.code for one in THEMES]
    for number in range(70):
        about = {
            "status_then": chance.choice(["CARE", "CARE_LEAVER", "CHILD_IN_NEED", ""]),
            "age_then": chance.choice([None, -1, 0, 3, 14, 15, 17, 19]),
            "on_plan_then": chance.random() < 0.2,
            "place": chance.choice([there.east, there.west]),
        }
        where = {"round_": other} if number % 2 else {"back": chance.randrange(24)}
        (audit,) = there.read(**about, **where)
        shown = [one for one in HANG_ON_ANSWERS if chance.random() < 0.4] if number % 2 else []
        audit.readings += [_section(audit, one, "RISK", None) for one in shown]
        for _ in range(chance.randrange(4)):
            checked = tuple(chance.sample(codes, 2)) if chance.random() < 0.5 else None
            kind = chance.choice([STRENGTH, DEVELOPMENT])
            find(audit, *chance.sample(codes, 2), kind=kind, checked=checked, by=lead)
    db.session.flush()
    return db.session.scalars(select(Audit)).all()


class Plainly:
    """What each audit asked about and found, one after the other."""

    def __init__(self, audits, key):
        self.asked, self.found, self.unasked = Counter(), Counter(), Counter()
        for audit in audits:
            about, of = asked_plainly(audit), key(audit)
            self.asked.update((theme, of) for theme in about)
            for kind, theme in found_plainly(audit):
                if theme in about:
                    self.found[theme, kind, of] += 1
                else:
                    self.unasked[theme, kind, of] += 1


@pytest.mark.parametrize(
    ("by", "key"),
    [
        ("by_month", lambda audit: audit.allocation.round.month),
        ("by_place", lambda audit: audit.place_then),
    ],
)
def test_the_database_counts_what_a_plain_recount_over_the_rows_counts(by, key):
    there = Counted()
    lead = make_person(Role.QA_LEAD, there.council)
    plainly = Plainly(made_by_chance(there, lead), key)
    counted = counted_for(lead, by)
    asked = {(code, of): n for code, one in counted.items() for of, n in one.asked.items()}
    assert asked == plainly.asked and plainly.asked.total() > 500
    assert found_in(counted) == plainly.found and plainly.found.total() > 30
    unasked = {(code, *at): n for code, one in counted.items() for at, n in one.unasked.items()}
    assert unasked == plainly.unasked and plainly.unasked.total() > 10
    # A theme by itself is counted by another query, and as it is among all.
    for theme in THEMES:
        alone = counting(viewer_of(lead), TWO_YEARS, [theme])
        tally = tally_of(theme, alone, getattr(alone, by))
        assert tally.asked == counted[theme.code].asked
        assert tally.unasked == counted[theme.code].unasked
        assert found_in({theme.code: tally}) == found_in({theme.code: counted[theme.code]})


def found_in(tallies):
    return Counter(
        {
            (code, kind, of): number
            for code, one in tallies.items()
            for kind, counts in one.found.items()
            for of, number in counts.items()
            if number
        }
    )


def test_drafts_withdrawn_and_sealed_audits_and_those_out_of_reach_count_for_nobody():
    there, other = Counted(), Counted("Southshire")
    moderator = make_person(Role.PRINCIPAL_SOCIAL_WORKER, there.council)
    head = make_person(Role.HEAD_OF_SERVICE, there.service)
    for one in (there, other):
        find(one.read()[0], "SYS1")
    for status in (Status.DRAFT, Status.SUBMITTED, Status.WITHDRAWN):
        find(there.read(status=status)[0], "SYS1")
    (sealed,) = there.read(sealed=True)
    find(sealed, "SYS1", text="Sealed words.")

    def numbers(person):
        tally = counted_for(person)["SYS1"]
        (theme,) = (one for one in THEMES if one.code == "SYS1")
        words = findings_about("SYS1", None, counting(viewer_of(person), TWO_YEARS, [theme]))
        return tally.asked.total(), tally.found[DEVELOPMENT].total(), count(words)

    assert numbers(moderator) == (1, 1, 1)
    assert numbers(head) == (2, 2, 2)
    elsewhere = make_person(Role.TEAM_MANAGER, make_place(there.council, "North"))
    assert numbers(elsewhere) == (0, 0, 0)


def make_act(audit, place, done_on, for_whom=ForWhom.SERVICE, what="Agree one way of planning."):
    db.session.add(
        Action(
            council_id=audit.council_id,
            source_kind=SourceKind.AUDIT,
            source_id=audit.public_id,
            source_title="Management oversight",
            for_whom=for_whom,
            what=what,
            how_we_will_know="Audits say so.",
            place=place,
            place_then=place.path,
            within=20,
            state=State.CONFIRMED,
            proposed_at=NOON,
            done_on=done_on,
        )
    )
    db.session.flush()


def a_theme_that_rose():
    """Rare for a year, and in half of all audits lately."""
    there = Counted()
    for back in range(1, 19):
        audits = there.read(5, back=back, place=there.west if back % 2 else there.east)
        for audit in audits[: 3 if back <= 6 else 0]:
            find(audit, "SYS1", text=f"Found {back} months ago.")
        find(audits[-1], "SYS2", kind=STRENGTH, text="A strength.")
    make_act(audits[0], there.east, month(8))
    make_act(there.read(back=1)[0], there.east, None)
    return there


def test_what_moved_comes_first_with_both_counts_and_what_chance_alone_would_mark(open_as):
    there = a_theme_that_rose()
    lead = make_person(Role.QA_LEAD, there.council)
    page = open_as(lead).get("insight_themes.index")
    first = rows_of(page, "development")[0]
    assert first[0].startswith("Management oversight and decisions")
    assert first[0].endswith("Emerging Newly seen")
    assert first[1].startswith("18 of 31 (58%)") and first[2].startswith("0 of 60 (0%)")
    assert "Management oversight and decisions is emerging: 18 of 31 (58%)" in (
        page.select_one("#moved").text
    )
    assert "None of the 16 that can be compared has clearly changed. Found most often: " in (
        page.select_one("#moved-strength").text
    )
    year = open_as(lead).get("insight_themes.index", period="year")
    assert rows_of(year, "development")[0][:3] == first[:3], "judged over the same months"
    assert "16 themes are compared here" in page.select_one("#by-chance").text
    assert "26 themes that no audit here asked about" in page.select_one("#unasked").text
    link = page.select_one("#development-caption ~ tbody tr td a")["href"]
    assert "kind=development" in link and f"to={month(1):%Y-%m}" in link
    nothing = open_as(lead).get(
        "insight_themes.index", **{"from": f"{month(40):%Y-%m}", "to": f"{month(30):%Y-%m}"}
    )
    assert "No audit that asks about a theme counts here yet" in nothing.text


def test_a_theme_has_its_chart_teams_actions_and_words(open_as):
    there = a_theme_that_rose()
    source = db.session.scalars(
        select(Audit).join(Finding).where(Finding.text == "Found 6 months ago.")
    ).first()
    make_act(source, there.east, month(9))
    make_act(source, there.east, None, ForWhom.TEAM, "Look at every record with a gap.")
    make_act(source, there.east, month(3), ForWhom.CHILD, "Ring grandmother.")
    lead = make_person(Role.QA_LEAD, there.council)
    page = open_as(lead).get("insight_themes.show", theme="sys1")
    said = " ".join(page.select_one("#development-line").text.split())
    assert "Emerging. It was an area for development in 18 of 31 (58%)" in said
    assert f"First found in {month(6):%B %Y}." in said and "No audit has found it" in page.text
    months = rows_of(page, "development-table")
    assert len(months) == 24 and months[-2][1] == "3 of 6 (50%)"
    assert rows_of(page, "followed") == [
        [f"{month(9):%B %Y}", "1", rows_of(page, "followed")[0][2]]
    ]
    assert rows_of(page, "followed")[0][2].startswith("More often: 12 of 30 (40%)")
    acts = rows_of(page, "actions")
    assert len(acts) == 2 and "Ring grandmother" not in page.text
    teams = rows_of(page, "teams")
    assert [row[0] for row in teams] == ["East", "West"] and "9 of" in teams[0][1]
    assert len(page.select("#words li")) == 5
    assert "practitioner" not in page.select_one("main").text.lower()
    of_team = open_as(lead).get("insight_themes.show", theme="sys1", place=there.east.public_id)
    assert "East" in of_team.h1.text

    words = open_as(lead).get("insight_themes.findings", theme="sys1", kind="development")
    assert words.h1.text.startswith("18 findings")
    assert "Found 1 months ago." in words.select_one("#words").text
    strengths = open_as(lead).get("insight_themes.findings", theme="sys2", kind="strength")
    assert strengths.h1.text.startswith("18 findings")
    assert "Nothing was found" in open_as(lead).get("insight_themes.findings", theme="sys3").text
    open_as(lead).get("insight_themes.show", theme="nothing", expect=404)


@pytest.mark.parametrize("role", [Role.DATA_OFFICER, Role.PRACTITIONER, Role.QA_OFFICER])
def test_whoever_reads_no_audits_sees_no_themes(open_as, role):
    person = make_person(role, Counted().council)
    open_as(person).get("insight_themes.index", expect=403)
    open_as(person).get("insight_themes.show", theme="sys1", expect=403)
    open_as(person).get("insight_themes.findings", theme="sys1", expect=403)


def test_words_of_a_sealed_audit_stand_on_no_page_of_a_moderator(open_as):
    there = Counted()
    person = make_person(Role.TEAM_MANAGER, there.service)
    appoint(person, Duty.MODERATOR, there.council)
    (audit,) = there.read()
    find(audit, "SYS1", text="Words of this audit.")
    assert "Words of this audit" in open_as(person).get("insight_themes.show", theme="sys1").text
    fresh(audit).sealed = True
    for page in ("show", "findings"):
        found = open_as(person).get(f"insight_themes.{page}", theme="sys1")
        assert "Words of this audit" not in found.text
    assert "No audit that asks" in open_as(person).get("insight_themes.index").text


def test_more_audits_ask_no_more_of_the_database_and_never_more_than_fifteen_times(open_as, questions_of):  # fmt: skip
    there, counts = Counted(), []
    lead = open_as(make_person(Role.QA_LEAD, there.council))
    theme = {"theme": "sys1"}
    pages = ("insight_themes.index", ("insight_themes.show", theme), ("insight_themes.findings", theme))  # fmt: skip
    for number in (1, 9):
        for back in range(3):
            for audit in there.read(number, back=back):
                find(audit, "SYS1")
                make_act(audit, there.east, month(back))
        counts.append([questions_of(lead, page) for page in pages])
    assert counts[0] == counts[1] and max(counts[0]) <= 15, counts
