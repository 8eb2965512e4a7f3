from typing import Any

from wtforms.fields.core import UnboundField

from qa_app.foundation.clock import today
from qa_app.organisation.forms.versions import VersionedForm
from qa_app.organisation.models import Place
from qa_app.organisation.rules.places import KINDS_TO_ADD, LONGEST_NAME, Kind
from qa_app.web.fields import Form, button, date, radios, select, text

KINDS = [(kind.name, kind.value) for kind in KINDS_TO_ADD]


def options_of(places: list[Place]) -> list[tuple[str, str]]:
    """Places to choose from, each with what it is part of when two have one name."""
    by_path = {place.path: place for place in places}
    names = [place.name for place in places]

    def words(place: Place) -> str:
        above = by_path.get(place.path[: place.path.rstrip("/").rfind("/") + 1])
        return (
            f"{place.name} ({above.name})" if above and names.count(place.name) > 1 else place.name
        )

    return [(place.public_id, words(place)) for place in places]


def what_it_is_called() -> UnboundField:
    return text(
        "What is it called?",
        max_length=LONGEST_NAME,
        missing="Enter what it is called",
        width="two-thirds",
    )


def what_it_is() -> UnboundField:
    return radios("What is it?", KINDS, missing="Select whether it is a service, locality or team")


class AddPlaceForm(Form):
    name = what_it_is_called()
    kind = what_it_is()
    parent = select(
        "What is it part of?", search=True, missing="Select the place that it is part of"
    )
    save = button("Add it")

    def offer(self, places: list[Place]) -> None:
        self.parent.options = options_of(places)


class RenamePlaceForm(VersionedForm):
    name = what_it_is_called()
    kind = what_it_is()
    save = button("Save")

    def about(self, place: Place) -> None:
        """A council has a name to change, and stays a council."""
        if place.kind is Kind.COUNCIL:
            del self.kind

    @property
    def chosen_kind(self) -> Kind:
        return Kind[self.kind.data] if "kind" in self else Kind.COUNCIL


class MovePlaceForm(Form):
    to = select(
        "Which place will it be part of?",
        search=True,
        missing="Select the place that it will be part of",
    )
    look = button("Continue")


class ConfirmMoveForm(VersionedForm):
    save = button("Move it")


class ClosePlaceForm(Form):
    on = date(
        "When did it close?",
        called="The day it closed",
        hint="The first day on which it was no longer open, for example 3 11 2026.",
        missing="Enter the day it closed",
    )
    move_people_to = select(
        "Where do the people appointed here go?",
        first="Nobody is moved",
        search=True,
        optional=True,
        hint="Each keeps their role, at the other place, from that day.",
    )
    save = button("Close it", warning=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, on=today(), **kwargs)
