"""The filters of a report as they are kept until it is made."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qa_app.children.rules.ages import AgeBand
from qa_app.insight.rules.auditors import AuditorKind
from qa_app.insight.rules.filters import Filters, Period, Picked, PlacesAs


def to_keep(filters: Filters) -> dict[str, Any]:
    return {
        "first": filters.period.first.isoformat(),
        "last": filters.period.last.isoformat(),
        "below": filters.below,
        "places": filters.places.name,
        "template": filters.template,
        "programme": filters.programme,
        "status": filters.status,
        "age": filters.age.name if filters.age else "",
        "picked": filters.picked.name,
        "auditor": filters.auditor.name if filters.auditor else "",
    }


def as_kept(kept: Mapping[str, Any]) -> Filters:
    return Filters(
        Period(date.fromisoformat(kept["first"]), date.fromisoformat(kept["last"])),
        below=kept["below"],
        places=PlacesAs[kept["places"]],
        template=kept["template"],
        programme=kept["programme"],
        status=kept["status"],
        age=AgeBand[kept["age"]] if kept["age"] else None,
        picked=Picked[kept["picked"]],
        # Reports that were asked for before there was this filter have none.
        auditor=AuditorKind[kept["auditor"]] if kept.get("auditor") else None,
    )
