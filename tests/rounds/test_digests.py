"""One email a person, with what came together for them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from qa_app.access.rules import Post, Role, Viewer
from qa_app.rounds.rules import State
from qa_app.rounds.rules.chasing import Open, Patience
from qa_app.rounds.rules.digests import Chased, People, digests_of
from qa_app.rounds.rules.letters import letter_of

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
TODAY = AT.date()
ADA, BEN, CLEO, DEE = 1, 2, 3, 4
NAMES = {ADA: "Ada Thornley", BEN: "Ben Marsh", CLEO: "Cleo Hart", DEE: "Dee Poole"}
TEAM, SERVICE = "northshire/east/team-1/", "northshire/east/"


def somebody(person: int, role: Role, path: str) -> Viewer:
    return Viewer(person, f"p{person}", NAMES[person], 9, "northshire/", (Post(role, path),))


HERE = {
    ADA: somebody(ADA, Role.TEAM_MANAGER, TEAM),
    BEN: somebody(BEN, Role.TEAM_MANAGER, "northshire/east/team-2/"),
    CLEO: somebody(CLEO, Role.SERVICE_MANAGER, SERVICE),
    DEE: somebody(DEE, Role.HEAD_OF_SERVICE, SERVICE),
}
PEOPLE = People(HERE, {ADA: CLEO, BEN: CLEO, CLEO: DEE}, {}, {})


def audit(number: int, due_on: date, auditor: int = ADA, **what_matters) -> Chased:
    given_at = what_matters.pop("given_at", None)
    open_ = Open(State.TO_DO, due_on, (7, 2), given_at, what_matters.pop("due_at", None))
    return replace(Chased(f"a{number}", auditor, open_, TEAM, False), **what_matters)


def told(*chased: Chased, people: People = PEOPLE, at: datetime = AT) -> dict[int, str]:
    """Each email, with its subject as its first line."""
    post = digests_of(chased, people, Patience(), at)
    letters = {one.person: letter_of(one, NAMES, at) for one in post.digests}
    return {person: f"{letter.subject}\n{letter.what}" for person, letter in letters.items()}


def test_an_auditor_gets_one_email_with_everything_by_day():
    chased = [audit(1, TODAY), audit(2, date(2026, 12, 31)), audit(3, TODAY)]
    assert told(*chased) == {
        ADA: "2 audits due today\n"
        "You have 3 audits to do:\n"
        "- 2 due today, 30 November 2026\n"
        "- 1 due on 31 December 2026"
    }


def test_what_is_new_is_said_to_be():
    new = AT - timedelta(hours=1)
    chased = [audit(1, date(2026, 12, 31), given_at=new), audit(2, date(2026, 12, 31))]
    assert told(chased[0])[ADA].startswith(
        "You have 1 new audit\nYou have 1 new audit to do:\n- 1 due on 31 December 2026"
    )
    assert "You have 2 audits to do, 1 of them new:" in told(*chased)[ADA]


def test_what_is_overdue_is_told_to_the_auditor_then_their_manager_then_their_head():
    late = audit(1, date(2026, 11, 27))
    assert told(late) == {
        ADA: "1 audit overdue\nYou have 1 audit to do:\n- 1 was due on 27 November 2026"
    }
    after = {day: told(late, at=datetime(2026, 12, day, 9, tzinfo=UTC)) for day in (2, 11)}
    assert after[2][CLEO] == (
        "1 audit overdue among your people\nOverdue among your people:\n"
        "- Ada Thornley: 1 audit, due since 27 November 2026"
    )
    assert DEE not in after[2]
    assert DEE in after[11]


def test_one_manager_hears_of_all_their_people_in_one_email():
    day = date(2026, 11, 25)
    late = [audit(1, day), audit(2, day), audit(3, day, BEN)]
    (words,) = [words for person, words in told(*late).items() if person == CLEO]
    assert "3 audits overdue among your people" in words
    assert "- Ada Thornley: 2 audits, due since 25 November 2026\n- Ben Marsh: 1 audit" in words


def test_an_hour_is_named_where_there_is_one():
    due_at = datetime(2026, 11, 30, 14, tzinfo=UTC)
    assert "due by 2pm on 30 November 2026" in told(audit(1, TODAY, due_at=due_at))[ADA]
    later = datetime(2026, 11, 30, 15, tzinfo=UTC)
    assert (
        "was due by 2pm on 30 November 2026" in told(audit(1, TODAY, due_at=due_at), at=later)[ADA]
    )


def test_of_what_is_due_at_an_hour_the_auditor_hears_the_same_day_that_it_has_passed():
    due_at = datetime(2026, 11, 30, 14, tzinfo=UTC)
    heard = replace(PEOPLE, last_heard={ADA: AT})
    one = audit(1, TODAY, due_at=due_at)
    assert told(one, people=heard, at=due_at) == {}
    after = told(one, people=heard, at=due_at + timedelta(minutes=1))
    assert after[ADA].startswith("1 audit overdue\n")


def test_whoever_stands_in_hears_instead_of_somebody_who_is_away():
    away = replace(PEOPLE, stands_in={ADA: BEN})
    found = told(audit(1, TODAY), people=away)
    assert set(found) == {BEN}
    assert "Ada Thornley is away, and you stand in for them. They have 1 audit to do:" in found[BEN]


def test_of_somebody_who_has_left_their_line_manager_hears_alone():
    left = replace(PEOPLE, here={person: one for person, one in HERE.items() if person != ADA})
    assert set(told(audit(1, TODAY), people=left)) == {CLEO}
    assert (
        "Ada Thornley can no longer audit here, and had 1 audit to do:"
        in (told(audit(1, TODAY), people=left)[CLEO])
    )


def test_when_the_line_manager_left_too_the_next_one_above_hears():
    here = {DEE: HERE[DEE]}
    assert set(told(audit(1, TODAY), people=replace(PEOPLE, here=here))) == {DEE}


def test_where_nobody_is_left_to_write_to_it_is_said():
    post = digests_of([audit(1, TODAY)], replace(PEOPLE, here={}), Patience(), AT)
    assert (post.digests, post.unreached) == ([], {ADA})


def test_without_a_line_manager_the_head_of_service_hears_in_their_place():
    late = audit(1, date(2026, 11, 25))
    assert set(told(late, people=replace(PEOPLE, managers={}))) == {ADA, DEE}


def test_of_a_restricted_record_only_whoever_may_see_it_hears():
    late = audit(1, date(2026, 11, 13), is_restricted=True)
    assert set(told(late)) == {ADA, DEE}


def test_whoever_stands_in_hears_nothing_of_a_restricted_record_that_they_may_not_see():
    away = replace(PEOPLE, stands_in={ADA: BEN})
    assert set(told(audit(1, TODAY, is_restricted=True), people=away)) == {ADA}
    to_the_head = replace(PEOPLE, stands_in={ADA: DEE})
    assert set(told(audit(1, TODAY, is_restricted=True), people=to_the_head)) == {DEE}


def test_of_a_restricted_record_of_somebody_who_left_it_is_said_that_nobody_hears():
    left = replace(PEOPLE, here={person: one for person, one in HERE.items() if person != ADA})
    post = digests_of([audit(1, TODAY, is_restricted=True)], left, Patience(), AT)
    assert (post.digests, post.unreached) == ([], {ADA})


def test_whoever_was_written_to_today_is_not_written_to_again():
    heard = replace(PEOPLE, last_heard={ADA: AT - timedelta(minutes=30)})
    assert told(audit(1, TODAY), people=heard) == {}
    new = audit(2, date(2026, 12, 31), given_at=AT - timedelta(minutes=5))
    assert "1 of them new" in told(audit(1, TODAY), new, people=heard)[ADA]


def test_people_who_report_in_a_circle_do_not_stop_it():
    circle = replace(PEOPLE, here={}, managers={ADA: BEN, BEN: ADA})
    assert digests_of([audit(1, TODAY)], circle, Patience(), AT).unreached == {ADA}
