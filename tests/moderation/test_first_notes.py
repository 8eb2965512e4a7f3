"""Two who note something about one auditor at the same moment, as the first notes about them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.foundation.sealing import seal
from qa_app.moderation.models import BecomingAuditor
from qa_app.moderation.operations import auditors as operations
from qa_app.moderation.rules.auditors import Practice
from qa_app.organisation.models import Membership, Person
from tests.makers import NOON, viewer_of
from tests.moderation.test_auditors import People
from tests.own_database import KEY, own_url  # noqa: F401 – own_url is a fixture
from tests.real.databases import at_database


def note_practice(member_id, by_id):
    try:
        member, by = db.session.get_one(Membership, member_id), db.session.get_one(Person, by_id)
        operations.note_practice(member, Practice.SHADOW, NOON.date(), "", "", viewer_of(by), NOON)
        db.session.commit()
    finally:
        db.session.remove()


@pytest.mark.slow
def test_of_two_first_notes_the_second_goes_on_with_what_the_first_began(own_url):  # noqa: F811
    seal.use(KEY)
    with at_database(own_url), ThreadPoolExecutor(1) as pool:
        people = People()
        db.session.commit()
        about = select(Membership).where(Membership.person_id == people.new.id)
        member, by = db.session.scalars(about).one(), viewer_of(people.lead)
        operations.note_training(member, NOON.date(), "Two days", by, NOON)
        db.session.flush()
        second = pool.submit(note_practice, member.id, people.lead.id)
        with pytest.raises(TimeoutError):
            second.result(timeout=1)
        db.session.commit()
        second.result(timeout=60)
        noted = db.session.scalars(select(BecomingAuditor)).one()
        assert (noted.training, noted.progress.shadows) == ("Two days", 1)
