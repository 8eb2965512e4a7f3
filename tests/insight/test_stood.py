"""Completion, themes and voices of closed months stay as they were, and say what has changed since."""

from random import Random

import pytest
from sqlalchemy import func, select, update

from qa_app.access.rules import Role
from qa_app.audit_templates import library
from qa_app.audits.operations.shutting import destroy_audit, shut_audit
from qa_app.audits.rules import FindingKind, Part, Status, WhyNot
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.insight.models import KeptAllocation, KeptReading, KeptRound
from qa_app.insight.operations.closing import keep_figures
from qa_app.insight.queries.completion import list_given
from qa_app.insight.queries.stood import (
    given_then_and_now,
    themes_then_and_now,
    voices_then_and_now,
)
from qa_app.insight.queries.themes import counting, tallies
from qa_app.insight.queries.voices import count_voices
from qa_app.insight.rules import count_of
from qa_app.insight.rules import voices as voice_rules
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.proportions import Proportion
from qa_app.insight.rules.stood import (
    kept_of,
    part_done,
    part_heard,
    part_why_not,
    stood_of,
)
from qa_app.rounds.operations.programmes import close_round, open_again
from qa_app.rounds.rules import State
from tests.children.makers import make_child
from tests.insight.counted_makers import Counted, month
from tests.insight.heard_makers import say
from tests.insight.theme_makers import DEVELOPMENT, STRENGTH, find
from tests.makers import NOON, make_person, viewer_of

THEMES = library.list_of_themes()
MONTH = month(4)
FILTERS = Filters(Period(MONTH, MONTH))


def number_kept(model):
    return db.session.scalar(select(func.count()).select_from(model))


def close(made, back=4):
    db.session.flush()
    keep_figures(made.round_of(month(back)), NOON)


def make_many(made, seed, number=40):
    """Whatever can become of a record, by chance and the same each time."""
    chance, practitioner = Random(seed), make_person(Role.PRACTITIONER, made.east)
    audits = []
    for _ in range(number):
        (audit,) = made.read(
            back=4,
            place=chance.choice([made.east, made.west]),
            status=chance.choice([*Status] + [Status.AGREED] * 5),
            state=chance.choice([*State] + [State.DONE] * 5),
            status_then=chance.choice(["CARE", "CHILD_IN_NEED", ""]),
            age_then=chance.choice([None, 0, 4, 16]),
            shut_at=chance.choice([None] * 8 + [NOON]),
            own_work_of=chance.choice([None] * 8 + [practitioner]),
        )
        slot = audit.allocation
        slot.done_at = NOON if slot.state is State.DONE else None
        for kind in FindingKind:
            codes = [one.code for one in chance.sample(THEMES, chance.randrange(3))]
            find(audit, *codes, kind=kind)
        for part in (Part.CHILD, Part.FAMILY, Part.PRACTITIONER):
            if chance.random() < 0.8:
                heard = chance.random() < 0.5
                say(audit, part, heard, None if heard else chance.choice([None, *WhyNot]))
        audits.append(audit)
    return audits


def stood(person):
    """All that was kept, as this person may see it: by what is counted, then and now."""
    viewer, found = viewer_of(person), {}
    given = given_then_and_now(viewer, FILTERS.period, "", NOON)
    found["done"] = [
        {number: part_done(names, MONTH) for number, names in side.items()}
        for side in (given.then, given.now)
    ]
    themes = themes_then_and_now(viewer, FILTERS, THEMES)
    for kind in FindingKind:
        sides = (themes.then, themes.now)
        found[kind] = [{number: one.part(kind) for number, one in side.items()} for side in sides]
    heard = voices_then_and_now(viewer, FILTERS)
    for part in (Part.CHILD, Part.FAMILY, Part.PRACTITIONER):
        sides = (heard.then, heard.now)
        found[part] = [
            {number: part_heard(one, part, MONTH) for number, one in side.items()} for side in sides
        ]
        found["why", part] = [
            {number: part_why_not(one, part) for number, one in side.items()} for side in sides
        ]
    return {what: stood_of(kept_of(*sides)) for what, sides in found.items()}


def on_the_pages(person):
    """The same figures as the pages count them at this moment."""
    viewer, found = viewer_of(person), {}
    counted = count_of(list_given(viewer, [MONTH]), NOON)
    found["done"] = {MONTH: Proportion(counted.done, counted.due)}
    by_theme = tallies(there := counting(viewer, FILTERS, THEMES), there.by_month)
    for kind in FindingKind:
        found[kind] = {
            code: Proportion(one.found[kind][MONTH], one.asked[MONTH])
            for code, one in by_theme.items()
            if one.asked
        }
    voices = count_voices(viewer, FILTERS)
    for part in (Part.CHILD, Part.FAMILY, Part.PRACTITIONER):
        groups = (
            voice_rules.of_practitioners(voices.practitioners)
            if part is Part.PRACTITIONER
            else voice_rules.of_families(voices.families, part)
        )
        found[part] = {MONTH: voice_rules.heard_in(groups)}
        if part is not Part.PRACTITIONER:
            reasons = dict(voice_rules.reasons_of(groups))
            found["why", part] = {why.name if why else "": many for why, many in reasons.items()}
    return found


