import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_app.children.rules import codes
from qa_app.children.rules.addresses import faults_in_address, record_address
from qa_app.children.rules.ages import AGES, AgeBand, age_band
from qa_app.children.rules.changes import Standing, list_changes
from qa_app.children.rules.names import by_person, match_people, match_teams, person_key
from qa_app.children.rules.records import age_fits, age_on
from qa_app.children.rules.settings import line_of, statuses_in, why_not_statuses
from qa_app.children.rules.statuses import (
    DEFAULTS,
    Status,
    faults_in,
    read_status,
)

TEAMS = ("Assessment Team 1", "Children in Care Team 1", "Children in Care Team 2", "Leaving Care Team", "Safeguarding North")  # fmt: skip


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("a) Looked after child", "CARE"), ("LAC", "CARE"), ("CLA&CP", "CARE"),
        ("b) Child Protection plan", "CHILD_PROTECTION"), ("CPP", "CHILD_PROTECTION"),
        ("CP Ext", "CHILD_PROTECTION"), ("c) Child in need plan", "CHILD_IN_NEED"),
        ("CiN Plan", "CHILD_IN_NEED"), ("d) Open assessment", "ASSESSMENT"),
        ("Open asmt", "ASSESSMENT"), ("CF Assessment in progress", "ASSESSMENT"),
        ("e) Closed episode", "CLOSED"), ("Closed - stepdown", "CLOSED"), ("Closed case", "CLOSED"),
        ("Care leaver", "CARE_LEAVER"),
    ],
)  # fmt: skip
def test_statuses_are_read_as_councils_write_them(written, code):
    assert read_status(written, DEFAULTS).code == code


def test_a_status_that_cannot_be_read_is_never_taken_for_child_in_need():
    assert read_status("Stage 2", DEFAULTS) is None
    assert read_status("", DEFAULTS) is None


def test_in_care_and_on_a_plan_is_in_care_and_also_on_a_plan():
    assert read_status("CLA&CPP", DEFAULTS).also_on_plan


def test_a_council_may_add_a_status_of_its_own_and_keeps_those_of_annex_a():
    own = (*DEFAULTS[:3], Status("EARLY_HELP", "Early help", ("eh",)), *DEFAULTS[3:])

    assert read_status("EH", statuses_in([line_of(one) for one in own])).code == "EARLY_HELP"
    assert faults_in(own) == []
    assert "Keep Closed" in faults_in(DEFAULTS[:-1])[0]
    assert why_not_statuses([line_of(one) for one in own]) is None
    assert "capital letters" in why_not_statuses(["care | Care"])


@pytest.mark.parametrize(
    ("written", "group"),
    [("a) WBRI", "White"), ("h) MWAS", "Mixed"), ("White and Asian", "Mixed"), ("r) OOTH", "Other"), ("i) MOTH", "Mixed"), ("p) BOTH", "Black"), ("s) NOBT", "Not known"), ("Black Caribbean", "Black"), ("", "")],
)  # fmt: skip
def test_ethnicity_is_kept_as_a_group(written, group):
    assert codes.ethnic_group(written) == group


def test_other_codes_are_kept_and_free_text_is_not():
    assert codes.gender("F") == codes.gender("b) Female") == codes.gender("2 - Female") == "Female"
    assert codes.legal_status("C2: FCO") == "C2"
    assert codes.legal_status("Mum has agreed, see Dustin's file") == ""
    assert codes.abuse("a) Neglect") == "Neglect"
    assert codes.abuse("Neglect Physical") == "Multiple"
    assert codes.need("N5 - Family dysfunction") == "Family dysfunction"


def test_names_are_matched_however_they_are_written():
    people = {1: "Maya Merrydew", 2: "Rhys Copperfield"}
    written = ["MAYA MERRYDEW", "Merrydew, Maya", "Maya\xa0Merrydew ", "Rhys Copperfield (Agency)"]

    matched = match_people(written, people, {})

    assert [matched.found[name] for name in written] == [1, 1, 1, 2]


def test_spellings_of_one_name_stand_together_with_the_plainest_first():
    written = ["MAYA MERRYDEW", "Ben Fox", "Merrydew, Maya", "Maya Merrydew (Agency)", "Maya Merrydew", "…"]  # fmt: skip
    assert by_person(written) == [
        ("Ben Fox",),
        ("Maya Merrydew", "Maya Merrydew (Agency)", "Merrydew, Maya", "MAYA MERRYDEW"),
        ("…",),
    ]


