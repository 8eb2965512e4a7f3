"""The demonstration, made once in a process of its own, and looked at from outside."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa_app.access.rules import Duty, Role
from qa_app.cli.demo.names import full_names
from qa_app.foundation.database import engine_for
from qa_app.organisation.models import Appointment, Membership, Person, Place
from qa_app.organisation.rules import Kind
from qa_app.sign_in import argon2id
from qa_app.sign_in.models import Password
from tests.own_database import qa, qa_json

HERE = {"QA_BASE_URL": "http://127.0.0.1:5000"}
MANAGERS = {
    Role.TEAM_MANAGER,
    Role.SERVICE_MANAGER,
    Role.HEAD_OF_SERVICE,
    Role.DIRECTOR,
    Role.REVIEWING_OFFICER,
    Role.QA_LEAD,
    Role.QA_OFFICER,
    Role.PRINCIPAL_SOCIAL_WORKER,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    """The address of a database with the demonstration in it, and what the command said."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo')}/qa.db"
    qa(url, "database", "upgrade")
    return url, qa_json(url, "demo", **HERE)


@pytest.fixture
def look(made: tuple[str, dict[str, Any]]) -> Iterator[Session]:
    engine = engine_for(made[0])
    with Session(engine) as session:
        yield session
    engine.dispose()


def test_every_role_has_an_account(made):
    roles = Counter(account["role"] for account in made[1]["accounts"])
    assert set(roles) == {role.value for role in Role}


def test_the_password_and_the_code_of_an_account_are_right(made, look):
    account = made[1]["accounts"][0]
    wanted = select(Password.digest).join(Person, Person.id == Password.person_id)
    digest = look.scalars(wanted.where(Person.email == account["email"])).one()
    assert argon2id.is_right(made[1]["password"], digest)
    assert len(account["code"]) == 6


def test_the_council_is_of_believable_size(look):
    held = Counter(look.scalars(select(Appointment.role).where(Appointment.role.is_not(None))))
    places = Counter(look.scalars(select(Place.kind)))
    assert held[Role.PRACTITIONER] > 240
    assert 50 <= sum(held[role] for role in MANAGERS) <= 75
    assert 25 <= places[Kind.TEAM] <= 30
    assert places[Kind.COUNCIL] == 2


def test_somebody_is_away_somebody_leaves_and_a_team_has_closed(look):
    assert look.scalar(select(func.count()).where(Membership.leaves_on.is_not(None))) == 2
    assert look.scalar(select(func.count()).where(Place.closed_on.is_not(None))) == 1
    assert Duty.AUDITOR in set(look.scalars(select(Appointment.duty)))


def test_somebody_works_for_both_councils(look):
    councils = select(func.count()).select_from(Membership).group_by(Membership.person_id)
    assert Counter(look.scalars(councils))[2] == 1


def test_the_trail_of_all_that_was_made_holds(made):
    assert qa_json(made[0], "trail", "verify")["well"]


def test_made_again_nothing_changes(made):
    again = qa_json(made[0], "demo", **HERE)
    assert again["made"] is False
    assert [one["email"] for one in again["accounts"]] == [
        one["email"] for one in made[1]["accounts"]
    ]


def test_it_is_refused_where_others_can_reach_the_service(made):
    said = qa(made[0], "demo", expect=1, QA_BASE_URL="https://audit.northshire.gov.uk")
    assert "for one machine alone" in said


def test_the_same_seed_invents_the_same_people():
    def first(seed: int) -> list[str]:
        return list(islice(full_names(Random(seed)), 5))

    assert first(1) == first(1)
    assert first(1) != first(2)
