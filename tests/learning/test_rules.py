from qa_app.learning.rules import Progress, is_changed, why_not_themes

KNOWN = ["VOI1", "VOI2", "PLA1", "OVE1"]


def test_a_finding_has_one_to_three_themes_of_the_list():
    assert not why_not_themes(["VOI1"], KNOWN)
    assert why_not_themes([], KNOWN) == "Select at least one theme"
    assert why_not_themes(KNOWN, KNOWN) == "Choose 3 themes or fewer"
    assert not why_not_themes(["VOI1", "VOI1", "VOI2", "PLA1"], KNOWN)
    assert why_not_themes(["ELSE"], KNOWN) == "Select themes from the list"


def test_the_order_of_themes_changes_nothing():
    assert not is_changed(["VOI1", "PLA1"], ["PLA1", "VOI1"])
    assert is_changed(["VOI1"], ["VOI1", "PLA1"])


def test_progress_is_said_of_how_many():
    assert Progress(7, 10).sentence == "7 of 10 (70%) findings are checked."
    assert Progress(0, 0).sentence == "There is no finding here to check."
