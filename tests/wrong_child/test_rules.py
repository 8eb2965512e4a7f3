from qa_app.wrong_child.rules import (
    Kind,
    Outcome,
    State,
    follows,
    is_replaced,
    letters,
    state_of,
    why_not_answer,
    why_not_propose,
)

ANN, BEA, CAT = 1, 2, 3


def test_whoever_proposed_does_not_agree():
    assert "You proposed this" in why_not_answer(ANN, CAT, answers=ANN)


def test_whoever_wrote_it_neither_proposes_nor_agrees():
    assert "the auditor" in why_not_answer(ANN, CAT, answers=CAT)
    assert "the auditor" in why_not_propose(CAT, proposes=CAT)


def test_another_may_be_the_second():
    assert why_not_answer(ANN, CAT, answers=BEA) == ""
    assert why_not_propose(CAT, proposes=ANN) == ""


def test_another_record_takes_its_place_only_where_the_reference_was_wrong_and_the_right_one_is_known():
    assert is_replaced(Outcome.MOVED, Kind.OTHER_REFERENCE, "77")
    assert is_replaced(Outcome.DESTROYED, Kind.OTHER_REFERENCE, "77")
    assert not is_replaced(Outcome.DESTROYED, Kind.OTHER_REFERENCE, "")
    assert not is_replaced(Outcome.MOVED, Kind.OTHER_CHILD, "77")
    assert not is_replaced(Outcome.OPENED, Kind.OTHER_REFERENCE, "77")


def test_the_state_follows_from_what_was_decided_or_proposed():
    assert state_of(None, is_proposed=False) is State.WAITING
    assert state_of(None, is_proposed=True) is State.PROPOSED
    assert [state_of(one, is_proposed=False).name for one in Outcome] == [
        one.name for one in Outcome
    ]


def test_the_second_person_is_told_what_will_happen():
    moved = " ".join(follows(Outcome.MOVED, Kind.OTHER_CHILD, "77", "12"))
    assert "goes to record 77" in moved
    assert "Record 12 is read afresh" in moved
    replaced = " ".join(follows(Outcome.MOVED, Kind.OTHER_REFERENCE, "77", "12"))
    assert "Record 12 is no longer to be read" in replaced
    destroyed = " ".join(follows(Outcome.DESTROYED, Kind.OTHER_CHILD, "", "12"))
    assert "cannot be undone" in destroyed
    assert "read afresh" not in " ".join(follows(Outcome.OPENED, Kind.OTHER_CHILD, "", "12"))


def test_an_email_of_a_decision_says_what_is_to_do_where_there_is_something():
    assert "now to be read" in letters.DECIDED[Outcome.DESTROYED].text
    assert "now to be read" not in letters.DECIDED[Outcome.OPENED].text