def test_two_people_of_one_name_are_left_to_be_told_apart():
    matched = match_people(["Ada Thornley"], {1: "Ada Thornley", 2: "Ada Thornley"}, {})

    assert matched.several == {"Ada Thornley": (1, 2)}
    assert match_people(["A Thornley"], {1: "x"}, {"A Thornley": 1}).found == {"A Thornley": 1}


@pytest.mark.parametrize(
    ("written", "team"),
    [("CiC Team 1", 1), ("Children in Care 2", 2), ("Safeguarding - North", 4), ("Assessment Team One", 0), ("LCT", 3)],
)  # fmt: skip
def test_teams_are_matched_however_they_are_written(written, team):
    assert match_teams([written], dict(enumerate(TEAMS))).found == {written: team}


def test_a_team_that_is_not_in_the_tree_is_not_guessed():
    assert match_teams(["Children in Care"], dict(enumerate(TEAMS))).not_found == (
        "Children in Care",
    )


@given(st.text(max_size=40))
def test_no_name_brings_matching_down(text):
    assert re.fullmatch(r"([a-z]+( [a-z]+)*)?", person_key(text))


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_an_age_is_never_more_than_the_years_between(born, day):
    assert age_on(born, day) <= max(day.year - born.year, -1)
    assert age_fits(age_on(born, day), born, day)


def test_a_child_not_yet_born_is_minus_one_and_has_a_band():
    assert age_on(date(2026, 12, 1), date(2026, 11, 1)) == -1
    assert age_band(-1) is AgeBand.UNBORN


def test_every_age_has_one_band():
    for age in range(-1, 30):
        assert [first <= age <= last for first, last in AGES.values()].count(True) == 1


@pytest.mark.parametrize(
    "pattern",
    [
        "http://case.example/{reference}", "javascript:alert('{reference}')", "https://{reference}.example/",
        "https://case.example/", "https://me:secret@case.example/{reference}", "https://a/{reference}?x=<{reference}>",
    ],
)  # fmt: skip
def test_a_link_into_the_case_system_is_https_and_leads_nowhere_else(pattern):
    assert faults_in_address(pattern)


def test_a_reference_cannot_break_out_of_its_link():
    pattern = "https://case.example/person/{reference}?tab=1"

    assert faults_in_address(pattern) == []
    assert record_address(pattern, "a/../b?c") == "https://case.example/person/a%2F..%2Fb%3Fc?tab=1"


def test_what_a_new_list_changes_is_counted():
    held = {"1": Standing(1, 7, "CARE", True), "2": Standing(1, 7, "CARE", True), "3": Standing(1, 7, "CARE", True)}  # fmt: skip
    coming = {"2": Standing(2, 8, "CARE", True), "3": Standing(1, 7, "CLOSED", False), "4": Standing(1, 7, "CARE", True)}  # fmt: skip

    counts = list_changes(held, coming).counts()

    assert counts == {
        "new": 1, "closed": 1, "left": 1, "moved_team": 1,
        "moved_practitioner": 1, "status_changed": 1, "same": 0, "shared": 2, "held": 3,
    }  # fmt: skip


def test_what_is_the_same_is_not_a_change():
    held = {"1": Standing(1, 7, "CARE", True)}

    assert Counter(list_changes(held, held).counts()) == Counter(same=1, shared=1, held=1)


def test_who_is_hidden_is_in_no_number_of_what_changes():
    one, other = Standing(1, 7, "CARE", True), Standing(2, 8, "CLOSED", False)
    changes = list_changes({"1": one, "2": one, "3": one}, {"2": other, "3": one, "4": one})

    assert sum(changes.counts(hidden={"1", "2", "3", "4"}).values()) == 0
    assert changes.counts(hidden={"2"})["held"] == 2


def test_a_list_from_which_many_would_leave_is_pointed_out():
    one = Standing(1, 7, "CARE", True)
    held = {str(number): one for number in range(40)}

    assert list_changes(held, {str(number): one for number in range(20)}).leaves_many
    assert not list_changes(held, {str(number): one for number in range(35)}).leaves_many


@pytest.mark.parametrize(("shared", "is_few"), [(0, True), (3, True), (4, False), (40, False)])
def test_a_list_that_shares_under_a_tenth_with_the_last_is_doubted(shared, is_few):
    one = Standing(1, 7, "CARE", True)
    held = {str(number): one for number in range(40)}
    coming = {str(number): one for number in range(40 - shared, 140)}

    changes = list_changes(held, coming)

    assert (changes.shared, changes.held, changes.shares_few) == (shared, 40, is_few)


def test_a_first_list_is_not_doubted():
    assert not list_changes({}, {"1": Standing(1, 7, "CARE", True)}).shares_few
