from qa_app.audits.rules import Status, may_move, missing_before_submitting

SECTIONS = [("decisions", "Decisions"), ("supervision", "Supervision")]


def test_what_is_missing_is_listed_in_the_order_of_the_form():
    assert missing_before_submitting({}, SECTIONS) == ["Grade “Decisions”", "Grade “Supervision”"]


def test_a_section_saved_without_its_grade_is_still_missing():
    grades = {"decisions": "good", "supervision": None}
    assert missing_before_submitting(grades, SECTIONS) == ["Grade “Supervision”"]


def test_a_submitted_audit_does_not_go_back_to_draft():
    assert not may_move(Status.SUBMITTED, Status.DRAFT)
