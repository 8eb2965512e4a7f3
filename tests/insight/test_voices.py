"""Who was heard: the same figures as a plain recount, as their lists, and for those alone who may see them."""

import re
from collections import Counter
from random import Random

from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audits.models import Audit
from qa_app.audits.rules import Part, Status, WhyNot
from qa_app.foundation.database import db
from qa_app.foundation.statistics.changes import FOR_GRADES, compare
from qa_app.insight.queries.voices import count_voices
from qa_app.insight.rules import voices as rules
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.proportions import Proportion
from qa_app.insight.rules.series import Settling
from qa_app.organisation.rules import Kind
from qa_app.rounds.rules import State
from qa_app.voices.models import Conversation, Reflection
from qa_app.voices.rules.conversations import Held
from qa_app.voices.rules.families import Better
from tests.insight.counted_makers import THIS_MONTH, Counted, month
from tests.insight.heard_makers import say, voice
from tests.insight.test_pages import rows_of
from tests.makers import NOON, make_person, make_place, viewer_of

TWO_YEARS = Filters(Period(month(23), THIS_MONTH))
CHILD, FAMILY, PRACTITIONER = Part.CHILD, Part.FAMILY, Part.PRACTITIONER

# Every month is over, and nothing waits.
SETTLED = Settling(month(-1))


def figures(person):
    found = count_voices(viewer_of(person), TWO_YEARS)
    return {
        CHILD: rules.of_families(found.families, CHILD),
        FAMILY: rules.of_families(found.families, FAMILY),
        PRACTITIONER: rules.of_practitioners(found.practitioners),
    }


def make_many(made, number=90):
    """Whatever can be said of who was heard, by chance and the same each time."""
    chance, practitioner = Random(11), make_person(Role.PRACTITIONER, made.east)
    for _ in range(number):
        (audit,) = made.read(
            back=chance.randrange(0, 27),
            place=chance.choice([made.east, made.west]),
            status=chance.choice([Status.AGREED, Status.SIGNED_OFF, Status.SUBMITTED]),
            state=chance.choice([State.DONE] * 5 + [State.WITHDRAWN]),
            shut_at=chance.choice([None] * 6 + [NOON]),
        )
        for part in (CHILD, FAMILY, PRACTITIONER):
            heard = chance.random() < 0.5
            if chance.random() < 0.8:
                say(audit, part, heard, None if heard else chance.choice([*WhyNot]))
        if chance.random() < 0.3:
            sent = chance.choice([None, NOON])
            db.session.add(
                Reflection(
                    council_id=audit.council_id,
                    allocation_id=audit.allocation_id,
                    practitioner_id=practitioner.id,
                    invited_at=NOON,
                    sent_at=sent,
                )
            )
        if chance.random() < 0.2:
            held = chance.choice([None, *Held])
            db.session.add(
                Conversation(council_id=audit.council_id, audit=audit, held=held, minutes=30)
            )
    db.session.flush()


def recounted(database):
    database.session.expire_all()
    return [
        one
        for one in database.session.scalars(select(Audit))
        if one.status in (Status.AGREED, Status.SIGNED_OFF)
        and one.allocation.state is not State.WITHDRAWN
        and one.shut_at is None
        and month(23) <= one.allocation.round.month
    ]


def was_heard(database, audit):
    said = {one.part: one for one in audit.participations}.get(PRACTITIONER)
    part = database.session.scalar(
        select(Reflection).where(Reflection.allocation_id == audit.allocation_id)
    )
    talk = database.session.scalar(select(Conversation).where(Conversation.audit_id == audit.id))
    return bool(
        (said and said.took_part)
        or (part and part.sent_at)
        or (talk and talk.held in (Held.MET, Held.CALLED))
    )


def test_figures_equal_a_plain_recount_over_the_rows(database):
    made = Counted()
    make_many(made)
    rows = recounted(database)
    found = figures(make_person(Role.DIRECTOR, made.council))
    assert 30 < len(rows) < 80
    for part in (CHILD, FAMILY):
        said = [(one, p) for one in rows for p in one.participations if p.part is part]
        heard = sum(p.took_part for _, p in said)
        assert rules.heard_in(found[part]) == Proportion(heard, len(said))
        declined = sum(p.why_not is WhyNot.DECLINED for _, p in said)
        assert rules.asked_in(found[part]).count == heard + declined
        assert dict(rules.reasons_of(found[part])) == Counter(
            p.why_not for _, p in said if not p.took_part
        )
        by_place = Counter(one.place_then for one, _ in said)
        assert {path: one.of for path, one in rules.heard_by_place(found[part]).items()} == by_place
    heard = sum(was_heard(database, one) for one in rows)
    assert rules.heard_in(found[PRACTITIONER]) == Proportion(heard, len(rows))
    shown = [*reversed([month(back) for back in range(24)])]
    months = rules.series_of(found[PRACTITIONER], shown, SETTLED, is_trend=True).months
    by_month = Counter(one.allocation.round.month for one in rows)
    assert [one.of for one in months] == [by_month[one] for one in shown]


def test_every_figure_leads_to_as_many_audits_as_it_says(open_as):
    made = Counted()
    make_many(made)
    for better in (Better.WORSE, Better.BETTER, Better.BETTER):
        voice(made.read()[0], CHILD, better)
    browser = open_as(make_person(Role.DIRECTOR, made.council))
    for who in ("child", "family", "practitioner"):
        page = browser.get("insight_voices.show", who=who)
        links = page.select("main a[href*='/voices/audits']")
        assert len(links) > (3 if who == "practitioner" else 8)
        for link in links:
            said = " ".join(link.find(string=True, recursive=False).split())
            listed = browser.get(link["href"]).h1.text.split()[0]
            assert listed == re.match(r"\d+", said)[0], (who, said, link["href"])


