import subprocess
import sys
from collections import Counter
from dataclasses import replace
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from qa_app.rounds.rules.drawing import Candidate, draw, in_order, quotas

SEED = "2026-11-0123456789abcdef0123456789abcdef"
POOL = [Candidate(f"{number:06}", (f"team {number % 5}",)) for number in range(400)]

references = st.lists(
    st.text("0123456789", min_size=1, max_size=6), unique=True, min_size=1, max_size=40
)
sizes = st.dictionaries(
    st.tuples(st.sampled_from("abcdefgh")), st.integers(0, 50), min_size=1, max_size=8
)


def test_a_record_stands_where_the_digest_of_seed_and_reference_puts_it():
    """These three come first by sha256sum and sort."""
    by_hand = sorted(POOL, key=lambda one: sha256(f"{SEED}|{one.reference}".encode()).hexdigest())
    assert [one.reference for one in by_hand[:3]] == ["000354", "000084", "000313"]
    assert in_order(POOL, SEED) == by_hand


@given(references, st.randoms())
def test_neither_the_order_of_the_list_nor_another_record_moves_one(listed, chance):
    pool = [Candidate(one) for one in listed]
    shuffled = chance.sample(pool, len(pool))
    assert draw(shuffled, SEED, 5) == draw(pool, SEED, 5)
    without_last = [one for one in in_order(pool, SEED) if one.reference != listed[-1]]
    assert in_order(pool[:-1], SEED) == without_last


def test_another_process_draws_the_same():
    code = (
        "from qa_app.rounds.rules.drawing import *;"
        "pool = [Candidate(f'{n:06}', (f'team {n % 5}',)) for n in range(400)];"
        f"print(*(one.reference for one in draw(pool, '{SEED}', 12).picks))"
    )
    there = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert there.split() == [one.reference for one in draw(POOL, SEED, 12).picks]


@given(sizes, st.integers(0, 300))
def test_strata_have_their_share_and_one_at_least_and_never_more_than_they_hold(held, number):
    given_out = quotas(held, number)
    total = sum(held.values())
    assert sum(given_out.values()) == min(number, total)
    for stratum, size in held.items():
        if not size:
            continue
        share = min(number, total) * size / total
        assert 0 <= given_out[stratum] <= size
        assert given_out[stratum] < share + 1
        assert given_out[stratum] >= 1 or number < len([one for one in held.values() if one])


def test_largest_remainders_get_what_is_left():
    assert quotas({("a",): 50, ("b",): 30, ("c",): 20}, 7) == {("a",): 4, ("b",): 2, ("c",): 1}


def test_a_family_and_a_practitioner_are_drawn_once():
    pool = [Candidate(f"{n}", (), f"family {n // 3}", practitioner=n // 2) for n in range(60)]
    drawn = draw(pool, SEED, 15)
    assert len(drawn.picks) == 15
    assert max(Counter(one.family for one in drawn.picks).values()) == 1
    assert max(Counter(one.practitioner for one in drawn.picks).values()) == 1
    everyone = [*drawn.picks, *drawn.reserves, *drawn.siblings, *drawn.same_practitioner]
    assert sorted(everyone, key=lambda one: int(one.reference)) == pool


def test_records_without_a_known_family_or_practitioner_are_not_taken_for_one():
    assert len(draw(POOL, SEED, 100).picks) == 100


def test_a_stratum_that_runs_out_is_made_up_from_the_others():
    """Both records of the small team are of one practitioner."""
    small = [Candidate(f"s{n}", ("small",), practitioner=1) for n in range(2)]
    large = [Candidate(f"l{n}", ("large",), practitioner=n + 2) for n in range(2)]
    drawn = draw([*small, *large], SEED, 4)
    assert Counter(one.stratum for one in drawn.picks) == {("small",): 1, ("large",): 2}


def test_reserves_are_the_next_in_turn():
    drawn = draw(POOL, SEED, 10)
    ordered = in_order(POOL, SEED)
    left = [one for one in ordered if one not in drawn.picks]
    assert [*drawn.reserves] == left


@given(st.integers(0, 60), st.integers(1, 60), st.randoms())
def test_nobody_who_may_not_see_a_restricted_record_can_tell_that_one_was_drawn(
    secret, number, chance
):
    """The others come out as if there were none: drawn, next in turn, and why each was passed over."""
    open_ones = [
        Candidate(
            f"{at:03}",
            (f"team {chance.randrange(3)}",),
            f"family {chance.randrange(40)}",
            chance.randrange(30),
        )
        for at in range(80)
    ]
    hidden = [
        replace(chance.choice(open_ones), reference=f"r{at}", on_top=True) for at in range(secret)
    ]
    alone, together = draw(open_ones, SEED, number), draw([*open_ones, *hidden], SEED, number)
    for part in ("picks", "reserves", "siblings", "same_practitioner"):
        seen = [one for one in getattr(together, part) if not one.on_top]
        assert seen == list(getattr(alone, part))
    families = [one.family for one in together.picks]
    assert len(families) == len(set(families))


def test_a_restricted_record_is_as_likely_to_be_read_as_the_others():
    pool = [Candidate(f"{at:05}", (f"team {at % 4}",), on_top=at % 10 == 0) for at in range(4000)]
    picks = draw(pool, SEED, 900).picks
    assert Counter(one.on_top for one in picks)[False] == 900
    assert 70 <= sum(one.on_top for one in picks) <= 130


def test_where_the_others_run_out_every_restricted_record_is_read():
    pool = [Candidate("1"), Candidate("2"), Candidate("3", on_top=True)]
    assert len(draw(pool, SEED, 5).picks) == 3


def test_restricted_records_alone_are_drawn_like_any_others():
    pool = [Candidate(str(at), on_top=True) for at in range(9)]
    assert len(draw(pool, SEED, 5).picks) == 5
