from qa_app.access.rules import Duty, Post, Role, Viewer
from qa_app.home.rules import FIRST_STEPS, WAYS, Section, sections_for, ways_for
from qa_app.home.rules.sections import FIRST_PAGES, NEEDS

MOST_IN_A_ROW = 9


def viewer_with(*held: Role | Duty) -> Viewer:
    posts = tuple(Post(one, "northshire/") for one in held)
    return Viewer(1, "a" * 22, "Ada Thornley", 1, "northshire/", posts)


def ways_of(viewer: Viewer) -> set[str]:
    return {entry.endpoint for part in ways_for(viewer) for entry in part.entries}


def test_every_role_and_duty_has_a_first_page_and_first_steps():
    everyone = {*Role, *Duty}
    assert set(FIRST_PAGES) == everyone
    assert set(FIRST_STEPS) == everyone
    assert all(FIRST_STEPS.values())


def test_the_words_of_a_link_stand_in_their_step():
    every = {step for steps in FIRST_STEPS.values() for step in steps}
    assert all(step.link in step.words for step in every)
    assert all(bool(step.link) == bool(step.endpoint) for step in every)


def test_audits_are_for_those_alone_who_have_them_in_their_menu():
    for holds, steps in FIRST_STEPS.items():
        ways = ways_of(viewer_with(holds))
        told = {step.endpoint for step in steps}
        assert "audits.mine" in ways or "audits.mine" not in told, holds


def test_every_section_says_what_it_needs():
    assert set(NEEDS) == set(Section)


def test_somebody_with_two_roles_sees_each_section_once():
    sections = sections_for(viewer_with(Role.TEAM_MANAGER, Duty.AUDITOR))
    assert sections.count(Section.MY_AUDITS) == 1
    assert Section.COMPLETION in sections


def test_the_sections_of_the_first_role_come_first():
    assert sections_for(viewer_with(Role.QA_LEAD))[:2] == [
        Section.CONCERNS,
        Section.COMPLETION,
    ]
    assert sections_for(viewer_with(Role.TEAM_MANAGER))[1] is Section.MY_AUDITS


def test_an_administrator_finds_no_way_to_an_audit():
    ways = ways_of(viewer_with(Role.ADMINISTRATOR))
    assert "home.show" in ways
    assert not ways & {"audits.mine", "insight.completion"}


def test_what_holds_for_the_whole_council_is_offered_there_alone():
    posts = (Post(Role.ADMINISTRATOR, "northshire/east/"),)
    of_a_part = Viewer(1, "a" * 22, "Ada Thornley", 1, "northshire/", posts)
    assert "settings.index" in ways_of(viewer_with(Role.ADMINISTRATOR))
    assert "settings.index" not in ways_of(of_a_part)
    assert Section.RUNNING not in sections_for(of_a_part)


def test_no_way_is_offered_twice():
    endpoints = [entry.endpoint for entry in WAYS]
    assert len(endpoints) == len(set(endpoints))


def test_a_part_with_one_way_in_it_is_called_as_that_way():
    """A practitioner owes actions and has no supervision sheets to write."""
    parts = {part.called for part in ways_for(viewer_with(Role.PRACTITIONER))}
    assert {"Actions", "Templates"} <= parts
    assert not parts & {"Rounds", "Grading", "Insight"}


def test_nobody_has_more_parts_than_a_row_holds():
    assert max(len(ways_for(viewer_with(one))) for one in (*Role, *Duty)) <= MOST_IN_A_ROW
