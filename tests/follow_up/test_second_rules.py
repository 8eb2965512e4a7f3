from datetime import date

from qa_app.follow_up.rules.second_audits import (
    WHOLE,
    Graded,
    Moved,
    ThenAndNow,
    Why,
    before_and_after,
    by_heading,
    due_again,
    headline_of,
    is_sampled,
    that_matter,
    then_and_now,
    to_explain,
    why_again,
)


def graded(section, rank, concept=""):
    words = ("Outstanding", "Good", "Requires improvement", "Inadequate")
    return Graded(section, section.capitalize(), concept or section, words[rank], rank)


def line(section, moved):
    return ThenAndNow(section, section, section, "Then", "Now", moved)


def test_the_lowest_grade_comes_back_always_and_others_by_chance():
    assert why_again("a", is_low=True, share_of_hundred=0) is Why.LOW
    assert why_again("a", is_low=False, share_of_hundred=0) is None
    assert why_again("a", is_low=False, share_of_hundred=100) is Why.SAMPLED
    drawn = sum(is_sampled(f"audit-{number}", 5) for number in range(4000))
    assert 150 < drawn < 250
    assert is_sampled("audit-1", 5) == is_sampled("audit-1", 5)


def test_it_comes_back_so_many_weeks_after_it_was_submitted():
    assert due_again(date(2026, 10, 1), 8) == date(2026, 11, 26)


def test_the_same_section_is_compared_before_one_about_the_same():
    first = [graded("plan", 3, "PLAN"), graded("review", 2, "PLAN")]
    told = then_and_now(first, [graded("review", 1, "PLAN"), graded("dates", 3, "PLAN")])
    assert [(one.section, one.then, one.moved) for one in told] == [
        ("review", "Requires improvement", Moved.HIGHER),
        ("dates", "Inadequate", Moved.SAME),
    ]


def test_what_was_not_graded_before_is_not_compared():
    assert then_and_now([graded("plan", 1)], [graded("voice", 1)]) == []


def test_a_sentence_is_asked_for_where_a_grade_differs():
    told = [line("plan", Moved.SAME), line("voice", Moved.LOWER), line("risk", Moved.HIGHER)]
    assert [one.section for one in to_explain(told, {"risk"})] == ["voice"]


def test_a_pair_is_counted_by_the_whole_else_by_its_sections_together():
    higher, lower = line("plan", Moved.HIGHER), line("voice", Moved.LOWER)
    assert headline_of([line(WHOLE, Moved.SAME), higher]) is Moved.SAME
    assert headline_of([higher, line("risk", Moved.HIGHER), lower]) is Moved.HIGHER
    assert headline_of([higher, lower]) is Moved.SAME
    assert headline_of([]) is None


def test_before_and_after_says_how_many_of_how_many():
    pairs = [[line(WHOLE, one)] for one in (Moved.HIGHER, Moved.HIGHER, Moved.LOWER)] + [[]]
    figure = before_and_after(pairs)
    assert figure.of == 3
    assert figure.sentence == (
        "2 of 3 records that were audited twice were graded higher the second time. "
        "0 stayed the same and 1 was lower. 1 more has no section that was graded in both."
    )
    assert by_heading(pairs)[0][1][Moved.HIGHER] == 2
    assert before_and_after([]).sentence.startswith("No record")


def test_of_rounds_that_nobody_closed_those_that_run_and_the_first_few_matter():
    today, past = date(2026, 11, 22), date(2026, 10, 31)
    assert that_matter([past] * 70, today) == [0, 1, 2]
    assert that_matter([past, past, past, today, past, date(2026, 12, 1)], today) == [0, 1, 2, 3, 5]
