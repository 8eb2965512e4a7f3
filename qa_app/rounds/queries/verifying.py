"""Do a recorded draw again, and say where it came out otherwise."""

from dataclasses import dataclass

from sqlalchemy import select

from qa_app.children.models import CaseList, Child, ChildOnList
from qa_app.foundation.database import db
from qa_app.rounds.models import Draw, DrawnRecord
from qa_app.rounds.queries.by_hand import lines_of_records
from qa_app.rounds.rules.by_hand import digest_of_lines, may_be_drawn
from qa_app.rounds.rules.counts import counted
from qa_app.rounds.rules.drawing import Candidate, draw
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.rounds.rules.plans import plan_from
from qa_app.rounds.rules.pools import digest_of_references

ANOTHER_POOL = "What is recorded of the list is not what was drawn from: its digest is another"
ANOTHER_LIST = "The list is not the one that was drawn from: its digest is another"


@dataclass(frozen=True)
class Verdict:
    """`wrong` says what is otherwise, in sentences without a reference; nothing when all is alike."""

    pool: int
    picked: int
    wrong: tuple[str, ...]

    @property
    def is_well(self) -> bool:
        return not self.wrong


def verify(recorded: Draw) -> Verdict:
    records = _records(recorded)
    inside = [one for one in records if may_be_drawn(one.outcome, one.why)]
    limits = plan_from(recorded.planned).limits
    again = draw(
        [
            Candidate(
                one.reference, tuple(one.stratum), one.family, one.practitioner_id, one.on_top
            )
            for one in inside
        ],
        recorded.seed,
        recorded.wanted,
        siblings_once=limits.siblings_once,
        one_a_practitioner=limits.one_a_practitioner,
    )
    wrong = [
        *_compared("drawn", again.picks, _in_turn(records, Outcome.PICKED)),
        *_compared("next in turn", again.reserves, _in_turn(records, Outcome.RESERVE)),
        *_pool_faults(recorded, records),
        *_list_faults(recorded, records),
    ]
    return Verdict(len(records), len(_in_turn(records, Outcome.PICKED)), tuple(wrong))


def _records(recorded: Draw) -> list[DrawnRecord]:
    wanted = select(DrawnRecord).where(DrawnRecord.draw_id == recorded.id)
    return list(db.session.scalars(wanted.order_by(DrawnRecord.position, DrawnRecord.id)))


def _in_turn(records: list[DrawnRecord], outcome: Outcome) -> list[str]:
    return [one.reference for one in records if one.outcome is outcome]


def _compared(what: str, again: tuple[Candidate, ...], recorded: list[str]) -> list[str]:
    done_again = [one.reference for one in again]
    if done_again == recorded:
        return []
    both = len({*done_again} & {*recorded})
    return [
        f"Done again, {counted(len(done_again), 'record is', 'records are')} {what} and "
        f"{counted(len(recorded), 'is', 'are')} recorded; {counted(both, 'is', 'are')} in both"
        + (", in another order" if both == len(recorded) else "")
    ]


def _pool_faults(recorded: Draw, records: list[DrawnRecord]) -> list[str]:
    """Nothing is said of draws from before the digest was taken."""
    again = digest_of_lines(lines_of_records(recorded, records))
    return [] if recorded.pool_digest in ("", again) else [ANOTHER_POOL]


def _list_faults(recorded: Draw, records: list[DrawnRecord]) -> list[str]:
    """Whether the list is still the one that was drawn from, and each of its records is accounted for."""
    if recorded.case_list_id is None:
        listed = digest_of_references([one.reference for one in records])
        return [] if listed == recorded.digest else [ANOTHER_LIST]
    case_list = db.session.get_one(CaseList, recorded.case_list_id)
    faults = []
    if case_list.digest != recorded.digest:
        faults.append(ANOTHER_LIST)
    on_list = set(
        db.session.scalars(
            select(ChildOnList.child_id)
            .join(Child, Child.id == ChildOnList.child_id)
            .where(ChildOnList.case_list_id == case_list.id, Child.merged_into_id.is_(None))
        )
    )
    missing = len(on_list - {one.child_id for one in records})
    if missing:
        faults.append(
            f"{counted(missing, 'record', 'records')} of the list {'is' if missing == 1 else 'are'} in no part of "
            "the draw"
        )
    return faults
