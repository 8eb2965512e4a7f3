from dataclasses import replace
from datetime import date, timedelta

import pytest

from qa_app.rounds.rules.changes import why_not_put_off
from qa_app.rounds.rules.eligibility import (
    Facts,
    Limits,
    Out,
    Suits,
    Unchecked,
    Unfinished,
    not_checked,
    why_out,
)
from qa_app.rounds.rules.independence import Auditor, Bar, Record, Within, bar, chain_above
from qa_app.rounds.rules.pace import pace
from qa_app.rounds.rules.plan_faults import faults_in, name_taken
from qa_app.rounds.rules.plans import (
    BEGINNINGS,
    Auditors,
    HowMany,
    Kind,
    Often,
    Plan,
    Source,
    Spread,
    as_kept,
    due_day,
    is_held_in,
    opening_day,
    plan_from,
)
from qa_app.rounds.rules.samples import sentence
from qa_app.rounds.rules.shares import Time, shares, wanted
from qa_app.rounds.rules.states import State
from qa_app.rounds.rules.tallies import Tally

ON = date(2026, 11, 2)
EAST, WEST = "northshire/safeguarding/east/", "northshire/family-help/west/"
RECORD = Record("0012345", EAST, practitioners=(7,), led_by=frozenset({8, 9}))


@pytest.mark.parametrize(
    ("known", "limits", "why"),
    [
        ({}, {}, None),
        ({"held": True}, {}, Out.HELD),
        ({"is_open": False}, {}, Out.CLOSED),
        ({"is_open": False, "status": "CLOSED"}, {"statuses": ("CLOSED",)}, None),
        ({"status": "CARE"}, {"statuses": ("CHILD_IN_NEED",)}, Out.OTHER_STATUS),
        ({"age": 3}, {"youngest": 4}, Out.OTHER_AGE),
        ({"age": None}, {"youngest": 4}, None),
        ({"path": WEST}, {"paths": ("northshire/safeguarding/",)}, Out.OTHER_PLACE),
        ({"status_since": ON - timedelta(weeks=5)}, {"open_weeks": 6}, Out.TOO_NEW),
        ({"status_since": ON - timedelta(weeks=6)}, {"open_weeks": 6}, None),
        ({"open_audit": Unfinished.CHASED_NO_MORE}, {}, Out.OPEN_AUDIT),
        ({"last_audited": date(2026, 5, 31)}, {"not_audited_months": 6}, Out.AUDITED),
        ({"last_audited": date(2026, 4, 30)}, {"not_audited_months": 6}, None),
        ({"last_audited": ON}, {"not_audited_months": 0}, None),
        ({"practitioners": (7,)}, {}, Out.IN_CONVERSATION),
        ({"practitioners": (7,)}, {"one_a_practitioner": False}, Out.IN_CONVERSATION),
        ({"practitioners": (1, 7)}, {}, None),
    ],
)  # fmt: skip
def test_a_record_is_out_for_the_first_reason_that_holds(known, limits, why):
    assert why_out(Facts("1", **known), Limits(**limits), ON, in_conversation={7}) is why


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({"status": "CARE", "age": 16}, None),
        ({"status": "CHILD_IN_NEED", "age": 16}, Out.NOT_SUITED),
        ({"status": "CARE", "age": 15}, Out.NOT_SUITED),
        ({"status": "", "age": None}, None),
    ],
)
def test_a_record_that_the_template_does_not_suit_is_out(known, why):
    suits = Suits(frozenset({"CARE", "CARE_LEAVER"}), youngest=16)
    assert why_out(Facts("1", **known), Limits(), ON, suits=suits) is why


def test_each_rule_that_a_list_has_no_column_for_is_named():
    bare = [Facts("1"), Facts("2")]
    limits = Limits(statuses=("CARE",), youngest=4, open_weeks=6)
    assert not_checked(bare, limits) == [
        Unchecked.FAMILY, Unchecked.SINCE, Unchecked.PRACTITIONER, Unchecked.TEAM,
        Unchecked.AGE, Unchecked.STATUS,
    ]  # fmt: skip
    told = Facts(
        "3", status="CARE", status_since=ON, age=5, path=EAST, family="F1", practitioners=(1,)
    )
    assert not_checked([*bare, told], limits) == []


