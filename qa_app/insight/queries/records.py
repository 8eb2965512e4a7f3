"""By what the list of records behind a figure can be narrowed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.insight.queries.completion import names_of_rounds
from qa_app.insight.queries.places import names_of_places
from qa_app.organisation.models import Membership, Person
from qa_app.rounds.models import Allocation
from qa_app.rounds.queries import Sought, in_month

Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Offered:
    """What each filter offers: the value in the address, and its words."""

    places: Options
    rounds: Options
    templates: Options
    auditors: Options

    def words_for(self, asked: Sought) -> str:
        """What was chosen, as the heading ends."""
        each = (
            (self.places, asked.place_then),
            (self.rounds, asked.of_round),
            (self.templates, asked.of_template),
            (self.auditors, asked.of_auditor),
        )
        return ", ".join(words for of, value in each if value and (words := dict(of).get(value)))


def list_offered(month: date | None, viewer: Viewer) -> Offered:
    """Of the records of a month, or of all, that the viewer may see."""
    wanted = in_month(viewer, Sought(month)).with_only_columns(
        Allocation.place_then, Allocation.round_id, Allocation.auditor_id
    )
    found = db.session.execute(wanted.distinct()).all()
    rounds = names_of_rounds({round_id for _, round_id, _ in found}, viewer)
    named = {one.public_id: one.named_with_month for one in rounds.values()}
    return Offered(
        names_of_places({path for path, _, _ in found}),
        sorted(named.items(), key=_by_words),
        sorted({(one.template_code, one.template) for one in rounds.values()}, key=_by_words),
        _auditors({auditor_id for _, _, auditor_id in found}, viewer),
    )


def _auditors(person_ids: set[int], viewer: Viewer) -> Options:
    wanted = (
        select(Person.public_id, Membership.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.council_id == viewer.council_id, Person.id.in_(person_ids))
    )
    return sorted(((one, name) for one, name in db.session.execute(wanted)), key=_by_words)


def _by_words(option: tuple[str, str]) -> tuple[str, str]:
    return option[1].casefold(), option[0]
