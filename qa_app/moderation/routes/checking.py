"""A look at the grades that are about to count, before they do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue

from qa_app.foundation.clock import long_date, now
from qa_app.moderation.models import Moderation
from qa_app.moderation.operations.opening_again import last_day_from
from qa_app.moderation.routes.pairs import Pair
from qa_app.organisation.routes.answers import shown
from qa_app.rounds.rules.plans import SignsOff, signs_off
from qa_app.web.fields import Form

# What the check page sends: that it was looked at, or that something is to change.
CHECKED, CHANGE = "checked", "change"
FINAL = "In this programme an agreed audit is signed off at once, so this cannot be undone."
UNTIL = (
    "You can open it again until {day}, with a reason, as long as the audit has not been signed off or "
    "released to its practitioner."
)


@dataclass(frozen=True)
class Counting:
    """A grade that will count, and the two that it came from."""

    heading: str
    grade: str
    auditor: str
    moderator: str


def was_checked() -> bool:
    return CHECKED in request.form


def is_to_change() -> bool:
    return CHANGE in request.form


def check_page(
    form: Form, found: Moderation, pairs: Sequence[Pair], chosen: Mapping[str, str], button: str
) -> ResponseReturnValue:
    """`chosen` are grades by section; where none is chosen the proposed one will count."""
    return shown(
        "moderation/check.html",
        form,
        found=found,
        audit=found.audit,
        counting=[counting(found, one, chosen) for one in pairs],
        carried=[
            (name, value)
            for name, value in request.form.items(multi=True)
            if name in form and name != "csrf_token"
        ],
        undone=undone_in_words(found),
        button=button,
    )


def counting(found: Moderation, pair: Pair, chosen: Mapping[str, str]) -> Counting:
    grade = found.audit.template.grade(chosen.get(pair.section))
    words = grade.words if grade else pair.proposed
    return Counting(pair.heading, words, pair.auditor, pair.moderator)


def undone_in_words(found: Moderation) -> str:
    if signs_off(found.audit.plan) is SignsOff.AT_ONCE:
        return FINAL
    return UNTIL.format(day=long_date(last_day_from(now(), found.council_id)))
