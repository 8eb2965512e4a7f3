"""Counts of the database against a plain recount over the rows."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

from sqlalchemy import select

from qa_app.access.rules import Duty, Role
from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.operations import publish_from_library
from qa_app.audits.models import Audit
from qa_app.audits.rules import Status
from qa_app.children.rules.ages import AgeBand, age_band
from qa_app.foundation.database import db
from qa_app.insight.queries.counted import count_left_out, count_waiting, that_count
from qa_app.insight.queries.grades import (
    Asking,
    gather,
    shares_by_concept,
)
from qa_app.insight.queries.versions import list_versions
from qa_app.insight.rules.filters import NOT_KNOWN, Filters, Period, Picked, PlacesAs
from qa_app.insight.rules.grades import WHOLE, About, Share, share_of_groups
from qa_app.organisation.operations import move_place
from qa_app.organisation.rules import Kind
from qa_app.rounds import operations as rounds
from qa_app.rounds.rules import State
from qa_app.rounds.rules.plans import Kind as Programmed
from tests.audits.other_kinds import make_programme_of
from tests.insight.counted_makers import (
    GOOD,
    LESS,
    LOWEST,
    THIS_MONTH,
    Counted,
    make_drawn,
    month,
)
from tests.makers import NOON, appoint, make_person, make_place, viewer_of

GRADES = ("outstanding", GOOD, LESS, LOWEST, None)
TWO_YEARS = Filters(Period(month(23), THIS_MONTH))
# Ends of months and years, both changes of the clock, and a leap day, as moments of handing in.
INSTANTS = [
    datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(2026, 1, 1, tzinfo=UTC),
    datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 3, 31, 22, 59, 59, tzinfo=UTC),
    datetime(2026, 3, 31, 23, 30, tzinfo=UTC),
    datetime(2024, 2, 29, 12, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    datetime(2026, 10, 31, 23, 30, tzinfo=UTC),
    datetime(2026, 6, 30, 23, tzinfo=UTC),
]


def asking(person, filters=TWO_YEARS, about=WHOLE):
    viewer = viewer_of(person)
    return Asking(viewer, filters, about, list_versions(viewer))


def whole_share(asked):
    scales = {number: one.scale for number, one in asked.versions.items()}
    usual = [one for one in gather(asked).groups if one.picked is asked.filters.picked]
    return share_of_groups(usual, scales)


def make_many(made, number=120):
    """Whatever an audit can be, by chance and the same each time."""
    chance, somebody = Random(7), make_person(Role.PRACTITIONER, made.east)
    for _ in range(number):
        made.read(
            1,
            chance.choice(GRADES),
            back=chance.randrange(0, 28),
            place=chance.choice([made.east, made.west]),
            status=chance.choice([*Status, Status.AGREED, Status.SIGNED_OFF, Status.AGREED]),
            state=chance.choice([State.DONE] * 5 + [State.WITHDRAWN]),
            submitted_at=chance.choice(INSTANTS),
            agreed_grade=chance.choice([None, None, GOOD, LESS]),
            status_then=chance.choice(["CARE", "CHILD_IN_NEED", ""]),
            age_then=chance.choice([None, -1, 0, 1, 9, 10, 17, 18]),
            impact=chance.choice([None, "clear", "worse"]),
            own_work_of=chance.choice([None] * 6 + [somebody]),
            shut_at=chance.choice([None] * 6 + [NOON]),
            sections=[(one, chance.choice(GRADES)) for one in ("VOICE", "OVERSIGHT", "OVERSIGHT")],
        )


def recounted(database):
    """The rows themselves, one by one: what stands in the guide, said again in other words."""
    database.session.expire_all()
    return [
        one
        for one in database.session.scalars(select(Audit))
        if one.status in (Status.AGREED, Status.SIGNED_OFF)
        and one.allocation.state is not State.WITHDRAWN
        and one.allocation.practitioner_id is None
        and month(23) <= one.allocation.round.month <= THIS_MONTH
    ]


def lowest_of(grades):
    given = [one for one in grades if one]
    return max(given, key=GRADES.index) if given else None


def shares_of(audits, key, grade):
    found = defaultdict(Share)
    for one in audits:
        if grade(one) is not None:
            found[key(one)] += Share(grade(one) in ("outstanding", GOOD), 1)
    return dict(found)


def test_figures_equal_a_plain_recount_over_the_rows(database):
    made = Counted()
    make_many(made)
    director = make_person(Role.DIRECTOR, made.council)
    rows, asked = recounted(database), asking(director)
    assert 30 < len(rows) < 110

    def whole(one):
        return one.agreed_grade or one.grade

    groups = Counter()
    for one in gather(asked).groups:
        groups[one.month, one.grade, one.impact] += one.number
    assert groups == Counter((one.allocation.round.month, whole(one), one.impact) for one in rows)
    assert gather(asked).by_place == shares_of(rows, lambda one: one.place_then, whole)
    of_children = {(one.month, one.status, one.age): one.share for one in gather(asked).by_child}
    assert of_children == shares_of(
        rows,
        lambda one: (one.allocation.round.month, one.status_then, age_band(one.age_then)),
        whole,
    )
    parts = {
        (one, concept): lowest
        for one in rows
        for concept in ("OVERSIGHT", "VOICE")
        if (lowest := lowest_of(part.grade for part in one.readings if part.concept == concept))
    }
    assert shares_by_concept(asked) == shares_of(
        parts, lambda part: (part[1], part[0].allocation.round.month), parts.get
    )
    oversight = [grade for (_, concept), grade in parts.items() if concept == "OVERSIGHT"]
    good = sum(grade in ("outstanding", GOOD) for grade in oversight)
    assert whole_share(replace(asked, about=About("OVERSIGHT"))) == Share(good, len(oversight))
    waits = Counter(
        one.allocation.round.month
        for one in database.session.scalars(select(Audit))
        if one.status is Status.SUBMITTED
        and one.allocation.state is not State.WITHDRAWN
        and one.allocation.practitioner_id is None
        and one.allocation.round.month >= month(23)
    )
    assert count_waiting(asked.viewer, TWO_YEARS) == waits


def test_each_filter_counts_what_the_rows_say(database):
    made = Counted()
    make_many(made)
    director = make_person(Role.DIRECTOR, made.council)
    rows = [one for one in recounted(database) if (one.agreed_grade or one.grade)]
    for filters, is_meant in [
        (replace(TWO_YEARS, below=made.west.path), lambda one: one.place_then == made.west.path),
        (replace(TWO_YEARS, status="CARE"), lambda one: one.status_then == "CARE"),
        (replace(TWO_YEARS, status=NOT_KNOWN), lambda one: one.status_then == ""),
        (replace(TWO_YEARS, age=AgeBand.FROM_16), lambda one: one.age_then in (16, 17)),
        (replace(TWO_YEARS, age=AgeBand.UNBORN), lambda one: one.age_then == -1),
        (replace(TWO_YEARS, template="management-oversight"), lambda one: True),
        (replace(TWO_YEARS, template="another"), lambda one: False),
        (
            replace(TWO_YEARS, programme=made.round_of(THIS_MONTH).programme.public_id),
            lambda one: True,
        ),
        (
            Filters(Period(month(3), month(2))),
            lambda one: one.allocation.round.month in (month(3), month(2)),
        ),
    ]:
        assert whole_share(asking(director, filters)).of == len([*filter(is_meant, rows)]), filters


def test_a_record_belongs_to_the_month_of_its_round_whenever_it_was_handed_in(database):
    made = Counted()
    for at in INSTANTS:
        made.read(1, submitted_at=at, back=2)
    groups = gather(asking(make_person(Role.DIRECTOR, made.council))).groups
    assert [(one.month, one.number) for one in groups] == [(month(2), len(INSTANTS))]


def test_what_was_picked_otherwise_is_counted_apart(database):
    made = Counted()
    monthly = made.round_of(THIS_MONTH)
    dips = make_programme_of(made.council, Programmed.DIP_SAMPLE, "management-oversight", "Dips")
    dip = rounds.open_round(dips, THIS_MONTH, by=None, at=NOON)
    made.read(2)
    made.read(3, back=1)
    made.read(4, round_=dip)
    director = make_person(Role.DIRECTOR, made.council)
    assert whole_share(asking(director)) == Share(5, 5)
    # Once a round is drawn, what was asked for in it by name says nothing of all records.
    make_drawn(monthly)
    assert whole_share(asking(director)) == Share(3, 3)
    viewer = viewer_of(director)
    assert count_left_out(viewer, TWO_YEARS) == {Picked.APART: 4, Picked.BY_NAME: 2}
    apart = replace(TWO_YEARS, picked=Picked.APART)
    assert whole_share(asking(director, apart)) == Share(4, 4)


def test_a_team_that_moved_counts_where_it_was_or_where_it_is(database):
    made = Counted()
    made.read(2, place=made.west)
    before, other = made.west.path, make_place(made.council, "Care", Kind.SERVICE)
    director = make_person(Role.DIRECTOR, made.council)
    move_place(made.west, other, by=viewer_of(director), at=NOON)
    now = replace(TWO_YEARS, places=PlacesAs.NOW)
    assert gather(asking(director)).by_place == {before: Share(2, 2)}
    assert gather(asking(director, now)).by_place == {made.west.path: Share(2, 2)}
    assert whole_share(asking(director, replace(TWO_YEARS, below=other.path))).of == 0
    assert whole_share(asking(director, replace(now, below=other.path))).of == 2
    # Who sees them goes by the tree of today alone.
    assert whole_share(asking(make_person(Role.HEAD_OF_SERVICE, other))).of == 2
    assert whole_share(asking(make_person(Role.HEAD_OF_SERVICE, made.service))).of == 0


def test_neither_a_sealed_audit_nor_another_council_changes_a_figure(database):
    made = Counted()
    made.read(3)
    moderator = make_person(Role.QA_LEAD, made.council)
    manager = make_person(Role.TEAM_MANAGER, make_place(made.council, "North"))
    appoint(manager, Duty.MODERATOR, made.council)
    before = gather(asking(moderator)).groups
    made.read(2, LOWEST, sealed=True, status=Status.SUBMITTED)
    made.read(1, LOWEST, sealed=True)
    Counted("Southmere").read(4, LOWEST)
    assert gather(asking(moderator)).groups == before
    assert count_waiting(viewer_of(moderator), TWO_YEARS) == {THIS_MONTH: 2}
    # A duty to moderate shows no figures; where somebody manages, their own team's alone.
    assert gather(asking(manager)).groups == []
    assert (
        sum(one.number for one in gather(asking(make_person(Role.DIRECTOR, made.council))).groups)
        == 4
    )


def test_an_audit_of_an_audit_says_nothing_of_practice(database):
    here = Counted()
    looked_at, counted_one = here.read(2)
    publish_from_library(here.council, "moderation", 1, by=None, at=NOON)
    wanted = select(TemplateVersion).where(TemplateVersion.code == "moderation")
    looked_at.template_version = db.session.scalars(wanted).one()
    db.session.flush()
    viewer = viewer_of(make_person(Role.QA_LEAD, here.council))
    found = db.session.scalars(that_count(viewer, TWO_YEARS)).all()
    assert found == [counted_one]
