"""A record of a dip sample in a row: how far it is, what it lacks, and how it is parted into sections."""

from dataclasses import replace

import pytest

from qa_app.access.rules import GRANTS, Permission, Post, Role, Viewer
from qa_app.actions.rules.chasing import Chased as ChasedAction
from qa_app.actions.rules.chasing import may_hear as may_hear_of_action
from qa_app.audit_templates.rules import template_from
from qa_app.audit_templates.rules.conditions import Facts
from qa_app.audits.rules import Safe
from qa_app.audits.rules.people import always_said
from qa_app.audits.rules.picture import Picture
from qa_app.audits.rules.sampling import (
    Row,
    RowState,
    fits_in_a_row,
    graded_section,
    is_short,
    merged,
    parted,
)
from qa_app.audits.rules.written import WrittenAnswer, WrittenSection
from qa_app.rounds.rules.dip_samples import Sample
from qa_app.rounds.rules.plans import BEGINNINGS, OWN_WORK, Kind, Source
from tests.audit_templates.makers import a_question, a_section, a_template
from tests.makers import TODAY

PATH = "northshire/safeguarding/east/"


def a_picture(*sections, safe=Safe.YES, written=None, **more):
    made = a_template(
        sections=[*sections] or [light()], header=["team"], gate="Is the child safe?", **more
    )
    return Picture(template_from(made), Facts(frozenset(), 9), written or {}, safe=safe)


def light(**more):
    return a_section(id="light", graded=False, questions=[a_question(id="seen")], **more)


def said(**answers):
    return WrittenSection(answers={one: WrittenAnswer(value) for one, value in answers.items()})


def test_a_row_is_not_begun_before_anything_is_said():
    assert Row(a_picture(safe=None), is_begun=True).state is RowState.NOT_BEGUN
    assert Row(a_picture(), is_begun=False).state is RowState.NOT_BEGUN


def test_a_row_says_what_it_lacks_once_it_is_begun():
    row = Row(a_picture(written={"light": said(seen="yes")}, safe=None), is_begun=True)
    assert row.state is RowState.BEGUN
    assert row.to_do.startswith("To do: Answer the question about safety")


@pytest.mark.parametrize(
    ("how", "state"),
    [
        ({"is_done": True}, RowState.DONE),
        ({"is_left_out": True}, RowState.LEFT_OUT),
        ({"waiting": 1}, RowState.BEGUN),
    ],
)
def test_a_record_that_was_handed_in_left_out_or_worried_about_says_so(how, state):
    assert Row(a_picture(safe=Safe.YES), is_begun=True, **how).state is state


def test_a_doubt_about_safety_is_said_whatever_else_is_there():
    row = Row(a_picture(safe=Safe.NO), is_begun=True)
    assert "Raise a safety concern" in row.to_do
    assert "Raise a safety concern" not in replace(row, is_done=True).to_do


def test_what_is_read_as_one_piece_is_parted_as_it_was():
    graded = a_section(id="end", questions=[a_question(id="good")])
    kept = {
        "light": replace(said(seen="yes"), evidence="Kept."),
        "end": replace(said(good="no"), evidence="Seen.", difference="Home.", impact="clear"),
    }
    picture = a_picture(light(), graded, written=kept)
    whole = merged(picture)
    assert graded_section(picture).id == "end"
    assert (whole.evidence, whole.difference, {*whole.answers}) == (
        "Seen.",
        "Home.",
        {"seen", "good"},
    )
    assert parted(whole, picture) == kept


def test_a_row_has_room_for_one_grade_and_a_page_for_twelve_questions():
    one, other = (a_section(id=name, questions=[a_question(id=f"q-{name}")]) for name in "ab")
    assert fits_in_a_row(a_picture(one, light()).template)
    assert not fits_in_a_row(a_picture(one, other).template)
    many = [a_question(id=f"q{number}") for number in range(13)]
    assert not is_short(a_picture(a_section(id="long", graded=False, questions=many)).template)
    assert is_short(a_picture().template)


def test_nobody_says_who_took_part_where_the_template_has_no_place_for_it():
    with_it = template_from(a_template(header=["team", "took-part"]))
    assert always_said(a_picture().template) == ()
    assert len(always_said(with_it)) == 3


def test_a_sample_is_named_in_words():
    sample = Sample("Dip sample of return interviews", 20, 7, 13)
    assert sample.words == "Dip sample of return interviews, 20 records: 7 done"
    assert sample.progress == "7 of 20 done"
    assert Sample("Visits", 1, 0, 1).named == "Visits, 1 record"


def test_what_looks_at_practitioners_is_their_own_work_and_a_surgery_is_not():
    assert {kind for kind in Kind if BEGINNINGS[kind].is_of_own_work} == {*OWN_WORK}
    assert replace(BEGINNINGS[Kind.MONTHLY], source=Source.PRACTITIONERS).is_of_own_work


class Everybody:
    """People by number, each with a role at a place."""

    last_heard: dict = {}

    def __init__(self, **roles):
        self.here = {
            number: Viewer(number, "x", name, 1, "northshire/", (Post(Role[name], path),))
            for number, (name, path) in enumerate(roles.items(), 1)
        }


def test_of_an_action_from_a_practitioners_own_work_few_hear():
    people = Everybody(TEAM_MANAGER=PATH, QA_LEAD="northshire/", PRACTITIONER=PATH)
    action = ChasedAction(9, TODAY, None, PATH, False, practitioner=3)
    assert [may_hear_of_action(one, action, people) for one in (1, 2, 3)] == [True, False, False]
    assert may_hear_of_action(3, replace(action, owner=3), people)
    assert may_hear_of_action(2, replace(action, practitioner=None), people)


def test_only_those_in_the_line_read_it_and_only_the_lead_runs_it():
    def who(permission):
        return {one for one, granted in GRANTS.items() if permission in granted}

    assert who(Permission.OWN_WORK_RUN) == {Role.QA_LEAD}
    assert who(Permission.OWN_WORK_READ) == {
        Role.TEAM_MANAGER,
        Role.SERVICE_MANAGER,
        Role.HEAD_OF_SERVICE,
        Role.DIRECTOR,
    }
