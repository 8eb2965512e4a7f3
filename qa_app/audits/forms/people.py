"""Who took part, or why not."""

from collections.abc import Mapping
from typing import Any

from qa_app.audit_templates.rules import Template
from qa_app.audits.models import Participation
from qa_app.audits.operations.people import TookPart
from qa_app.audits.rules import HEARD, Part, WhyNot
from qa_app.audits.rules.people import always_said, version_of, whom
from qa_app.web.fields import Form, button, hidden, radios, select, text

TOOK, WHY, SAYING = "took", "why_not", "saying"
PARTS = [part for part in Part if part not in HEARD]
OWN_REASON = (WhyNot.ASKED_LATELY, WhyNot.NOT_CHECKED, WhyNot.TOO_YOUNG)
REASONS = [(why.name, why.value) for why in WhyNot if why not in OWN_REASON]
YES_NO = [("yes", "Yes"), ("no", "No")]


class PeopleForm(Form):
    seen = hidden()
    go_on = button("Save and continue")
    later = button("Save and come back later", secondary=True)

    @property
    def said(self) -> dict[Part, TookPart]:
        """Of whom something is said."""
        found = {}
        for part in PARTS:
            took = self[f"{part.name}-{TOOK}"].data
            if took:
                why = self[f"{part.name}-{WHY}"].data
                saying = self[f"{part.name}-{SAYING}"].data or ""
                found[part] = TookPart(took == "yes", WhyNot[why] if why else None, saying)
        return found

    def validate(self, extra_validators: Any = None) -> bool:
        well = super().validate(extra_validators)
        for part in PARTS:
            why = self[f"{part.name}-{WHY}"]
            if self[f"{part.name}-{TOOK}"].data == "no" and not why.data:
                why.errors = [*why.errors, "Select why they did not take part"]
                well = False
        return well


def people_form(there: Mapping[Part, Participation], template: Template) -> PeopleForm:
    """One question for each of them, with what was said before."""
    fields: dict[str, Any] = {}
    needed = always_said(template)
    for part in PARTS:
        told = there.get(part)
        fields[f"{part.name}-{TOOK}"] = radios(
            f"Did {whom(part)} take part?",
            YES_NO,
            inline=True,
            default=_yes_or_no(told),
            optional=part not in needed,
        )
        fields[f"{part.name}-{WHY}"] = select(
            f"Why did {whom(part)} not take part?",
            REASONS,
            optional=True,
            default=told.why_not.name if told and told.why_not else None,
        )
        fields[f"{part.name}-{SAYING}"] = text(
            f"More about whether {whom(part)} took part",
            optional=True,
            max_length=300,
            default=told.saying if told else "",
        )
    form: PeopleForm = type("PeopleFormOf", (PeopleForm,), fields)(
        data={"seen": version_of(there.values())}
    )
    return form


def _yes_or_no(told: Participation | None) -> str | None:
    if told is None:
        return None
    return "yes" if told.took_part else "no"
