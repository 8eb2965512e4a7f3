"""What came of actions: a plain recount, lists that hold what figures say, and nothing that is closed."""

import re
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from random import Random

from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.actions.models import Action
from qa_app.actions.rules import ForWhom, Helped, Source, SourceKind, State
from qa_app.audits.rules import Status
from qa_app.children.models import Child
from qa_app.follow_up.models import EarlierAction
from qa_app.follow_up.rules.second_audits import Outcome as FoundAgain
from qa_app.foundation.clock import today
from qa_app.foundation.database import db
from qa_app.foundation.statistics.changes import Change
from qa_app.insight.queries.actions import count_due, count_found_again, count_raised
from qa_app.insight.rules import actions as rules
from qa_app.insight.rules.actions import Asked, Group, Outcome
from qa_app.insight.rules.filters import Period
from qa_app.insight.rules.proportions import Proportion
from qa_app.insight.rules.series import Series
from qa_app.organisation.rules import Kind
from tests.children.makers import make_child
from tests.insight.counted_makers import GOOD, LOWEST, THIS_MONTH, Counted, month
from tests.insight.pair_makers import read_twice
from tests.insight.test_pages import rows_of
from tests.makers import make_person, make_place, viewer_of

TWO_YEARS = Asked(Period(month(23), THIS_MONTH))
SOURCE = Source(SourceKind.AUDIT, "source", "Monthly audits")


def owe(place, due_on, state=State.OWED, **said):
    """An action that was raised ten days before it is due, made without the steps that lead to it."""
    proposed = datetime.combine(due_on - timedelta(days=10), time(12), UTC)
    made = Action(
        council_id=place.council_id,
        source_kind=SOURCE.kind,
        source_title=SOURCE.title,
        place_id=place.id,
        place_then=place.path,
        within=10,
        due_on=due_on,
        due_first_on=due_on,
        state=state,
        **{
            "what": "Write a plan.",
            "how_we_will_know": "There is a plan.",
            "for_whom": ForWhom.TEAM,
            "proposed_at": proposed,
            "source_id": SOURCE.public_id,
            **said,
        },
    )
    db.session.add(made)
    db.session.flush()
    return made


def done(place, due_on, days=0, helped=Helped.YES, **said):
    return owe(place, due_on, State.CONFIRMED, done_on=due_on + timedelta(days=days), helped=helped, **said)  # fmt: skip


def make_many(made, number=120):
    chance = Random(3)
    for _ in range(number):
        due_on = today() - timedelta(days=chance.randrange(-9, 760))
        state = chance.choice([*State, State.CONFIRMED, State.CONFIRMED])
        is_done = state in (State.DONE, State.CONFIRMED)
        owe(
            chance.choice([made.east, made.west]),
            due_on,
            state,
            done_on=due_on + timedelta(days=chance.randrange(-3, 4)) if is_done else None,
            helped=chance.choice([*Helped, None]) if is_done else None,
            for_whom=chance.choice([*ForWhom]),
        )


def test_figures_equal_a_plain_recount_over_the_rows(database):
    made = Counted()
    make_many(made)
    director = viewer_of(make_person(Role.DIRECTOR, made.council))
    found = count_due(director, TWO_YEARS, today())
    database.session.expire_all()
    every = [*database.session.scalars(select(Action))]
    due = [
        one
        for one in every
        if one.state not in (State.PROPOSED, State.NO_LONGER_RIGHT)
        and month(23) <= one.due_on < today()
    ]
    assert 50 < len(due) < len(every)

    def outcome(one):
        if one.done_on is None:
            return Outcome.OVERDUE
        return Outcome.ON_TIME if one.done_on <= one.due_on else Outcome.LATE

    groups = Counter()
    for one in found:
        groups[one.month, one.place, one.outcome, one.helped] += one.number
    assert groups == Counter(
        (one.due_on.replace(day=1), one.place_then, outcome(one), one.helped) for one in due
    )
    on_time = [one for one in due if outcome(one) is Outcome.ON_TIME]
    assert rules.on_time_in(found) == Proportion(len(on_time), len(due))
    raised = [
        one
        for one in every
        if one.state is not State.PROPOSED and month(23) <= one.proposed_at.date()
    ]
    assert count_raised(director, TWO_YEARS) == len(raised)
    child = Asked(TWO_YEARS.period, below=made.west.path, whom=ForWhom.CHILD)
    assert sum(one.number for one in count_due(director, child, today())) == sum(
        one.for_whom is ForWhom.CHILD and one.place_then == made.west.path for one in due
    )


def test_every_figure_leads_to_as_many_actions_as_it_says(open_as):
    made = Counted()
    make_many(made)
    browser = open_as(make_person(Role.DIRECTOR, made.council))
    page = browser.get("insight_actions.show")
    links = page.select("main a[href*='/insight/actions/list']")
    assert len(links) > 20
    for link in links:
        said = " ".join(link.find(string=True, recursive=False).split())
        listed = browser.get(link["href"]).h1.text.split()[0]
        assert listed == re.match(r"\d+", said)[0], (said, link["href"])


