"""A council, its QA lead at a browser, and a draft to edit."""

from collections.abc import Callable

import pytest

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from tests.audit_templates.makers import a_template, make_draft
from tests.makers import make_council, make_person


@pytest.fixture
def council(database):
    return make_council()


@pytest.fixture
def lead(council, open_as):
    return open_as(make_person(Role.QA_LEAD, council))


@pytest.fixture
def begin(council) -> Callable[..., dict[str, str]]:
    """A draft of these sections; what its address says."""

    def begin(*sections, **changes):
        draft = make_draft(council, a_template(*sections, **changes))
        db.session.commit()
        return {"draft_id": draft.public_id}

    return begin
