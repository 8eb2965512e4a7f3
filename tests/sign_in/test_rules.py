from datetime import UTC, datetime, timedelta

import pytest

from qa_app.access.rules import Role
from qa_app.sign_in.rules import codes, kept_forms, links, passkeys, sessions
from qa_app.sign_in.rules.sessions import Ending, Factor, Times

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
STEP = codes.step_at(NOON)


# Codes


def test_a_code_counts_half_a_minute_early_or_late_and_no_further():
    assert list(codes.steps_around(NOON)) == [STEP - 1, STEP, STEP + 1]


def test_a_code_used_once_is_refused_and_so_is_an_earlier_one():
    shown = {STEP - 1: "111111", STEP: "222222", STEP + 1: "333333"}

    assert codes.matching_step("222222", shown, last_used=None) == STEP
    assert codes.matching_step("222222", shown, last_used=STEP) is None
    assert codes.matching_step("111111", shown, last_used=STEP) is None
    assert codes.matching_step("333333", shown, last_used=STEP) == STEP + 1


def test_a_code_may_be_typed_in_groups():
    assert codes.matching_step(" 222 222", {STEP: "222222"}, None) == STEP
    assert codes.looks_like_a_code("123-456")
    assert not codes.looks_like_a_code("12345x")
    assert not codes.looks_like_a_code("١٢٣٤٥٦")


def test_a_recovery_code_is_read_back_however_it_is_typed():
    shown = codes.recovery_code("abcdefghjkmnpqrs")

    assert shown == "abcd-efgh-jkmn-pqrs"
    assert codes.recovery_digest("ABCD EFGH jkmnpqrs") == codes.recovery_digest(shown)
    assert codes.recovery_digest("abcd-efgh-jkmn-pqrt") != codes.recovery_digest(shown)


# Sessions


@pytest.mark.parametrize(
    ("chosen", "minutes"), [(None, 60), (15, 15), (120, 120), (1, 15), (600, 120)]
)
def test_a_council_chooses_how_long_a_session_may_idle_within_bounds(chosen, minutes):
    assert sessions.idle_time(chosen) == minutes * MINUTE


def test_a_session_ends_after_idling_and_not_a_moment_before():
    times = Times(created=NOON, last_seen=NOON)

    assert sessions.why_over(times, HOUR, NOON + HOUR - MINUTE) is None
    assert sessions.why_over(times, HOUR, NOON + HOUR) is Ending.IDLE


def test_a_session_in_use_ends_after_twelve_hours():
    times = Times(created=NOON, last_seen=NOON + 12 * HOUR - MINUTE)

    assert sessions.why_over(times, HOUR, NOON + 12 * HOUR) is Ending.TOO_LONG
    assert sessions.ends_at(times, HOUR) == NOON + 12 * HOUR


def test_the_warning_leaves_at_least_two_minutes_and_knows_when_staying_cannot_help():
    times = Times(created=NOON, last_seen=NOON)
    late = Times(created=NOON, last_seen=NOON + 11 * HOUR + 30 * MINUTE)

    assert sessions.ends_at(times, HOUR) - sessions.warn_at(times, HOUR) >= 2 * MINUTE
    assert sessions.can_be_prolonged(times, HOUR)
    assert not sessions.can_be_prolonged(late, HOUR)


def test_a_sensitive_act_needs_proof_of_the_last_quarter_of_an_hour():
    assert sessions.is_fresh(NOON, NOON + 14 * MINUTE)
    assert not sessions.is_fresh(NOON, NOON + 15 * MINUTE)


def test_administrators_need_a_passkey_or_single_sign_on_and_others_do_not():
    def needs(role, factor, required=True):
        return sessions.needs_a_passkey((role,), factor, passkeys_required=required)

    assert needs(Role.ADMINISTRATOR, Factor.CODE)
    assert needs(Role.ADMINISTRATOR, Factor.RECOVERY_CODE)
    assert not needs(Role.ADMINISTRATOR, Factor.PASSKEY)
    assert not needs(Role.ADMINISTRATOR, Factor.SINGLE_SIGN_ON)
    assert not needs(Role.ADMINISTRATOR, Factor.CODE, required=False)
    assert not needs(Role.QA_LEAD, Factor.CODE)


# Links


def test_an_invitation_works_seven_days_and_a_reset_one_hour():
    invitation = links.Link(links.Purpose.INVITATION, made=NOON)
    reset = links.Link(links.Purpose.RESET, made=NOON)

    assert links.works(invitation, NOON + 7 * 24 * HOUR - MINUTE)
    assert not links.works(invitation, NOON + 7 * 24 * HOUR)
    assert links.works(reset, NOON + 59 * MINUTE)
    assert not links.works(reset, NOON + HOUR)


def test_a_used_link_works_no_more():
    assert not links.works(links.Link(links.Purpose.RESET, made=NOON, used=NOON), NOON + MINUTE)


# Passkeys


@pytest.mark.parametrize(
    ("address", "party"),
    [
        ("https://audit.northshire.example", "audit.northshire.example"),
        ("http://localhost:5000", "localhost"),
        ("http://audit.northshire.example", None),
        ("http://127.0.0.1:5000", None),
        ("https://192.0.2.7", None),
    ],
)
def test_passkeys_are_bound_to_a_name_that_browsers_accept(address, party):
    assert passkeys.relying_party(address) == party


def test_a_counter_that_does_not_rise_means_a_copied_key():
    assert passkeys.looks_copied(kept=5, said=5)
    assert passkeys.looks_copied(kept=5, said=0)
    assert not passkeys.looks_copied(kept=5, said=6)
    assert not passkeys.looks_copied(kept=0, said=0)


# Kept forms


def test_answers_are_kept_in_their_order_and_an_empty_form_is_not():
    sent = [("theme", "VOICE"), ("summary", "Seen alone"), ("theme", "PLAN")]

    assert kept_forms.worth_keeping(sent) == sent
    assert kept_forms.worth_keeping([("summary", " ")]) == []


def test_a_form_too_large_to_be_one_is_not_kept():
    assert kept_forms.worth_keeping([("summary", "x" * 400_001)]) == []
    assert kept_forms.worth_keeping([("a", "b")] * 1_001) == []


def test_kept_text_is_gone_after_twenty_hours():
    assert not kept_forms.has_gone(NOON, NOON + 20 * HOUR - MINUTE)
    assert kept_forms.has_gone(NOON, NOON + 20 * HOUR)


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("/audits/abc?page=2", True),
        ("https://elsewhere.example/", False),
        ("//elsewhere.example/", False),
        ("/\\elsewhere.example", False),
        ("/\telsewhere", False),
        ("audits", False),
        ("", False),
    ],
)
def test_only_a_page_of_ours_is_returned_to(path, ours):
    assert kept_forms.is_a_page_of_ours(path) is ours
