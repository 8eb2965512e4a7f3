from qa_app.insight.rules import Completion


def test_completion_is_said_with_its_denominator():
    assert Completion(7, 10).sentence == "7 of 10 audits are done (70%)"


def test_fewer_than_five_have_no_percentage():
    assert Completion(3, 4).sentence == "3 of 4 audits are done"


def test_nothing_due_is_not_nought_per_cent():
    assert Completion(0, 0).sentence == "No audits were due"
