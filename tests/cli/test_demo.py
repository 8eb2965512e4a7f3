"""The demonstration, made once by the installed command, and looked at from outside."""

import stat
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

import pytest
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from qa_app.access.rules import Duty, Role, Viewer
from qa_app.actions.models import Action
from qa_app.audit_templates import library
from qa_app.audit_templates.models import TemplateVersion
from qa_app.audits.models import (
    Answer,
    Audit,
    EarlierSection,
    Finding,
    FindingTheme,
    Participation,
    SectionReading,
)
from qa_app.audits.queries import picture_of
from qa_app.audits.rules import HANDED_IN, FindingKind, Status
from qa_app.audits.rules.missing import missing_before_submitting
from qa_app.audits.rules.personal_details import notices_of, staff_names
from qa_app.children.models import CaseList, Child
from qa_app.cli.database import keep_to_owner
from qa_app.cli.demo.action_words import words_about
from qa_app.cli.demo.names import full_names
from qa_app.concerns.models import Concern
from qa_app.follow_up.queries.second_audits import list_pairs
from qa_app.foundation.clock import as_london, today
from qa_app.foundation.database import db
from qa_app.foundation.engines import engine_for
from qa_app.insight.queries.accuracy import count_waiting, list_judged
from qa_app.insight.rules import MONTHS_SHOWN
from qa_app.insight.rules.accuracy import WHOLE, How, change_in, change_in_words, series_of
from qa_app.insight.rules.series import Settling
from qa_app.moderation.models import BecomingAuditor, Inadequate, Moderation
from qa_app.organisation.models import Appointment, Membership, Person, Place
from qa_app.organisation.queries import viewer_of
from qa_app.organisation.rules import Kind
from qa_app.outbox.models import Email
from qa_app.rounds.models import (
    Allocation,
    AllocationChange,
    Draw,
    Programme,
    Round,
    RoundReader,
)
from qa_app.rounds.rules import OPEN, State, first_of_month, months_back
from qa_app.rounds.rules.changes import Act
from qa_app.schedules.models import Run, Schedule, Sending
from qa_app.schedules.rules.standing import Sent, Standing
from qa_app.settings import Settings
from qa_app.sign_in import argon2id
from qa_app.sign_in.models import Password
from qa_app.trail.models import Event
from qa_app.voices.models import Reflection, Reply
from qa_app.voices.rules import ReplyKind
from tests.own_database import qa, qa_json
from tests.real.databases import at_database
from tests.wheel import demonstration

HERE = {"QA_BASE_URL": "http://127.0.0.1:5000"}
MANAGERS = {
    Role.TEAM_MANAGER,
    Role.SERVICE_MANAGER,
    Role.HEAD_OF_SERVICE,
    Role.DIRECTOR,
    Role.REVIEWING_OFFICER,
    Role.QA_LEAD,
    Role.QA_OFFICER,
    Role.PRINCIPAL_SOCIAL_WORKER,
}


# The rounds of two years, beside which other kinds of audit were held.
MONTHLY = Round.programme.has(Programme.name == "Monthly audits")


@pytest.fixture(scope="module")
def made() -> tuple[str, dict[str, Any]]:
    """The address of a database with the demonstration in it, and what the command said."""
    return demonstration()


@pytest.fixture
def look(made: tuple[str, dict[str, Any]]) -> Iterator[Session]:
    engine = engine_for(made[0])
    with Session(engine) as session:
        yield session
    engine.dispose()


def test_every_role_has_an_account(made):
    roles = Counter(account["role"] for account in made[1]["accounts"])
    assert set(roles) == {*(role.value for role in Role), Duty.MODERATOR.value}


def test_the_password_and_the_code_of_an_account_are_right(made, look):
    account = made[1]["accounts"][0]
    wanted = select(Password.digest).join(Person, Person.id == Password.person_id)
    digest = look.scalars(wanted.where(Person.email == account["email"])).one()
    assert argon2id.is_right(made[1]["password"], digest)
    assert len(account["code"]) == 6


def test_the_council_is_of_believable_size(look):
    held = Counter(look.scalars(select(Appointment.role).where(Appointment.role.is_not(None))))
    places = Counter(look.scalars(select(Place.kind)))
    assert held[Role.PRACTITIONER] > 240
    assert 50 <= sum(held[role] for role in MANAGERS) <= 75
    assert 25 <= places[Kind.TEAM] <= 30
    assert places[Kind.COUNCIL] == 2


