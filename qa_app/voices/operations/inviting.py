"""Invite practitioners to take part in the audits of their work, and remind each of them once."""

from collections.abc import Sequence
from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.audits.operations.people import TookPart, note_part
from qa_app.audits.rules import Part
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.operations.membership import lock_council
from qa_app.organisation.queries.absences import absent_on
from qa_app.organisation.queries.settings import days_off
from qa_app.rounds.models import Allocation
from qa_app.rounds.operations.reminding import why_none
from qa_app.rounds.queries.chasing import people_of
from qa_app.trail.operations import record
from qa_app.voices.models import Reflection
from qa_app.voices.operations.releasing import hold
from qa_app.voices.operations.writing_to import write_to_practitioner
from qa_app.voices.queries.inviting import (
    list_said,
    list_to_invite,
    list_to_remind,
    list_untouched,
    list_without_reflection,
    practitioners_of,
    restricted_among,
)
from qa_app.voices.rules.inviting import is_reminded, may_take_part
from qa_app.voices.rules.letters import INVITED, REMINDED

People = dict[int, Viewer]


def invite_due(council: Place, at: datetime, *, address: str) -> int:
    """For a timer: whoever’s record has been given out is asked once, when they are not away; how many were."""
    lock_council(council.id)
    found, _ = people_of(council, "voices", at)
    people = dict(found.here)
    _follow(council, people)
    _add(council, people, at)
    away = absent_on(council.id, london_day(at))
    waiting = [one for one in list_to_invite(council.id) if one.practitioner_id not in away]
    for one in waiting:
        _invite(one, at, address)
    _say_who_took_part(council, at)
    return len(waiting)


def _add(council: Place, people: People, at: datetime) -> None:
    allocations = list_without_reflection(council.id, at)
    for one, practitioner in _who(allocations, people).items():
        reflection = Reflection(
            council_id=council.id,
            allocation_id=one,
            practitioner_id=practitioner,
            words={},
            saying="",
        )
        db.session.add(reflection)
    db.session.flush()


def _who(allocations: Sequence[Allocation], people: People) -> dict[int, int]:
    """By allocation, whoever may take part in it."""
    named, restricted = practitioners_of(allocations), restricted_among(allocations)
    return {
        one.id: named[one.id]
        for one in allocations
        if one.id in named
        and may_take_part(
            people.get(named[one.id]),
            one.auditor_id,
            one.place.path,
            is_restricted=one.id in restricted,
        )
    }


def _follow(council: Place, people: People) -> None:
    """Until an audit is begun or something is said, the part in it is that of whoever has the record now."""
    untouched = list_untouched(council.id)
    now = _who([one.allocation for one in untouched], people)
    for one in untouched:
        practitioner = now.get(one.allocation_id)
        if practitioner is None:
            db.session.delete(one)
        elif practitioner != one.practitioner_id:
            one.practitioner_id = practitioner
            one.invited_at = one.reminded_at = None
    db.session.flush()


def _invite(reflection: Reflection, at: datetime, address: str) -> None:
    hold(reflection)
    reflection.invited_at = at
    once = f"invited:{reflection.practitioner_id}"
    write_to_practitioner(INVITED, reflection, at, address=address, once=once)
    _record("reflection:invited", reflection, at)


def remind_due(council: Place, at: datetime, *, address: str) -> int:
    """For a timer: whoever has said nothing for three working days hears of it once, and never again."""
    if why_none(council.id, at):
        return 0
    lock_council(council.id)
    away, off = absent_on(council.id, london_day(at)), days_off(council.id)
    due = [
        one
        for one in list_to_remind(council.id)
        if one.invited_at
        and one.practitioner_id not in away
        and is_reminded(one.invited_at, at, off)
    ]
    for one in due:
        hold(one)
        one.reminded_at = at
        once = f"reminded:{one.practitioner_id}"
        write_to_practitioner(REMINDED, one, at, address=address, once=once)
        _record("reflection:reminded", one, at)
    return len(due)


def _say_who_took_part(council: Place, at: datetime) -> None:
    """Where it was said before the audit was begun, the auditor finds it on their page all the same."""
    for one, audit in list_said(council.id):
        told = TookPart(True) if one.sent_at else TookPart(False, one.why_not, one.saying)
        note_part(audit, Part.PRACTITIONER, told, None, at)


def _record(name: str, reflection: Reflection, at: datetime) -> None:
    record(name, None, reflection, council_id=reflection.council_id, at=at)
