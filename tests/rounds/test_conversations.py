"""A practitioner has one conversation a month at most, whichever programmes ask for it."""

import pytest

from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.operations.changes import withdraw
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.giving import allocate
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.operations.programmes import open_round, plan_round
from qa_app.rounds.queries.conversations import in_conversation
from qa_app.rounds.queries.drawing import list_records
from qa_app.rounds.queries.reserves import next_in_turn
from qa_app.rounds.rules.eligibility import Limits, Out
from qa_app.rounds.rules.months import months_on
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.rounds.rules.plans import BEGINNINGS, HowMany, Kind, Source
from tests.children.makers import make_child
from tests.makers import NOON
from tests.rounds.councils import CHANCE, MONTH, make_peopled_council, make_plan

OTHER = "f" * 32
OWN_WORK = [Kind.SUPERVISION, Kind.OBSERVATION]


@pytest.fixture
def council(database):
    """Each practitioner has two records, of which one can be drawn when the other is being audited."""
    made = make_peopled_council(teams=2, each=3)
    for row in made.children:
        make_child(row.place, row.practitioner)
    return made


def planned(council, month=MONTH, **what_matters) -> Round:
    return plan_round(make_plan(council, **what_matters), month, by=None, at=NOON)


def of_own_work(kind: Kind) -> dict[str, object]:
    begun = BEGINNINGS[kind]
    return {"kind": kind, "source": begun.source, "limits": begun.limits, "number": 1}


def opened(council, round_: Round, chance: str = CHANCE) -> set[int]:
    """Whose records, or whose work, this round reads."""
    draw_round(round_, chance, council.lead, NOON)
    given = open_as_proposed(round_, council.lead, NOON)
    return {one.drawn_record.practitioner_id for one in given}


def kept_out(draw) -> set[int]:
    out = list_records(draw, Outcome.OUT)
    return {one.practitioner_id for one in out if one.why is Out.IN_CONVERSATION}


@pytest.mark.parametrize("kind", [Kind.MONTHLY, *OWN_WORK])
def test_a_second_programme_of_the_month_draws_nobody_whom_the_first_talks_with(council, kind):
    first = opened(council, planned(council))
    second = planned(council, **(of_own_work(kind) if kind in OWN_WORK else {}))
    draw = draw_round(second, OTHER, council.lead, NOON)
    assert kept_out(draw) == first and len(first) == 2
    assert not first & {one.practitioner_id for one in list_records(draw, Outcome.PICKED)}


@pytest.mark.parametrize("kind", OWN_WORK)
def test_whose_own_work_is_looked_at_has_no_record_drawn_that_month(council, kind):
    first = opened(council, planned(council, **of_own_work(kind)))
    assert kept_out(draw_round(planned(council), OTHER, council.lead, NOON)) == first


def test_what_is_drawn_and_not_open_yet_counts_as_well(council):
    first = draw_round(planned(council), CHANCE, council.lead, NOON)
    picked = {one.practitioner_id for one in list_records(first, Outcome.PICKED)}
    assert kept_out(draw_round(planned(council), OTHER, council.lead, NOON)) == picked
    again = draw_round(first.round, OTHER, council.lead, NOON, why_again="Drawn too early")
    assert not kept_out(again) & picked


def test_a_record_that_was_asked_for_by_name_counts_for_its_practitioner(council):
    row = council.children[0]
    programme = make_plan(council, source=Source.REFERENCES)
    allocate(
        open_round(programme, MONTH, council.lead, NOON),
        row.child.reference, row.place, council.managers[1], council.lead, NOON,
    )  # fmt: skip
    assert in_conversation(planned(council)) == {row.practitioner_id}


def test_another_month_and_programmes_without_a_conversation_bind_nobody(council):
    opened(council, planned(council))
    assert in_conversation(planned(council, months_on(MONTH, 1))) == set()
    assert in_conversation(planned(council, has_conversation=False)) == set()


def test_what_was_withdrawn_ends_in_no_conversation(council):
    opened(council, planned(council))
    for one in db.session.query(Allocation):
        withdraw(one, "By mistake", council.lead, NOON)
    assert in_conversation(planned(council)) == set()


def test_the_next_in_turn_is_nobody_who_talks_under_another_programme(council):
    in_all = {"how_many": HowMany.TOTAL, "limits": Limits(one_a_practitioner=True)}
    first = planned(council, **in_all, number=1)
    draw_round(first, CHANCE, council.lead, NOON)
    (given,) = open_as_proposed(first, council.lead, NOON)
    assert next_in_turn(given) is not None
    opened(council, planned(council, **in_all, number=5), OTHER)
    assert next_in_turn(given) is None