def test_somebody_is_away_somebody_leaves_and_a_team_has_closed(look):
    assert look.scalar(select(func.count()).where(Membership.leaves_on.is_not(None))) == 2
    assert look.scalar(select(func.count()).where(Place.closed_on.is_not(None))) == 1
    assert Duty.AUDITOR in set(look.scalars(select(Appointment.duty)))


def test_two_years_are_told_with_a_month_off_and_completion_rises(look):
    months = completion_by_month(look)
    assert 22 <= len(months) <= 23
    assert not [month for month in months if month.month == month_off(look)]
    *earlier, _this_month = months.values()
    assert mean(earlier[:3]) < 0.55 and mean(earlier[-3:]) > 0.85
    assert sum(earlier[-6:]) > sum(earlier[:6]) * 1.5
    assert look.scalar(select(func.count()).select_from(CaseList)) == 25  # one is the neighbour's


def month_off(look: Session) -> int:
    """August, unless the demonstration is made in it or just after."""
    [off] = (
        look.scalars(select(Programme).where(Programme.name == "Monthly audits"))
        .one()
        .plan.months_off
    )
    return off


def completion_by_month(look: Session) -> dict[date, float]:
    share = func.count(Allocation.done_at) * 1.0 / func.count()
    wanted = select(Round.month, share).join(Allocation.round).where(MONTHLY).group_by(Round.month)
    return {month: done for month, done in look.execute(wanted.order_by(Round.month))}


def test_the_month_before_this_one_is_all_done_of_what_was_due(look):
    latest = sorted(set(look.scalars(select(Round.month).where(MONTHLY))))[-2]
    of_month = select(Allocation.state, Allocation.done_at).join(Allocation.round)
    given = look.execute(of_month.where(Round.month == latest, MONTHLY)).all()
    # A moderator may have sent one back to its auditor: it was done when it was first handed in.
    assert not [one.state for one in given if one.state in OPEN and one.done_at is None]
    # What was left out is there beside it, so that all given out is not all done.
    assert State.EXEMPT in [one.state for one in given]


def test_a_month_was_paused_and_then_went_on_or_was_left_out(look):
    acts = select(AllocationChange.act, Round.month, AllocationChange.why)
    told = look.execute(acts.join(AllocationChange.allocation).join(Allocation.round)).all()
    before = month_off(look) - 1
    inspected = Counter(act for act, month, _ in told if month.month == before)
    assert inspected[Act.PAUSED] >= 10
    assert inspected[Act.GONE_ON] and inspected[Act.EXEMPTED]
    assert all(why for act, _, why in told if act is not Act.GONE_ON)


def test_every_month_was_drawn_from_the_list_of_its_day_and_one_of_them_twice(look):
    drawn = select(Round.month, Draw.number, Draw.as_at, Draw.pool_digest).join(Draw.round)
    draws = look.execute(drawn.where(MONTHLY).order_by(Round.month, Draw.number)).all()
    months = {month for month, *_ in draws}
    assert months == set(look.scalars(select(Round.month).where(MONTHLY)))
    (again,) = [month for month, number, *_ in draws if number == 2]
    # In its first days this month was drawn from a list of the last.
    assert all(as_at == month or month in (again, max(months)) for month, _, as_at, _ in draws)
    assert all(as_at <= month for month, _, as_at, _ in draws)
    assert len({digest for *_, digest in draws}) == len(draws)


def test_every_audit_of_the_two_years_says_which_draw_chose_it_and_why_its_auditor(look):
    explained = (Allocation.drawn_record_id.is_not(None), Allocation.weighed.is_not(None))
    assert look.scalar(select(func.count()).where(*explained)) > 1000
    assert look.scalar(select(func.count()).where(Allocation.drawn_record_id.is_(None))) == 0


@pytest.mark.parametrize("which", [0, -2])
def test_a_draw_of_the_two_years_comes_out_alike(made, look, which):
    months = select(Round.public_id).where(MONTHLY).order_by(Round.month)
    verdict = qa_json(made[0], "rounds", "verify-draw", look.scalars(months).all()[which])
    assert verdict["well"] and verdict["draws"][0]["picked"] > 50


def test_every_template_of_the_library_is_used(look):
    used = set(look.scalars(select(TemplateVersion.code).join(Audit.template_version).distinct()))
    assert {code for code, _ in library.templates()} - used == set()


