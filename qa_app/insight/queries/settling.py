"""Which months are settled."""

from collections import Counter
from datetime import date

from sqlalchemy import literal, union_all

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.insight.queries.counted import that_wait
from qa_app.insight.rules.filters import Filters
from qa_app.insight.rules.series import Settling


def settling_of(viewer: Viewer, filters: Filters, this_month: date) -> Settling:
    """Of the months over which change is judged: what waits of what is counted, and of all, in one query."""
    wanted = filters.judged
    here, everywhere = (
        that_wait(viewer, one).add_columns(literal(place).label("place"))
        for place, one in enumerate((wanted, wanted.of_everything))
    )
    found: tuple[Counter[date], Counter[date]] = Counter(), Counter()
    for month, number, place in db.session.execute(union_all(here, everywhere)):
        found[place][month] = number
    return Settling(this_month, *found)
