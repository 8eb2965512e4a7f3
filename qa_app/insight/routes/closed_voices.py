"""Who was heard in audits of closed months as it stood, and what has changed since."""

from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits.rules import Part, WhyNot
from qa_app.insight.queries.stood import Both, voices_then_and_now
from qa_app.insight.routes.blueprint import voices
from qa_app.insight.routes.closings import closings_of
from qa_app.insight.routes.filtering import asked_in_address
from qa_app.insight.routes.reasons import why_fewer
from qa_app.insight.routes.voice_audits import part_asked, who_choice
from qa_app.insight.rules.stood import (
    HEARD,
    NO_REASON,
    SAID,
    Stood,
    Voices,
    kept_of,
    part_heard,
    part_why_not,
    stood_of,
)
from qa_app.insight.rules.voices import WHO
from qa_app.web.sheets import sheet_of


@voices.get("/closed-months")
@requires(Permission.INSIGHT_READ)
def closed() -> ResponseReturnValue:
    asked = asked_in_address(lambda _: [who_choice()])
    part = part_asked(asked)
    both = voices_then_and_now(viewer(), asked.filters)
    return render_template(
        "insight/closed_voices.html",
        asked=asked,
        sheet=sheet_of(0),
        part=part,
        who=WHO[part],
        months=_by_month(both, part),
        reasons=_reasons(both, part),
        closings=closings_of(asked.filters),
        words=HEARD,
        said=SAID,
        fewer=why_fewer(viewer()),
    )


def _by_month(both: Both[Voices], part: Part) -> list[tuple[date, Stood]]:
    """The newest first."""
    then, now = (
        {number: part_heard(one, part, both.months[number]) for number, one in side.items()}
        for side in (both.then, both.now)
    )
    return sorted(stood_of(kept_of(then, now)).items(), reverse=True)


def _reasons(both: Both[Voices], part: Part) -> list[tuple[str, Stood]]:
    """Of children and families alone, in the order of the form; of all closed months together."""
    if part is Part.PRACTITIONER:
        return []
    then, now = (
        {number: part_why_not(one, part) for number, one in side.items()}
        for side in (both.then, both.now)
    )
    stood = stood_of(kept_of(then, now))
    names = {**{one.name: one.value for one in WhyNot}, NO_REASON: "No reason was given"}
    return [
        (words, stood[name])
        for name, words in names.items()
        if name in stood and (stood[name].then.count or stood[name].now.count)
    ]