def test_agreement_rises_as_its_page_tells_it_and_records_are_read_again(made):
    """What the QA lead finds under agreement, and under before and after."""
    with at_database(made[0]):
        lead = the_qa_lead()
        months = months_back(first_of_month(today()), MONTHS_SHOWN)[::-1]
        blind = [one for one in list_judged(lead, months) if one.how is How.CHANCE_BLIND]
        whole = [one for one in blind if one.concept == WHOLE]
        waiting = count_waiting(lead, months[0])[True]
        series = series_of(whole, Settling(months[-1], waiting, waiting), months)
        said = change_in_words(change_in(series), series)
        assert said.startswith("Auditors and moderators agree more often.")
        pairs = list_pairs(lead)
        assert len(pairs) >= 12


def the_qa_lead() -> Viewer:
    held = select(Appointment).where(Appointment.role == Role.QA_LEAD).order_by(Appointment.id)
    post = db.session.scalars(held).first()
    council = db.session.get(Place, post.council_id)
    return viewer_of(post.person, council, today())


def test_people_hand_in_on_working_days_at_times_of_their_own(look):
    handed_in = select(Audit.submitted_at).where(Audit.submitted_at.is_not(None))
    times = [as_london(at) for at in look.scalars(handed_in)]
    assert [at for at in times if at.weekday() > 4] == []
    minutes = Counter(at.minute for at in times)
    assert max(minutes.values()) < 0.1 * len(times)


def test_nobody_is_trained_after_the_first_record_that_they_read(look):
    begun = select(Audit.read_by_id, func.min(Audit.begun_at)).group_by(Audit.read_by_id)
    first = {person: at for person, at in look.execute(begun)}
    rows = look.scalars(select(BecomingAuditor)).all()
    read = [one for one in rows if one.person_id in first]
    assert len(read) > 10
    for one in read:
        assert one.trained_on < first[one.person_id].date()
        assert one.signed_off_at < first[one.person_id]


def test_the_head_of_the_right_service_answers_an_inadequate(look):
    answered = (
        select(Place.path, Inadequate.said_by_id)
        .join(Audit, Audit.id == Inadequate.audit_id)
        .join(Audit.allocation)
        .join(Allocation.place)
        .where(Inadequate.said_by_id.is_not(None))
    )
    rows = look.execute(answered).all()
    heads = select(Appointment.person_id, Place.path).join(Appointment.place)
    held = heads.where(Appointment.role == Role.HEAD_OF_SERVICE)
    services = {person: path for person, path in look.execute(held)}
    assert len({by for _, by in rows}) > 2
    assert [one for one in rows if not one.path.startswith(services[one.said_by_id])] == []


def test_an_account_has_a_second_opinion_to_answer_and_nobody_challenges_the_best_grade(made, look):
    emails = [one["email"] for one in made[1]["accounts"]]
    waits = (
        select(func.count())
        .select_from(Moderation)
        .join(Audit, Audit.id == Moderation.audit_id)
        .join(Person, Person.id == Audit.read_by_id)
        .where(Moderation.compared_at.is_not(None), Moderation.replied_at.is_(None))
    )
    assert look.scalar(waits.where(Person.email.in_(emails))) >= 1
    challenged = (
        select(func.coalesce(SectionReading.agreed_grade, SectionReading.grade))
        .join(Audit, Audit.id == SectionReading.audit_id)
        .join(Reflection, Reflection.allocation_id == Audit.allocation_id)
        .join(Reply, Reply.reflection_id == Reflection.id)
        .where(
            Reply.kind == ReplyKind.GRADE,
            Reply.section == SectionReading.section,
            # Where the practitioner was right, the grade that counts is a better one since.
            Reply.decided_grade.is_(None),
        )
    )
    grades = set(look.scalars(challenged))
    assert grades and not grades & {"outstanding", "good"}


