"""Answers by question: what counts, the weakest first, and what stands apart."""

from qa_app.audit_templates.rules.template import Condition, Question, Section, Template
from qa_app.audit_templates.rules.words import Kind
from qa_app.insight.rules.questions import (
    About,
    Counted,
    about_of,
    asked_in,
    asking_the_same,
    counted_questions,
    in_groups,
    newer_ids,
    said_first,
)

ON_YES = Condition(answers=(("gate", frozenset({"yes"})),))
ON_HARM = Condition(answers=(("harm", frozenset({"yes", "partly"})),))


def question(name, kind=Kind.YES_PARTLY_NO, **about):
    return Question(name, f"{name}?", kind, "PLAN", **about)


def section(*questions, shown_when=None):
    return Section("s", "PLAN", "Plan", "", {}, shown_when=shown_when, questions=questions)


def template(*sections):
    return Template("t", "T", 2, "", 30, (), sections)


def counted(name, **answers):
    words = {one.replace("_", "-"): number for one, number in answers.items()}
    return Counted(question(name), section(), words)


def test_a_share_is_of_those_to_whom_it_applied():
    one = counted("q", yes=6, partly=2, no=2, not_applicable=30)
    assert (one.well, one.of, one.is_small) == (6, 10, False)
    assert counted("q", yes=5, no=4).is_small
    assert [number for _, _, number in one.in_words] == [6, 2, 2, 30]


def test_the_weakest_come_first_and_those_with_few_answers_stand_apart_as_the_template_has_them():
    asked = [
        counted("strong", yes=9, no=1),
        counted("none"),
        counted("more", yes=4, no=16),
        counted("few", yes=1, no=8),
        counted("weak", yes=2, no=8),
    ]
    group = in_groups(asked)[About.PRACTICE]
    assert [one.question.id for one in group.enough] == ["more", "weak", "strong"]
    assert [one.question.id for one in group.few] == ["none", "few"]
    assert said_first({About.PRACTICE: group}) == {
        About.PRACTICE: "Least often well done: “more?”, 4 of 20 (20%). Most often: “strong?”, 9 of 10 (90%)."
    }
    assert said_first({}) == {}


def test_practice_the_record_time_limits_and_facts_stand_apart():
    assert about_of(question("q")) is About.PRACTICE
    assert about_of(question("q", recording=True)) is About.RECORDING
    assert about_of(question("q", compliance=True)) is About.TIME_LIMITS
    assert about_of(question("q", Kind.YES_NO, compliance=True)) is About.FACTS
    assert about_of(question("q", Kind.TEXT)) is None
    whole = template(
        section(question("fact", Kind.YES_NO), question("a"), question("text", Kind.TEXT))
    )
    groups = in_groups(asked_in([whole], [("a", "yes", 3), ("fact", "no", 2)]))
    assert [*groups] == [About.PRACTICE, About.FACTS]
    assert groups[About.FACTS].enough[0].in_words == [("yes", "Yes", 0), ("no", "No", 2)]


def test_an_older_question_that_is_only_worded_anew_counts_with_the_newer():
    whole = template(section(question("new", continues="old")))
    (one,) = asked_in([whole], [("old", "yes", 3), ("new", "yes", 4), ("gone", "yes", 9)])
    assert one.well == 7


def test_a_question_may_be_worded_anew_more_than_once():
    newest = template(section(question("third", continues="second")))
    before = template(section(question("second", continues="first")))
    answers = [("first", "yes", 1), ("second", "yes", 2), ("third", "yes", 4)]
    (one,) = asked_in([newest, before], answers)
    assert one.well == 7
    newer = newer_ids([newest, before])
    assert asking_the_same("second", newer) == {"first", "second", "third"}
    assert asking_the_same("other", newer) == {"other"}


def test_what_hangs_on_answers_knows_which():
    whole = template(
        section(question("a")),
        section(question("b", shown_when=ON_YES), question("c"), shown_when=ON_HARM),
    )
    gates = counted_questions(whole)
    assert gates["a"] == ()
    assert gates["b"] == (*ON_HARM.answers, *ON_YES.answers)
    assert gates["c"] == ON_HARM.answers
    chained = template(
        section(question("gate", Kind.YES_NO, shown_when=ON_HARM), question("d", shown_when=ON_YES))
    )
    assert counted_questions(chained)["d"] == (*ON_HARM.answers, *ON_YES.answers)