@pytest.mark.parametrize(
    ("auditor", "why"),
    [
        (Auditor(1, responsible_for=(WEST,)), None),
        (Auditor(7), Bar.OWN_WORK),
        (Auditor(1, responsible_for=(EAST,)), Bar.OWN_TEAM),
        (Auditor(1, responsible_for=("northshire/safeguarding/",)), Bar.OWN_TEAM),
        (Auditor(9), Bar.LINE_MANAGEMENT),
        (Auditor(1, managers=frozenset({7})), Bar.LINE_MANAGEMENT),
    ],
)
def test_nobody_reads_their_own_work_or_that_of_their_line(auditor, why):
    assert bar(auditor, RECORD, Within.COUNCIL) is why


def test_a_restricted_record_is_for_those_cleared_where_it_is():
    record = Record("1", EAST, is_restricted=True)
    assert bar(Auditor(1), record, Within.COUNCIL) is Bar.NOT_CLEARED
    assert bar(Auditor(1, cleared_for=(WEST,)), record, Within.COUNCIL) is Bar.NOT_CLEARED
    assert bar(Auditor(1, cleared_for=("northshire/",)), record, Within.COUNCIL) is None


def test_within_a_service_nobody_reads_another():
    of_west = Auditor(1, services=("northshire/family-help/",))
    assert bar(of_west, RECORD, Within.SERVICE) is Bar.OTHER_SERVICE
    assert bar(of_west, RECORD, Within.COUNCIL) is None
    of_both = Auditor(1, services=("northshire/",))
    assert bar(of_both, RECORD, Within.SERVICE) is None


def test_two_who_manage_each_other_do_not_go_round_for_ever():
    assert chain_above(1, {1: 2, 2: 3, 3: 2}) == {2, 3}


def test_shares_follow_hours_and_days():
    times = {1: Time(), 2: Time(hours=0.5), 3: Time(days_here=10), 4: Time(days_here=0)}
    assert wanted(times, 2) == 4
    assert shares(times, 4) == {1: 2.0, 2: 1.0, 3: 1.0}


@pytest.mark.parametrize("kind", Kind)
def test_what_a_kind_begins_with_can_be_kept_and_read_again(kind):
    assert plan_from(as_kept(BEGINNINGS[kind])) == BEGINNINGS[kind]
    assert BEGINNINGS[kind].kind is kind


def test_a_plan_of_an_older_version_is_as_its_kind_begins():
    assert plan_from({"kind": "DIP_SAMPLE"}) == BEGINNINGS[Kind.DIP_SAMPLE]
    assert plan_from({}) == BEGINNINGS[Kind.MONTHLY]


@pytest.mark.parametrize(
    ("plan", "months"),
    [
        (Plan(months_off=(8,)), [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12]),
        (Plan(often=Often.QUARTERLY), [1, 4, 7, 10]),
        (Plan(often=Often.ONCE, first_month=date(2026, 5, 1)), [5]),
        (Plan(first_month=date(2026, 11, 1)), [11, 12]),
    ],
)
def test_a_programme_is_held_in_its_months(plan, months):
    assert [one for one in range(1, 13) if is_held_in(plan, date(2026, one, 1))] == months


def test_a_round_opens_and_is_due_on_working_days():
    december = date(2026, 12, 1)
    assert opening_day(Plan(), december) == date(2026, 12, 1)
    assert opening_day(Plan(), date(2026, 8, 1)) == date(2026, 8, 3)
    assert due_day(Plan(), december) == date(2026, 12, 31)
    assert due_day(Plan(due_day=27), december) == date(2026, 12, 24)  # Christmas and a weekend
    assert due_day(Plan(due_day=31), date(2026, 2, 1)) == date(2026, 2, 27)


