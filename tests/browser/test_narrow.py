"""What would push a page sideways on a phone."""

import pytest

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from tests.audit_templates.makers import a_template, publish_template
from tests.browser.visitor import NARROW
from tests.makers import make_council, make_person

pytestmark = pytest.mark.browser


def with_a_long_name() -> Place:
    council = make_council()
    publish_template(council, a_template(name="W" * 100))
    return council


def somebody(role: Role, council: Place) -> object:
    return make_person(role, db.session.merge(council))


def test_a_name_without_a_space_fits(visit_as, make):
    lead = visit_as(make(somebody, Role.QA_LEAD, make(with_a_long_name)))
    page = lead.open("/audit-templates/visits/1")
    lead.press("Edit the next version")
    draft = page.url.removeprefix(lead.service).split("?")[0]
    page.set_viewport_size(NARROW)
    for place in ("", "/details", "/sections/seen", "/changes"):
        lead.open(draft + place)
        assert lead.is_too_wide() == []


def test_a_legend_that_is_not_seen_fits(visit_as, make):
    administrator = visit_as(make(somebody, Role.ADMINISTRATOR, make(make_council)))
    page = administrator.open("/settings/keep-characteristics")
    page.set_viewport_size(NARROW)
    assert page.locator("legend.govuk-visually-hidden").count() == 1
    assert administrator.is_too_wide() == []
