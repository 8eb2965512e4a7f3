"""The audits behind a figure of who was heard."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits.rules import Part, WhyNot
from qa_app.insight.queries.questions import count_behind, list_behind
from qa_app.insight.queries.voices import behind
from qa_app.insight.routes.blueprint import voices
from qa_app.insight.routes.filtering import Asked, asked_in_address, choice
from qa_app.insight.rules.filters import Choice, code_asked, code_in_address
from qa_app.insight.rules.voices import OUTCOMES, WHO, Narrowed
from qa_app.trail.operations import look
from qa_app.voices.rules.families import Better
from qa_app.web.searches import address_of
from qa_app.web.sheets import sheet_of

NARROWING = ("heard", "why", "said")


@voices.get("/audits")
@requires(Permission.INSIGHT_READ)
def audits() -> ResponseReturnValue:
    asked = asked_in_address(lambda _: _narrowing(who_choice()), of_rows=True)
    narrowed = _narrowed(asked)
    wanted = behind(viewer(), asked.filters, narrowed)
    sheet = sheet_of(count_behind(wanted))
    rows = list_behind(wanted, sheet.on_a_page, sheet.offset)
    ids = [one.child_public_id for one in rows if one.child_public_id]
    look("audits:listed", viewer(), ids=ids)
    back = {name: words for name, words in asked.address.items() if name not in NARROWING}
    return render_template(
        "insight/voice_audits.html",
        asked=asked,
        sheet=sheet,
        rows=rows,
        who=WHO[narrowed.part],
        outcome=OUTCOMES.get(narrowed.heard, ""),
        back=back,
    )


def behind_address(asked: dict[str, str]) -> str:
    return address_of(url_for("insight_voices.audits"), asked)


def who_choice() -> Choice:
    options = [(code_in_address(part.name), words) for part, words in WHO.items()]
    return choice("who", "Who was heard", options, usual=code_in_address(Part.CHILD.name))


def part_asked(asked: Asked) -> Part:
    chosen = {one.name: one.chosen for one in asked.choices}
    return Part[code_asked(chosen["who"], [part.name for part in WHO])]


def _narrowing(who: Choice) -> list[Choice]:
    """Why a practitioner did not take part is theirs to tell, and narrows no list."""
    heard = [who, choice("heard", "Heard or not", [*OUTCOMES.items()])]
    if who.chosen == code_in_address(Part.PRACTITIONER.name):
        return heard
    reasons = [(code_in_address(one.name), one.value) for one in WhyNot]
    said = [(code_in_address(one.name), one.value) for one in Better]
    return [
        *heard,
        choice("why", "Why not", reasons),
        choice("said", "Is life better?", said),
    ]


def _narrowed(asked: Asked) -> Narrowed:
    chosen = {one.name: one.chosen for one in asked.choices}
    why = code_asked(chosen.get("why", ""), WhyNot.__members__)
    better = code_asked(chosen.get("said", ""), Better.__members__)
    return Narrowed(part_asked(asked), chosen["heard"], WhyNot[why] if why else None, better)