def then(figures):
    return {
        what: {of: one.then for of, one in each.items() if one.then.of}
        for what, each in figures.items()
    }


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.usefixtures("database")
def test_what_is_kept_is_what_the_pages_say_at_the_moment_of_closing(seed):
    made = Counted()
    audits = make_many(made, seed)
    close(made)
    for person in (make_person(Role.QA_LEAD, made.council), make_person(Role.TEAM_MANAGER, made.east)):  # fmt: skip
        kept, pages = stood(person), on_the_pages(person)
        assert pages["done"][MONTH].of and any(one.count for one in pages[STRENGTH].values())
        for what, figures in pages.items():
            shown = {of: one.then for of, one in kept[what].items()}
            if isinstance(what, tuple):
                assert {of: one.count for of, one in shown.items() if one.count} == figures
            else:
                assert shown == {of: one for of, one in figures.items() if one.of}
        assert all(one.is_as_it_was for each in kept.values() for one in each.values())
    _change_at_will(audits, Random(seed))
    lead = make_person(Role.QA_LEAD, made.council)
    pages, after = on_the_pages(lead), stood(lead)
    assert {of: one.now for of, one in after["done"].items()} == pages["done"]
    for what in (STRENGTH, DEVELOPMENT, Part.CHILD, Part.PRACTITIONER):
        now = {of: one.now for of, one in after[what].items() if one.now.of}
        assert now == {of: one for of, one in pages[what].items() if one.of}


def _change_at_will(audits, chance):
    for audit in audits:
        audit.status = chance.choice([*Status])
        audit.allocation.state = chance.choice([*State])
        audit.allocation.done_at = chance.choice([None, NOON])
        find(audit, chance.choice(THEMES).code, kind=chance.choice([*FindingKind]))
    db.session.flush()


def test_closing_a_round_keeps_its_figures_and_opening_it_again_forgets_them(app):
    made = Counted()
    made.read(3, back=4)
    made.read(2, back=4, status=Status.SUBMITTED)
    made.read(1, back=4, own_work_of=make_person(Role.PRACTITIONER, made.east))
    round_, lead = made.round_of(MONTH), viewer_of(make_person(Role.QA_LEAD, made.council))
    round_.opened_at = NOON
    close_round(round_, lead, NOON)
    assert (number_kept(KeptAllocation), number_kept(KeptReading)) == (5, 3)
    assert db.session.scalars(select(KeptRound)).one().keeps_all
    open_again(round_, lead, NOON)
    assert number_kept(KeptAllocation) == number_kept(KeptReading) == number_kept(KeptRound) == 0
    made.read(1, back=4)
    close_round(round_, lead, NOON)
    assert (number_kept(KeptAllocation), number_kept(KeptReading)) == (6, 4)


@pytest.mark.usefixtures("database")
def test_what_becomes_of_an_audit_later_changes_nothing_of_what_stood():
    made = Counted()
    audits = made.read(6, back=4)
    for audit in audits:
        find(audit, "SYS1")
        say(audit, Part.CHILD, heard=False, why=WhyNot.DECLINED)
        audit.allocation.done_at = NOON
    close(made)
    lead = make_person(Role.QA_LEAD, made.council)
    before = stood(lead)
    shut, destroyed, withdrawn, *_ = audits
    shut_audit(shut, NOON)
    destroy_audit(destroyed)
    withdrawn.allocation.state = State.WITHDRAWN
    db.session.flush()
    after = stood(lead)
    assert then(after) == then(before)
    assert after[DEVELOPMENT]["SYS1"].now == Proportion(3, 3)
    assert after[DEVELOPMENT]["SYS1"].gone == 3
    assert after["done"][MONTH].gone == 1
    assert number_kept(KeptReading) == 6


@pytest.mark.usefixtures("database")
def test_a_record_that_is_restricted_later_is_on_neither_side_for_whoever_is_not_cleared():
    made = Counted()
    first, *_ = made.read(3, back=4)
    first.allocation.child_id = make_child(made.east).child.id
    gone, *_ = made.read(2, back=4)
    gone.allocation.child_id = first.allocation.child_id
    close(made)
    destroy_audit(gone)
    db.session.execute(update(Child).values(restricted=True))
    manager = stood(make_person(Role.TEAM_MANAGER, made.east))
    assert manager["done"][MONTH].then.of == manager["done"][MONTH].now.of == 3
    assert manager[DEVELOPMENT]["SYS1"].then.of == manager[DEVELOPMENT]["SYS1"].now.of == 3


@pytest.mark.usefixtures("database")
def test_each_sees_of_what_stood_the_places_that_they_see_and_nobody_another_council():
    made, other = Counted(), Counted("Southshire")
    made.read(4, back=4)
    made.read(5, back=4, place=made.west)
    other.read(3, back=4)
    close(made)
    close(other)
    manager = stood(make_person(Role.TEAM_MANAGER, made.east))
    assert manager["done"][MONTH].then.of == manager[STRENGTH]["SYS1"].then.of == 4
    lead = stood(make_person(Role.QA_LEAD, other.council))
    assert lead["done"][MONTH].then.of == lead[STRENGTH]["SYS1"].then.of == 3


@pytest.mark.usefixtures("database")
def test_whoever_audits_elsewhere_counts_what_stood_where_they_see_figures():
    made = Counted()
    made.read(4, back=4)
    (gone, *_) = made.read(3, back=4)
    made.read(2, back=4, place=made.west)
    close(made)
    destroy_audit(gone)
    assert stood(made.auditor)[STRENGTH]["SYS1"].then.of == 2


@pytest.mark.usefixtures("database")
def test_whose_own_practice_an_audit_looked_at_counts_it_on_neither_side():
    made = Counted()
    manager = make_person(Role.TEAM_MANAGER, made.east)
    audits = made.read(3, back=4, practitioner_then_id=manager.id)
    made.read(2, back=4)
    close(made)
    destroy_audit(audits[0])
    assert stood(manager)[STRENGTH]["SYS1"].then.of == 2