def test_every_grade_stands_in_every_half_year_and_every_section_says_why(look):
    graded = select(
        SectionReading.grade, SectionReading.difference, SectionReading.evidence, Audit.begun_at
    )
    rows = look.execute(graded.join(SectionReading.audit).where(SectionReading.grade.is_not(None)))
    halves: dict[int, Counter[str]] = {}
    for grade, difference, evidence, begun_at in rows:
        assert difference and len(evidence) >= 40
        halves.setdefault((date.today() - begun_at.date()).days // 183, Counter())[grade] += 1  # noqa: DTZ011
    usual = {"outstanding", "good", "requires-improvement", "inadequate"}
    assert all(usual <= set(halves[half]) for half in range(4))


def test_practice_changes_as_its_story_tells(look):
    """Supervision and seeing the child alone get better; harm outside the home emerges."""
    good = case((SectionReading.grade.in_(("outstanding", "good")), 1.0), else_=0.0)
    shares = select(SectionReading.concept, Audit.begun_at, good).join(SectionReading.audit)
    halves: dict[tuple[str, bool], list[float]] = {}
    for concept, begun_at, is_good in look.execute(shares.where(SectionReading.grade.is_not(None))):
        is_late = (date.today() - begun_at.date()).days < 240  # noqa: DTZ011
        halves.setdefault((concept, is_late), []).append(is_good)
    share = {key: sum(told) / len(told) for key, told in halves.items()}
    for concept in ("SUPERVISION", "VISIT"):
        assert share[concept, True] > share[concept, False] + 0.08
    assert share["RISK", True] < share["RISK", False]


def test_audits_stand_open_in_every_state(look):
    states = Counter(look.scalars(select(Audit.status)))
    assert states[Status.DRAFT] >= 5 and states[Status.WITHDRAWN] >= 1
    assert look.scalar(select(func.count()).select_from(EarlierSection)) == 1
    waiting = (
        select(func.count())
        .select_from(Concern)
        .join(Audit, Audit.allocation_id == Concern.allocation_id)
    )
    assert look.scalar(waiting.where(Audit.status == Status.DRAFT)) >= 1


def test_what_was_handed_in_lacks_nothing(made):
    with at_database(made[0]):
        handed_in = select(Audit).where(Audit.status.in_(HANDED_IN)).order_by(Audit.id)
        audits = db.session.scalars(handed_in).all()[::25]
        lacking = {
            one.template.code: [said.words for said in missing_before_submitting(picture_of(one))]
            for one in audits
        }
    assert {code: said for code, said in lacking.items() if said} == {}


def test_no_text_says_who_a_child_or_a_colleague_is(look):
    texts = {
        text
        for column in (
            SectionReading.evidence, SectionReading.difference, Finding.text, Answer.evidence,
            Participation.saying, Action.what, Action.evidence,
        )
        for text in look.scalars(select(column).distinct())
    }  # fmt: skip
    staff = staff_names(look.scalars(select(Membership.name)))
    said = [notice for text in texts for notice in notices_of(text, staff, date.today())]  # noqa: DTZ011
    assert len(texts) > 8000
    assert said == []


def test_texts_seldom_read_alike(look):
    written = look.scalars(select(SectionReading.evidence).where(SectionReading.grade.is_not(None)))
    times = Counter(written.all())
    assert len(times) > 0.75 * times.total()


def test_an_action_puts_right_what_its_audit_found(look):
    found: dict[str, set[str]] = {}
    themes = (
        select(Audit.public_id, FindingTheme.theme).join(FindingTheme.finding).join(Finding.audit)
    )
    for audit, theme in look.execute(themes.where(Finding.kind == FindingKind.DEVELOPMENT)):
        found.setdefault(audit, set()).add(theme)
    of_records = select(Action.source_id, Action.for_whom, Action.what)
    asked = look.execute(of_records.where(Action.practitioner_id.is_(None))).all()
    assert len(asked) > 500
    for audit, for_whom, what in asked:
        assert what in {one.what for one in words_about(for_whom, found[audit])}


def test_a_dip_sample_is_done_and_one_in_progress_and_practitioners_are_looked_at(look):
    earlier, latest = rounds_of(look, "Dip sample of return interviews")
    # Of twenty; what nobody may read is left out, and one may have been withdrawn since.
    assert set(earlier) <= {State.DONE, State.WITHDRAWN}
    assert earlier[State.DONE] >= 16
    assert (latest[State.DONE], latest[State.STARTED]) == (7, 5)
    [files] = rounds_of(look, "Supervision files by the principal social worker")
    assert (files[State.DONE], files[State.STARTED]) == (1, 1)
    [seen] = rounds_of(look, "Practice observations by the principal social worker")
    assert seen[State.DONE] == 1


def rounds_of(look: Session, programme: str) -> list[Counter[State]]:
    """How many allocations stand in each state, a round after the other."""
    wanted = select(Round.month, Allocation.state).join_from(Allocation, Round).join(Programme)
    given = look.execute(wanted.where(Programme.name == programme)).all()
    months = sorted({month for month, _ in given})
    return [Counter(state for month, state in given if month == one) for one in months]


def test_every_other_month_has_put_something_off(look):
    changes = select(Round.month).select_from(AllocationChange)
    put_off = changes.join(AllocationChange.allocation).join(Allocation.round)
    months = look.scalars(put_off.where(AllocationChange.act == Act.PUT_OFF).distinct()).all()
    assert len(months) >= 18
    assert month_off(look) not in {month.month for month in months}


def test_a_restriction_is_overdue_and_rounds_are_named(look):
    today = date.today()  # noqa: DTZ011 – near enough for a day that is six days gone
    overdue = select(func.count()).where(Child.restricted, Child.restricted_review_on < today)
    assert look.scalar(overdue) == 2
    assert look.scalar(select(func.count()).select_from(RoundReader)) == 3


def test_whoever_did_something_was_seen_when_they_did_it(look):
    """The accounts to sign in with are made an hour before, as if by their people."""
    done = select(Event.by_id, func.max(Event.at)).where(Event.by_id.is_not(None), Event.chain == 1)
    acted = {one: at for one, at in look.execute(done.group_by(Event.by_id))}
    here = select(Membership.person_id, Membership.last_seen_at).where(Membership.council_id == 1)
    seen = {one: at for one, at in look.execute(here)}
    assert len(acted) > 25
    late = {one: (seen[one], at) for one, at in acted.items() if not seen[one] or seen[one] < at}
    assert late == {}


def test_what_was_downloaded_was_as_long_as_the_list_was(look):
    named = select(Event.at, Event.facts).order_by(Event.at)
    # What came by a schedule is of one service, or of some months alone.
    by_hand = named.where(Event.name == "report:exported", Event.about_id.is_(None))
    rows = [facts["rows"] for _, facts in look.execute(by_hand)]
    submitted = func.count(Audit.id)
    now = look.scalar(select(submitted).where(Audit.submitted_at.is_not(None)))
    assert rows == sorted(rows) and 100 < rows[0] < rows[-1] < now


def test_events_stand_in_the_order_in_which_they_happened(look):
    told = list(look.scalars(select(Event.at).where(Event.chain == 1).order_by(Event.number)))
    before_accounts = told[:5000]
    assert before_accounts == sorted(before_accounts)


def test_the_file_and_its_folder_are_their_owners_alone(made):
    file = Path(made[0].removeprefix("sqlite:///"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for beside in file.parent.glob("qa.db-*"):
        assert stat.S_IMODE(beside.stat().st_mode) == 0o600


def test_a_folder_made_for_the_file_is_its_owners_alone(tmp_path):
    qa(f"sqlite:///{tmp_path}/of-its-own/qa.db", "database", "upgrade")
    assert stat.S_IMODE((tmp_path / "of-its-own").stat().st_mode) == 0o700


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path):
    file = tmp_path / "qa.db"
    file.touch(mode=0o644)
    keep_to_owner(Settings(database_url=f"sqlite:///{file}"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_somebody_works_for_both_councils(look):
    councils = select(func.count()).select_from(Membership).group_by(Membership.person_id)
    assert Counter(look.scalars(councils))[2] == 1


def test_the_trail_of_all_that_was_made_holds(made):
    assert qa_json(made[0], "trail", "verify")["well"]


def test_made_again_nothing_changes(made):
    again = qa_json(made[0], "demo", **HERE)
    assert again["made"] is False
    assert [one["email"] for one in again["accounts"]] == [
        one["email"] for one in made[1]["accounts"]
    ]


def test_it_is_refused_where_others_can_reach_the_service(made):
    said = qa(made[0], "demo", expect=1, QA_BASE_URL="https://audit.northshire.gov.uk")
    assert "for one machine alone" in said


def test_the_same_seed_invents_the_same_people():
    def first(seed: int) -> list[str]:
        return list(islice(full_names(Random(seed)), 5))

    assert first(1) == first(1)
    assert first(1) != first(2)


def test_the_qa_lead_has_two_schedules_with_what_has_come_by_them(look):
    made = look.scalars(select(Schedule).order_by(Schedule.made_at, Schedule.id)).all()
    assert {one.standing for one in made} == {Standing.IN_FORCE, Standing.PAUSED}
    for one in made:
        runs = look.scalars(select(Run).where(Run.schedule_id == one.id)).all()
        assert len(runs) >= 2
        assert all(run.settled_at for run in runs)
    told = Counter(look.scalars(select(Sending.state)))
    assert told[Sent.SENT] > 10 and told[Sent.NOT_SENT] and not told[Sent.MAKING]
    waiting = select(func.count()).where(Email.once.contains("report-schedule"))
    assert not look.scalar(waiting), "what was sent months ago does not wait"
