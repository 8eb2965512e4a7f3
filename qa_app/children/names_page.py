"""The page on which somebody says whom and which team a file means. Each import gives it an address of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select as choose

from qa_app.access.gate import viewer
from qa_app.children.operations import naming
from qa_app.children.queries.matching import InTree, people_of, places_of
from qa_app.children.rules.names import by_person
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.organisation.models import Person, Place
from qa_app.web.fields import Form, button, select

MOST_ASKED = 40
Options = Sequence[tuple[str, str]]


def names_form(
    practitioners: Sequence[Sequence[str]],
    people: Options,
    teams: Sequence[Sequence[str]],
    places: Options,
) -> Form:
    """One question a team and a person of the file who is not in the tree; every one may wait."""
    later = "Decide later"
    questions: dict[str, Any] = {
        f"team_{at}": select(names[0], places, first=later, search=True)
        for at, names in enumerate(teams)
    }
    questions |= {
        f"practitioner_{at}": select(
            spellings[0],
            people,
            first=later,
            search=True,
            hint=f"Also written {'; '.join(spellings[1:])}" if spellings[1:] else None,
        )
        for at, spellings in enumerate(practitioners)
    }
    questions["save"] = button("Save and go back")
    form: Form = type("NamesForm", (Form,), questions)()
    return form


@dataclass(frozen=True)
class Naming:
    """What becomes of the answers, and how the page speaks of them."""

    keep: Callable[[Mapping[str, Person], Mapping[str, Place]], None]
    people: str
    holds_for: str
    without_a_team: str


def keep_for_lists(people: Mapping[str, Person], places: Mapping[str, Place]) -> None:
    naming.name_practitioners(
        {written: one.id for written, one in people.items()}, by=viewer(), at=now()
    )
    naming.name_teams(places, by=viewer(), at=now())


OF_LISTS = Naming(
    keep_for_lists,
    "Practitioners",
    "lists of children and for references alike",
    "A child whose team is not known is seen by people who work for the whole council.",
)


def ask_for_names(
    tree: InTree,
    on: date,
    *,
    crumbs: list[tuple[str, str]],
    then: str,
    kind: Naming = OF_LISTS,
) -> ResponseReturnValue:
    """Have somebody say whom the names of a file mean that are not in the tree; `then` shows the file again."""
    practitioners = by_person(tree.people.unsettled)[:MOST_ASKED]
    unknown = [(name,) for name in tree.teams.unsettled[:MOST_ASKED]]
    people = _people(tree.council_id, on)
    places = _places(tree.council_id, on)
    form = names_form(practitioners, _in_words(people), unknown, _in_words(places))
    if form.validate_on_submit():
        meant = _answers(form, "practitioner", practitioners)
        teams = _answers(form, "team", unknown)
        kind.keep(
            {written: people[one][0] for written, one in meant.items()},
            {written: places[one][0] for written, one in teams.items()},
        )
        flash("Names saved")
        return redirect(then)
    return render_template(
        "children/names.html",
        form=form,
        practitioners=len(practitioners),
        teams=len(unknown),
        kind=kind,
        crumbs=crumbs,
        then=then,
    )


def _people(council_id: int, on: date) -> dict[str, tuple[Person, str]]:
    names = people_of(council_id, on)
    found = db.session.scalars(choose(Person).where(Person.id.in_(names)))
    return {one.public_id: (one, names[one.id]) for one in found}


def _places(council_id: int, on: date) -> dict[str, tuple[Place, str]]:
    names = places_of(council_id, on)
    found = db.session.scalars(choose(Place).where(Place.id.in_(names)))
    return {one.public_id: (one, names[one.id][0]) for one in found}


def _in_words(named: Mapping[str, tuple[Any, str]]) -> list[tuple[str, str]]:
    return sorted(
        ((public_id, name) for public_id, (_, name) in named.items()), key=lambda pair: pair[1]
    )


def _answers(form: Form, kind: str, written: Sequence[Sequence[str]]) -> dict[str, str]:
    """By spelling, only those that were answered; the form has made sure that each was offered."""
    chosen = ((names, form[f"{kind}_{at}"].data) for at, names in enumerate(written))
    return {name: answer for names, answer in chosen if answer for name in names}