def test_the_sentence_says_what_was_raised_and_what_became_of_it(open_as):
    made = Counted()
    day = month(1)
    for _ in range(3):
        done(made.east, day)
    done(made.east, day, days=2, helped=Helped.NO)
    owe(made.west, day)
    lead = open_as(make_person(Role.QA_LEAD, made.council))
    page = lead.get("insight_actions.show")
    told = page.select_one("#told").text
    assert told.startswith("5 actions were raised")
    assert "Of those due, 3 of 5 (60%, small number; likely between" in told
    assert told.endswith("done on time, 1 done late, 1 not done yet.")
    assert [row[:2] for row in rows_of(page, "helped")] == [
        ["Yes", "3 of 4 Yes"],
        ["No", "1 of 4 No"],
    ]
    assert [row[0] for row in rows_of(page, "places")] == ["Safeguarding"]
    assert "3 of 5 (60%)" in lead.download("insight_actions.download").text
    picture = lead.download("insight_actions.picture").text
    assert picture.startswith("<?xml") and "Actions" in picture and "Audits" not in picture


def test_whether_more_is_done_on_time_is_said_from_months_that_are_over():
    shown = [*reversed([month(back) for back in range(24)])]
    over = rules.months_that_are_over(shown, today())
    assert over == shown[:-1]
    groups = [
        Group(one, "n/", Outcome.ON_TIME if at >= 17 else Outcome.OVERDUE, None, 5)
        for at, one in enumerate(over)
    ]
    series = rules.series_of(groups, over)
    found = rules.change_of(series)
    assert found.change is Change.RISING
    assert "More is done on time than before. Done on time: 30 of 30" in rules.change_in_words(
        found, series
    )
    assert "not enough yet" in rules.change_in_words(
        rules.change_of(Series([], [])), Series([], [])
    )
    assert rules.sentence_of([], 0, "this year") == ""
    assert rules.sentence_of([], 1, "this year") == (
        "1 action was raised, this year. None was due yet."
    )


def test_too_early_to_say_is_neither_help_nor_none():
    groups = [Group(THIS_MONTH, "n/", Outcome.LATE, said, 1) for said in (*Helped, None)]
    assert rules.helped_in(groups) == Proportion(2, 3)
    assert rules.helped_of(groups) == {**dict.fromkeys(Helped, 1), None: 1}


def test_nobody_learns_by_counting_what_is_closed_to_them(open_as):
    made = Counted()
    day = month(1)
    done(made.east, day)
    manager = make_person(Role.TEAM_MANAGER, made.east)
    before = count_due(viewer_of(manager), TWO_YEARS, today())
    done(made.west, day)
    restricted = make_child(made.east).child
    restricted.restricted = True
    done(made.east, day, child_id=restricted.id, for_whom=ForWhom.CHILD)
    db.session.flush()
    assert count_due(viewer_of(manager), TWO_YEARS, today()) == before
    assert db.session.get(Child, restricted.id).restricted
    # What a sealed audit led to is known to be done; whether it helped would tell what it says.
    moderator = viewer_of(make_person(Role.QA_LEAD, made.council))
    (sealed,) = made.read(sealed=True)
    done(made.east, day, source_id=sealed.public_id, helped=Helped.NO)
    found = count_due(moderator, TWO_YEARS, today())
    assert rules.helped_in(found) == Proportion(3, 3)
    assert rules.on_time_in(found) == Proportion(4, 4)
    elsewhere = make_person(Role.TEAM_MANAGER, make_place(made.council, "Care", Kind.SERVICE))
    roles = (Role.PRACTITIONER, Role.QA_OFFICER, Role.DATA_OFFICER, Role.ADMINISTRATOR)
    people = [make_person(role, made.council) for role in roles]
    page = open_as(elsewhere).get("insight_actions.show")
    assert "appears here once the first of them are due" in page.text
    for browser in [open_as(person) for person in people]:
        for endpoint in ("show", "listed", "picture", "download"):
            browser.get(f"insight_actions.{endpoint}", expect=403)
        assert "/insight/actions" not in str(browser.get("home.show"))


def test_what_a_second_audit_found_is_counted_where_both_audits_are_open(database):
    made = Counted()
    action = done(made.east, month(2))
    before, pair, after = read_twice(made, LOWEST, GOOD)
    database.session.add(
        EarlierAction(
            council_id=pair.council_id,
            second_audit_id=pair.id,
            action_id=action.id,
            outcome=FoundAgain.PARTLY,
            helped=Helped.NO,
        )
    )
    database.session.flush()
    manager, lead = (
        viewer_of(make_person(role, place))
        for role, place in ((Role.TEAM_MANAGER, made.east), (Role.QA_LEAD, made.council))
    )
    west = viewer_of(make_person(Role.TEAM_MANAGER, made.west))
    found = {(FoundAgain.PARTLY, Helped.NO): 1}
    assert count_found_again(manager, TWO_YEARS) == count_found_again(lead, TWO_YEARS) == found
    assert not count_found_again(west, TWO_YEARS)
    for audit in (before, after):
        audit.sealed = True
        database.session.flush()
        assert not count_found_again(lead, TWO_YEARS)
        audit.sealed = False
    after.status = Status.SUBMITTED
    database.session.flush()
    assert not count_found_again(manager, TWO_YEARS)


def test_nothing_counted_breaks_no_page(open_as):
    browser = open_as(make_person(Role.QA_LEAD, Counted().council))
    assert "There is nothing to draw" in browser.get("insight_actions.show").text
    assert "No action fits" in browser.get("insight_actions.listed").text
    assert "No actions" in browser.download("insight_actions.download").text
    filtered = browser.get("insight_actions.show", whom="child")
    assert "No action that fits these filters was due" in filtered.text


def test_more_actions_ask_no_more_of_the_database(open_as, ask_alike):
    few, many = Counted("Southmere"), Counted("Northshire")
    done(few.east, month(1))
    make_many(many)
    browsers = [open_as(make_person(Role.DIRECTOR, made.council)) for made in (few, many)]
    ask_alike(*browsers, "/insight/actions", "/insight/actions/list")
