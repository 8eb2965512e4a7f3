"""The lines of a table by place: one level below what is chosen, each with its page and the list behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qa_app.insight.queries.places import MOVED
from qa_app.insight.routes.filtering import Asked
from qa_app.insight.rules.grade_tables import part_of
from qa_app.insight.rules.places import has_below
from qa_app.insight.rules.proportions import Proportion, in_parts

To = Callable[[dict[str, str]], str]


@dataclass(frozen=True)
class Line:
    """Where its name leads, and where its figures do."""

    name: str
    counted: Proportion
    here: str = ""
    behind: str = ""


def lines_by_place(
    asked: Asked, counts: Mapping[str, Proportion], here: To, behind: To
) -> list[Line]:
    """By name, and in no other order; what stood elsewhere then comes last.

    A place that stands for itself alone leads nowhere: the list of it would be that of all below it.
    """
    tops = tops_of(asked)
    by_path = {one.path: one for one in asked.offered.places}
    lines = []
    for path, counted in in_parts(counts, lambda one: part_of(one, tops)).items():
        place = by_path.get(path)
        if place is None:
            lines.append(Line(MOVED, counted))
        elif path in tops and (asked.place is not None or has_below(path, counts)):
            lines.append(Line(f"{place.name} itself", counted))
        else:
            to_it = {"place": place.public_id}
            lines.append(Line(place.name, counted, here(to_it), behind(to_it)))
    return sorted(lines, key=lambda one: (one.name == MOVED, one.name.casefold()))


def tops_of(asked: Asked) -> list[str]:
    """The place that is chosen; else the highest that there are to choose."""
    if asked.place:
        return [asked.place.path]
    highest = min((one.depth for one in asked.offered.places), default=0)
    return [one.path for one in asked.offered.places if one.depth == highest]
