"""What the filters of a page of figures offer to a viewer, each in one query however much there is."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from qa_app.access.rules import Permission, Viewer
from qa_app.children.queries.lists import status_names
from qa_app.foundation.database import db
from qa_app.insight.queries.versions import Version, list_versions, names_of_templates
from qa_app.insight.rules.filters import Picked, picked_by
from qa_app.organisation.models import Place
from qa_app.organisation.queries import list_places
from qa_app.rounds.models import Programme


@dataclass(frozen=True)
class Programmed:
    """A programme that filters may choose, and how it picks records."""

    public_id: str
    name: str
    template_code: str
    picked: Picked


@dataclass(frozen=True)
class Offered:
    """In the order in which lists to choose from have them."""

    places: Sequence[Place]
    programmes: Sequence[Programmed]
    versions: dict[int, Version]
    statuses: dict[str, str]

    @property
    def templates(self) -> dict[str, str]:
        """Of the programmes alone: no audit that counts has another."""
        names = names_of_templates(self.versions)
        used = {one.template_code for one in self.programmes}
        return {code: name for code, name in names.items() if code in used}

    def programme(self, public_id: str) -> Programmed | None:
        return next((one for one in self.programmes if one.public_id == public_id), None)


def list_offered_to(viewer: Viewer) -> Offered:
    return Offered(
        list_places(viewer, Permission.INSIGHT_READ),
        _programmes(viewer),
        list_versions(viewer),
        status_names(viewer.council_id),
    )


def _programmes(viewer: Viewer) -> list[Programmed]:
    """Not those about what practitioners do themselves: these count in no figure."""
    wanted = (
        select(Programme)
        .where(Programme.council_id == viewer.council_id)
        .order_by(func.lower(Programme.name), Programme.id)
    )
    return [
        Programmed(one.public_id, one.name, one.template_code, picked_by(one.plan))
        for one in db.session.scalars(wanted)
        if not one.plan.is_of_own_work
    ]
