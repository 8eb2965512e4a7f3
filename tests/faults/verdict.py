"""Whether what was acknowledged is there: once, whole, and in the trail."""

from dataclasses import dataclass, field

from sqlalchemy import Engine, func, select, text

from qa_app.audits.models import SectionReading
from qa_app.foundation.engines import engine_for
from qa_app.trail.models import Event
from qa_app.web.models import FormReceipt
from tests.faults.setting import Place
from tests.faults.writers import Write, Writer


@dataclass
class Verdict:
    acknowledged: int = 0
    replies_lost: int = 0
    lost: int = 0
    twice: int = 0
    unresolved: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        return not (self.lost or self.twice or self.unresolved or self.faults)


def judge(database_url: str, places: list[Place], writers: list[Writer]) -> Verdict:
    engine = engine_for(database_url)
    verdict = Verdict(faults=[one.trouble for one in writers if one.trouble])
    for place, writer in zip(places, writers, strict=True):
        judge_ledger(engine, place, writer.ledger, verdict)
    verdict.faults += integrity_faults(engine)
    engine.dispose()
    return verdict


def judge_ledger(engine: Engine, place: Place, ledger: list[Write], verdict: Verdict) -> None:
    """One form sent is one receipt and one event; the last words are those that stand."""
    kept = [write for write in ledger if write.is_acknowledged]
    with engine.connect() as connection:
        receipts = set(
            connection.scalars(select(FormReceipt.key).where(FormReceipt.location.is_not(None)))
        )
        events = connection.scalar(
            select(func.count()).where(
                Event.about_id == place.audit_public_id, Event.name == "audit:section-saved"
            )
        )
        stands = connection.scalar(
            select(SectionReading.evidence).where(SectionReading.audit_id == place.audit_id)
        )
    verdict.acknowledged += len(kept)
    verdict.replies_lost += sum(write.replies_lost > 0 for write in ledger)
    verdict.unresolved += len(ledger) - len(kept)
    verdict.lost += sum(write.key not in receipts for write in kept)
    verdict.lost += max(0, len(kept) - (events or 0))
    verdict.twice += max(0, (events or 0) - len(kept))
    if kept and stands != kept[-1].words:
        verdict.faults.append(f"“{stands}” stands where “{kept[-1].words}” was saved last")


def integrity_faults(engine: Engine) -> list[str]:
    """What the database itself finds wrong."""
    if engine.dialect.name != "sqlite":
        return []
    with engine.connect() as connection:
        said = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
        said += [str(row) for row in connection.execute(text("PRAGMA foreign_key_check"))]
    return [line for line in said if line != "ok"]