def test_who_was_heard_is_said_first_with_what_it_is_of(open_as):
    made = Counted()
    for number, audit in enumerate(made.read(6)):
        say(audit, CHILD, number < 2, None if number < 2 else WhyNot.TOO_YOUNG)
    say(made.read(place=made.west)[0], FAMILY, False)
    page = open_as(make_person(Role.QA_LEAD, made.council)).get("insight_voices.show")
    told = page.select_one("#heard").text
    assert "children and young people in 2 of 6 (33%, small number; likely between" in told
    assert "families in 0 of 1, and practitioners in 0 of 7" in told
    assert rows_of(page, "reasons") == [
        ["The child is too young to be asked", "4 of 4 The child is too young to be asked", ""]
    ]
    family = open_as(make_person(Role.QA_LEAD, made.council)).get(
        "insight_voices.show", who="family"
    )
    assert rows_of(family, "reasons")[0][:2] == ["No reason was given", "1 of 1"]
    # Nobody is told to whom the reasons of practitioners belong.
    theirs = open_as(make_person(Role.QA_LEAD, made.council)).get(
        "insight_voices.show", who="practitioner"
    )
    assert not theirs.select("#reasons-caption ~ tbody a")
    listed = open_as(make_person(Role.QA_LEAD, made.council)).get(
        "insight_voices.audits", who="practitioner", why="too-young"
    )
    chips = [one.text for one in listed.select(".app-chip")]
    assert chips == ["Remove the filter Who was heard: Practitioners"]
    assert not listed.select("[name=why]")


def test_whether_more_are_heard_is_said_from_settled_months():
    shown = [*reversed([month(back) for back in range(24)])]
    groups = [rules.Group(one, "n/", at >= 18, True, None, 5) for at, one in enumerate(shown)]
    series = rules.series_of(groups, shown, SETTLED, is_trend=True)
    found = compare(series.months, FOR_GRADES)
    assert rules.change_in_words(CHILD, found, series).startswith(
        "Children and young people are heard more often than before. Heard in 30 of 30 (100%)"
    )
    apart = rules.series_of(groups, shown, SETTLED, is_trend=False)
    compared = compare(apart.months, FOR_GRADES)
    assert "not enough yet" in rules.change_in_words(CHILD, compared, apart)
    assert rules.sentence_of({CHILD: Proportion()}, "this year") == ""


def test_nobody_learns_by_counting_what_is_closed_to_them(open_as):
    made = Counted()
    say(made.read()[0], CHILD)
    manager = make_person(Role.TEAM_MANAGER, made.east)
    moderator = make_person(Role.QA_LEAD, made.council)
    before = figures(manager)
    say(made.read(place=made.west)[0], CHILD)
    assert figures(manager) == before
    # What somebody may be asked to read blind changes no figure of theirs.
    before = figures(moderator)
    say(made.read(sealed=True)[0], CHILD, False, WhyNot.NOT_SAFE)
    assert figures(moderator) == before
    director = make_person(Role.DIRECTOR, made.council)
    assert rules.heard_in(figures(director)[CHILD]) == Proportion(2, 3)
    elsewhere = make_person(Role.TEAM_MANAGER, make_place(made.council, "Care", Kind.SERVICE))
    roles = (Role.PRACTITIONER, Role.QA_OFFICER, Role.DATA_OFFICER, Role.ADMINISTRATOR)
    people = [make_person(role, made.council) for role in roles]
    for browser in [open_as(person) for person in people]:
        for endpoint in ("show", "audits", "picture", "download"):
            browser.get(f"insight_voices.{endpoint}", expect=403)
        assert "/insight/voices" not in str(browser.get("home.show"))
    page = open_as(elsewhere).get("insight_voices.show")
    assert "Who was heard appears here once audits are agreed." in page.text


def test_what_families_said_is_counted_and_never_quoted(open_as):
    made = Counted()
    for audit, better in zip(made.read(3), (Better.WORSE, Better.WORSE, Better.SAME), strict=True):
        voice(audit, FAMILY, better, may_be_quoted=True)
    page = open_as(make_person(Role.DIRECTOR, made.council)).get(
        "insight_voices.show", who="family"
    )
    assert [row[:2] for row in rows_of(page, "better")] == [
        ["Better", "0 of 3"],
        ["The same", "1 of 3 The same"],
        ["Worse", "2 of 3 Worse"],
        ["They did not say", "0 of 3"],
    ]


def test_the_chart_and_its_figures_can_be_taken_away_and_nothing_counted_breaks_none(open_as):
    made = Counted()
    browser = open_as(make_person(Role.QA_LEAD, made.council))
    for who in ("child", "practitioner"):
        assert "No audits" in browser.download("insight_voices.download", who=who).text
        assert browser.download("insight_voices.picture", who=who).text.startswith("<?xml")
    for audit in made.read(5):
        say(audit, CHILD)
    db.session.commit()
    assert "5 of 5 (100%)" in browser.download("insight_voices.download").text
    assert "There is nothing to draw" in browser.get("insight_voices.show", picked="by-name").text


def test_more_audits_ask_no_more_of_the_database(open_as, ask_alike):
    few, many = Counted("Southmere"), Counted("Northshire")
    say(few.read()[0], CHILD)
    make_many(many)
    browsers = [open_as(make_person(Role.DIRECTOR, made.council)) for made in (few, many)]
    pages = [f"/insight/voices{about}" for about in ("", "?who=practitioner", "/audits?who=child")]
    ask_alike(*browsers, *pages)
