"""Answers by question: counts of the database against a plain recount over the rows, and the pages."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audit_templates.rules.conditions import holds, shown_sections
from qa_app.audits.models import Answer, Audit
from qa_app.audits.queries.pictures import answers_in
from qa_app.audits.rules import Status
from qa_app.foundation.database import db
from qa_app.insight.queries.questions import behind, count_answers, count_behind, versions_of
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.questions import about_of
from tests.insight.counted_makers import THIS_MONTH, Counted, _section, month
from tests.insight.test_pages import rows_of
from tests.insight.theme_makers import make_other_round
from tests.makers import make_person, viewer_of

pytestmark = pytest.mark.usefixtures("database")
CODE = "full-case-file"


def answer(audit, section, **answers):
    """By question, with its hyphens as low lines."""
    reading = audit.reading(section)
    if reading is None:
        reading = _section(audit, section, "PLAN", None)
        audit.readings.append(reading)
        db.session.flush()
    for question, value in answers.items():
        db.session.add(
            Answer(
                council_id=audit.council_id,
                section_reading_id=reading.id,
                question=question.replace("_", "-"),
                value=value,
            )
        )
    db.session.flush()
    return audit


def answered_by_chance(there, number=25):
    chance, round_ = Random(3), make_other_round(there, CODE)
    template = round_.template_version.template
    for _ in range(number):
        (audit,) = there.read(round_=round_, place=chance.choice([there.east, there.west]))
        for section in template.sections:
            if not is_for(audit, section.shown_when):
                continue
            given = {
                one.id: chance.choice([*one.answers, ""])
                for one in section.questions
                if one.answers and chance.random() < 0.8 and is_for(audit, one.shown_when)
            }
            answer(audit, section.id, **given)


def is_for(audit, condition):
    """What is not for such a child nobody ever sees, so that it has no answers to keep."""
    return condition is None or holds(replace(condition, answers=()), audit.then.facts, {})


def plainly(audits):
    found = Counter()
    for audit in audits:
        kept = {q: one.value for each in answers_in(audit).values() for q, one in each.items()}
        for _, questions in shown_sections(audit.template, audit.then.facts, kept):
            for one in questions:
                if about_of(one) and kept.get(one.id):
                    found[one.id, kept[one.id]] += 1
    return found


def test_the_database_counts_what_a_plain_recount_over_the_rows_counts():
    there = Counted()
    answered_by_chance(there)
    viewer = viewer_of(make_person(Role.QA_LEAD, there.council))
    filters = Filters(Period(month(23), THIS_MONTH), template=CODE)
    versions = versions_of(CODE, viewer)
    every = db.session.scalars(select(Audit)).all()
    counted = {(q, v): n for q, v, n in count_answers(viewer, filters, versions)}
    assert counted == plainly(every) and sum(counted.values()) > 500
    for question, value in [*counted][::40]:
        wanted = behind(viewer, filters, versions, question, value)
        assert count_behind(wanted) == counted[question, value]
    of_east = Filters(filters.period, below=there.east.path, template=CODE)
    here = [one for one in every if one.place_then == there.east.path]
    assert {(q, v): n for q, v, n in count_answers(viewer, of_east, versions)} == plainly(here)


def test_the_weakest_question_comes_first_with_the_audits_behind_each_answer(open_as):
    there = Counted()
    for number in range(12):
        (audit,) = there.read()
        first, second, *_ = audit.template.sections[0].questions
        weak = "no" if number < 9 else "yes"
        answer(audit, audit.template.sections[0].id, **{first.id: "yes", second.id: weak})
    answer(
        there.read(status=Status.SUBMITTED)[0], audit.template.sections[0].id, **{first.id: "no"}
    )
    page = open_as(make_person(Role.QA_LEAD, there.council)).get("insight_questions.index")
    rows = rows_of(page, "practice")
    assert rows[0][0].startswith(second.text) and rows[0][1].startswith("3 of 12 (25%)")
    assert rows[1][0].startswith(first.text) and rows[1][1].startswith("12 of 12 (100%)")
    assert rows_of(page, "practice-few")[-1][1] == "No answers"
    first_said = page.select_one("#said-first").text
    assert f"Least often well done: “{second.text}”, 3 of 12 (25%)." in first_said
    assert page.select_one("#template").text.startswith("12 audits with “Management oversight")

    asked = {"template_code": "management-oversight", "question_code": second.id}
    browser = open_as(make_person(Role.QA_LEAD, there.council))
    behind_it = browser.get("insight_questions.audits", answer="no", **asked)
    assert behind_it.h1.text == "9 audits: No" and len(rows_of(behind_it, "audits")) == 9
    assert there.auditor.name not in behind_it.select_one("main").text
    assert "answered so" in browser.get("insight_questions.audits", answer="partly", **asked).text
    for wrong in (
        {"answer": "perhaps"},
        {"answer": "no", "question_code": "none"},
        {"template_code": "none"},
    ):
        browser.get("insight_questions.audits", expect=404, **{**asked, "answer": "no", **wrong})


def test_nothing_answered_says_what_to_do_and_whoever_reads_no_audits_is_refused(open_as):
    council = Counted().council
    page = open_as(make_person(Role.QA_LEAD, council)).get("insight_questions.index")
    assert "No agreed audit that you may open counts here" in page.text
    open_as(make_person(Role.DATA_OFFICER, council)).get("insight_questions.index", expect=403)
    about = {"template_code": "management-oversight", "question_code": "mo1-1", "answer": "no"}
    open_as(make_person(Role.QA_OFFICER, council)).get(
        "insight_questions.audits", expect=403, **about
    )


def test_more_audits_ask_no_more_of_the_database(open_as, questions_of):
    there, counts = Counted(), []
    lead = open_as(make_person(Role.QA_LEAD, there.council))
    for number in (1, 8):
        for audit in there.read(number):
            section = audit.template.sections[0]
            answer(audit, section.id, **{section.questions[0].id: "no"})
        about = {
            "template_code": "management-oversight",
            "question_code": section.questions[0].id,
            "answer": "no",
        }
        pages = (("insight_questions.index", {}), ("insight_questions.audits", about))
        counts.append([questions_of(lead, page) for page in pages])
    assert counts[0] == counts[1] and max(counts[0]) <= 15, counts
