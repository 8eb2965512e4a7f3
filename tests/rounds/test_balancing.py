"""Held against a linear programme: where an allocation exists that breaks no rule, ours finds one."""

from collections import Counter
from math import ceil, floor

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from qa_app.rounds.rules.balancing import balance


@st.composite
def councils(draw):
    """Records of teams, auditors who may not read some teams, and the hours that they have."""
    teams = draw(st.integers(1, 8))
    people = draw(st.integers(1, 10))
    hours = draw(
        st.lists(st.sampled_from([0.4, 0.5, 0.8, 1, 1, 1]), min_size=people, max_size=people)
    )
    closed = draw(st.lists(st.sets(st.integers(0, teams - 1)), min_size=people, max_size=people))
    of_team = draw(st.lists(st.integers(0, teams - 1), min_size=1, max_size=30))
    may_read = [
        [person for person in range(people) if team not in closed[person]] for team in of_team
    ]
    total = sum(hours)
    return may_read, {person: len(of_team) * one / total for person, one in enumerate(hours)}


def exists(may_read, shares, least, most):
    """Whether every record can be read with nobody below their least or above their most."""
    pairs = [(record, one) for record, people in enumerate(may_read) for one in people]
    if not pairs or any(not people for people in may_read):
        return False
    each_once = np.array(
        [[float(at == record) for at, _ in pairs] for record in range(len(may_read))]
    )
    loads = np.array([[float(person == one) for _, one in pairs] for person in shares])
    found = linprog(
        np.zeros(len(pairs)),
        A_ub=np.vstack([loads, -loads]),
        b_ub=[
            *(most(share) for share in shares.values()),
            *(-least(share) for share in shares.values()),
        ],
        A_eq=each_once,
        b_eq=np.ones(len(may_read)),
        bounds=(0, 1),
    )
    return found.status == 0


@given(councils())
@example(([[0], [0], [0, 1], [0, 1]], {0: 2.0, 1: 2.0}))
@example(([[1], [0, 1], [0, 1]], {0: 1.5, 1: 1.5}))
def test_an_allocation_that_breaks_no_rule_is_found_wherever_there_is_one(council):
    may_read, shares = council
    found = balance(may_read, shares)
    tight = exists(may_read, shares, floor, ceil)
    loose = exists(may_read, shares, lambda share: ceil(share - 1), lambda share: floor(share + 1))
    assert found.is_whole == (tight or loose)


@given(councils())
def test_nobody_is_given_what_they_may_not_read_nor_more_than_one_above_their_share(council):
    may_read, shares = council
    found = balance(may_read, shares)
    loads = Counter(one for one in found.readers if one is not None)
    for record, reader in enumerate(found.readers):
        assert reader is None or reader in may_read[record]
    for person, share in shares.items():
        assert loads[person] <= share + 1
        assert loads[person] >= share - 1 or not found.is_whole


@given(councils())
def test_records_that_are_stuck_are_more_than_those_who_may_read_them_have_room_for(council):
    may_read, shares = council
    found = balance(may_read, shares)
    if None not in found.readers:
        return
    assert {one for record in found.stuck for one in may_read[record]} == {*found.full}
    assert len(found.stuck) > sum(floor(shares[one] + 1) for one in found.full)


def test_a_share_of_two_is_two_where_the_rules_allow():
    everyone = [0, 1, 2]
    found = balance([everyone] * 6, dict.fromkeys(everyone, 2.0))
    assert Counter(found.readers) == {0: 2, 1: 2, 2: 2}


def test_the_rules_are_kept_before_the_shares():
    """Three records that only the first may read, of four between two people."""
    found = balance([[0], [0], [0], [0, 1]], {0: 2.0, 1: 2.0})
    assert found.readers == (0, 0, 0, 1)


def test_what_nobody_may_read_is_told_apart_from_the_rest():
    found = balance([[], [0], [0]], {0: 3.0})
    assert found.readers == (None, 0, 0)
    assert found.stuck == (0,)
    assert found.full == ()


def test_a_person_who_may_read_too_little_is_named():
    found = balance([[0], [0], [0], [0, 1]], {0: 1.0, 1: 3.0})
    assert found.idle == (1,)
    assert not found.is_whole