@pytest.mark.parametrize(
    ("plan", "fault"),
    [
        (Plan(spreads=tuple(Spread)), "at most two things"),
        (Plan(months_off=tuple(range(1, 13))), "at least one month"),
        (Plan(limits=Limits(youngest=9, oldest=4)), "oldest age is below"),
        (Plan(auditors=Auditors()), "Choose who audits"),
        (Plan(how_many=HowMany.ALL, source=Source.REFERENCES), "only of the list of children"),
    ],
)
def test_a_plan_that_cannot_be_held_is_refused(plan, fault):
    assert any(fault in one for one in faults_in(plan, date(2026, 11, 20)))


NOVEMBER = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("plan", "fault"),
    [
        (Plan(often=Often.ONCE, first_month=date(2026, 10, 1)), "October 2026 is past"),
        (Plan(often=Often.ONCE, first_month=date(2027, 8, 1), months_off=(8,)), "is a month off"),
        (Plan(first_month=date(2025, 10, 1)), "a month of the last year"),
        (Plan(first_month=date(2028, 12, 1)), "the next two years"),
        (Plan(first_month=NOVEMBER, opens_on=20, due_day=1), "due on 30 October 2026"),
        (Plan(first_month=NOVEMBER, opens_on=20), "In May 2027 it would be due on 28 May 2027"),
    ],
)
def test_a_month_or_a_day_that_makes_no_sense_is_said_to(plan, fault):
    (said,) = faults_in(plan, date(2026, 11, 20))
    assert fault in said


def test_a_programme_that_began_long_ago_can_still_be_changed():
    plan = Plan(first_month=date(2024, 1, 1))
    assert faults_in(plan, date(2026, 11, 20))
    assert faults_in(plan, date(2026, 11, 20), before=plan) == []


def test_every_kind_begins_without_a_fault():
    for plan in BEGINNINGS.values():
        assert faults_in(replace(plan, first_month=NOVEMBER), date(2026, 11, 20)) == []


def test_a_name_is_taken_however_it_is_written():
    assert name_taken("monthly  AUDITS", ["Monthly audits"])
    assert name_taken("Monthly audits 2", ["Monthly audits"]) is None


def test_a_sample_is_told_in_a_sentence():
    assert sentence(10, 400) == "10 of 400 tells you within about 31 points either way"
    assert sentence(2, 2) == "Both are read, so that nothing is left to chance"
    assert sentence(400, 400) == "All 400 are read, so that nothing is left to chance"


@pytest.mark.parametrize(
    ("days", "runs", "manages", "already", "refused"),
    [
        (7, False, True, 0, None),
        (8, False, True, 0, "a week in all"),
        (1, False, True, 7, "a week in all"),
        (60, True, False, 0, None),
        (1, False, False, 0, "line manager, or whoever runs"),
        (0, True, False, 0, "a day after"),
    ],
)
def test_who_may_put_an_audit_off_and_how_far(days, runs, manages, already, refused):
    said = why_not_put_off(
        ON,
        ON + timedelta(days),
        runs_the_programme=runs,
        is_line_manager=manages,
        already=timedelta(already),
        today=date(2026, 11, 20),
    )
    assert (said is None) if refused is None else refused in said


def test_what_is_paused_or_exempt_is_not_due_and_is_named():
    tally = Tally({State.DONE: 6, State.TO_DO: 2, State.PAUSED: 1, State.EXEMPT: 3, State.WITHDRAWN: 9})  # fmt: skip
    assert (tally.given, tally.due, tally.done) == (12, 8, 6)
    assert tally.sentence == (
        "6 of 8 audits are done (75%); 1 paused and 3 exempt, not counted as due"
    )


def test_a_review_says_how_many_a_day_it_needs():
    tally = Tally({State.DONE: 600, State.TO_DO: 2000})
    found = pace(tally, date(2026, 11, 2), date(2026, 11, 27), date(2026, 11, 16), done_lately=250)
    assert (found.days_left, round(found.needed), found.lately) == (10, 200, 50)
    assert not found.is_in_time
    assert found.sentence.startswith("2,000 records are left for 10 working days: 200 a day")
