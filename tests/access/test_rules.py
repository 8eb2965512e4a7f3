from qa_app.access.rules import (
    GRANTS,
    NEVER_A_CHILD,
    Duty,
    Permission,
    Post,
    Reach,
    Role,
    Viewer,
    may,
    may_at,
    path_after,
    places_where,
)


def somebody(*posts: Post) -> Viewer:
    return Viewer(1, "p", "Ada Thornley", 1, "north/", posts)


def test_every_role_and_duty_has_its_column():
    assert set(GRANTS) == {*Role, *Duty}


def test_every_permission_is_held_by_somebody():
    assert {permission for grants in GRANTS.values() for permission in grants} == set(Permission)


def test_those_who_never_see_a_child_hold_nothing_that_shows_one():
    shows = {Permission.CHILD_READ, Permission.CHILD_IDENTITY, Permission.AUDIT_READ}
    assert not [role for role in NEVER_A_CHILD if shows & set(GRANTS[role])]


def test_a_practitioner_reads_no_audit_while_none_can_be_released_to_them():
    practitioner = somebody(Post(Role.PRACTITIONER, "north/east/"))
    assert not may(practitioner, Permission.AUDIT_READ)


def test_audits_are_read_by_place_by_being_allocated_or_in_a_named_round_alone():
    """What the query of audits does not know, the matrix does not promise."""
    reach = {grants.get(Permission.AUDIT_READ) for grants in GRANTS.values()} - {None}
    assert reach == {Reach.PLACE, Reach.ALLOCATED, Reach.NAMED}


def test_a_qa_officer_runs_the_programme_and_sees_no_grades():
    officer = somebody(Post(Role.QA_OFFICER, "north/"))
    assert may(officer, Permission.ROUND_WRITE)
    assert not may(officer, Permission.AUDIT_READ)


def test_a_permission_reaches_the_place_and_all_below_it():
    manager = somebody(Post(Role.TEAM_MANAGER, "north/east/team-1/"))
    assert may_at(manager, Permission.CHILD_READ, "north/east/team-1/")
    assert not may_at(manager, Permission.CHILD_READ, "north/east/team-10/")
    assert not may_at(manager, Permission.CHILD_READ, "north/east/")


def test_of_places_one_above_the_other_the_wider_is_kept():
    posts = Post(Role.TEAM_MANAGER, "north/east/"), Post(Role.SERVICE_MANAGER, "north/")
    assert places_where(somebody(*posts), Permission.CHILD_READ) == ["north/"]


def test_what_is_only_ones_own_opens_no_place():
    practitioner = somebody(Post(Role.PRACTITIONER, "north/east/"))
    assert may(practitioner, Permission.CHILD_READ)
    assert places_where(practitioner, Permission.CHILD_READ) == []


def test_the_range_of_a_path_ends_before_its_neighbours():
    assert "north/east/zebra/" < path_after("north/east/") <= "north/east0"
    assert not "north/east-2/" >= "north/east/" or path_after("north/east/") <= "north/east-2/"
