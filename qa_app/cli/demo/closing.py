"""Who closes the loop, by what is drawn, and how rows are kept."""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import insert

from qa_app.actions.queries.owners import in_charge_of
from qa_app.audits.models import Audit
from qa_app.cli.demo.world import MONTHS, World
from qa_app.foundation.database import db
from qa_app.trail.operations import record


@dataclass
class Teller:
    """What is drawn, who is in charge of each place, and what is still to be written."""

    world: World
    chance: Random
    in_charge: dict[int, int | None]

    def share(self, shares: tuple[int, int], at: datetime) -> bool:
        months_ago = (self.world.at - at).days / 31
        through = max(0.0, min(1.0, 1 - months_ago / MONTHS))
        return self.chance.random() * 100 < shares[0] + (shares[1] - shares[0]) * through

    def manager_of(self, audit: Audit) -> int:
        place = audit.allocation.place
        if place.id not in self.in_charge:
            self.in_charge[place.id] = next(iter(in_charge_of(place, self.world.today)), None)
        return self.in_charge[place.id] or audit.allocation.auditor_id

    def drawn(self, weights: dict[Any, int]) -> Any:
        return self.chance.choices([*weights], [*weights.values()])[0]


def note(name: str, audit: Audit, by: int, at: datetime) -> None:
    child = audit.child_public_id
    record(name, None, audit, council_id=audit.council_id, by_id=by, child=child, at=at)


def of(audit: Audit, **row: Any) -> dict[str, Any]:
    return {"council_id": audit.council_id, "audit_id": audit.id, **row}


def insert_all(model: type, rows: list[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(insert(model), rows)
