"""Whether it is safe to ask a family, and that somebody was asked or not."""

from collections.abc import Collection
from typing import Any

from qa_app.audits.rules import Part, WhyNot
from qa_app.audits.rules.people import whom
from qa_app.voices.models.asking import SafetyCheck
from qa_app.voices.models.families import FamilyVoice
from qa_app.voices.rules.asking import (
    ABOUT_THE_CHILD,
    ABOUT_THE_FAMILY,
    MUST_NOT,
    Asking,
    Court,
    How,
    Interpreter,
    Near,
    Number,
    Outcome,
    Safety,
    Who,
    reasons_for,
    who_may_be,
)
from qa_app.web.fields import Form, button, date, hidden, radios, text, text_area

YES, NO = "yes", "no"
MAY = "may-"


class SafetyForm(Form):
    number = radios(
        "Is the telephone number on the child’s record right?",
        Number,
        hint="Look it up on the record. No number is kept in this service.",
        missing="Select whether the number is right",
    )
    near = radios(
        "Who may be near when they answer?",
        Near,
        hints={Near.SOMEBODY.name: "Then say below what whoever asks must know."},
        missing="Select who may be near",
    )
    for_the_caller = text_area(
        "What must whoever asks know?",
        hint="For example when to ring, or what not to mention. Write no names and no numbers. It is deleted once they "
        "have been asked, and at the latest after two weeks.",
        max_length=500,
        rows=4,
        optional=True,
    )
    interpreter = radios(
        "Do they need an interpreter?",
        Interpreter,
        missing="Select whether they need an interpreter",
    )
    language = text(
        "Language, or how they communicate", max_length=60, width="one-half", optional=True
    )
    court = radios(
        "Is there a court case or an investigation?",
        Court,
        missing="Select whether there is a court case or an investigation",
    )
    version = hidden()
    save = button("Save")

    parts: Collection[Part] = ()

    @property
    def safety(self) -> Safety:
        may = {part: self[MAY + part.name].data for part in self.parts}
        return Safety(
            Number[self.number.data],
            Near[self.near.data],
            Court[self.court.data],
            Interpreter[self.interpreter.data],
            {part: WhyNot[said] for part, said in may.items() if said != YES},
            self.language.data or "",
            self.for_the_caller.data or "",
        )


def safety_form(check: SafetyCheck, parts: Collection[Part]) -> SafetyForm:
    """With one question for each who may be asked, and with what was said before."""
    fields: dict[str, Any] = {"parts": tuple(parts)}
    before = check.safety
    for part in parts:
        said = check.why_not.get(part)
        fields[MAY + part.name] = radios(
            f"May {whom(part)} be asked?",
            [(YES, "Yes"), *((why.name, f"No, {MUST_NOT[why]}") for why in _must_not(part))],
            missing=f"Select whether {whom(part)} may be asked",
            default=(said.name if said else YES) if before else None,
        )
    kind = type("SafetyFormOf", (SafetyForm,), fields)
    return kind(data={"version": str(check.version), **(_as_typed(before) if before else {})})


def _must_not(part: Part) -> list[WhyNot]:
    others = ABOUT_THE_FAMILY if part is Part.CHILD else ABOUT_THE_CHILD
    return [why for why in MUST_NOT if why not in others]


def _as_typed(safety: Safety) -> dict[str, Any]:
    return {
        "number": safety.number,
        "near": safety.near,
        "court": safety.court,
        "interpreter": safety.interpreter,
        "language": safety.language,
        "for_the_caller": safety.for_the_caller,
    }


class TakeBackForm(Form):
    version = hidden()
    take_back = button("Take back what was said", warning=True)


class AskedForm(Form):
    who = radios("Who was asked?", missing="Select who was asked")
    how = radios("How were they asked?", How, missing="Select how they were asked")
    with_interpreter = radios(
        "Was an interpreter there?",
        [(YES, "Yes, who is not of their family or friends"), (NO, "No")],
        missing="Select whether an interpreter was there",
    )
    on = date(
        "On which day were they asked?", called="The day", missing="Enter the day they were asked"
    )
    answered = radios(
        "Did they want to answer?",
        [(YES, "Yes. I write down what they said"), (NO, "No")],
        missing="Select whether they wanted to answer",
    )
    version = hidden()
    save = button("Save and continue")

    def __init__(self, part: Part, there: FamilyVoice | None, version: int) -> None:
        self.part = part
        super().__init__(data={"version": str(version), **_asked_before(there)})
        self.who.options = [(one.name, one.value) for one in who_may_be(part)]
        if part is Part.CHILD:
            del self.who

    @property
    def asking(self) -> Asking:
        who = Who[self.who.data] if "who" in self else Who.CHILD
        with_interpreter = self.with_interpreter.data == YES
        return Asking(self.part, who, How[self.how.data], with_interpreter, self.on.data)

    @property
    def is_answered(self) -> bool:
        return bool(self.answered.data == YES)


def _asked_before(there: FamilyVoice | None) -> dict[str, Any]:
    if there is None or there.asked_on is None:
        return {}
    return {
        "who": there.who,
        "how": there.how,
        "with_interpreter": YES if there.with_interpreter else NO,
        "on": there.asked_on,
        "answered": NO if there.outcome is Outcome.DECLINED else YES,
    }


class NotAskedForm(Form):
    why_not = radios("Why were they not asked?", missing="Select why they were not asked")
    saying = text_area(
        "More about it",
        hint="Do not name the child or their family.",
        max_length=300,
        rows=3,
        optional=True,
    )
    version = hidden()
    save = button("Save")

    def __init__(
        self,
        part: Part,
        there: FamilyVoice | None,
        version: int,
        left_out: Collection[WhyNot],
        must_not: WhyNot | None = None,
    ) -> None:
        """What was said of why they must not be asked is chosen already."""
        why = there.why_not if there and there.why_not else must_not
        before = {"why_not": why, "saying": there.saying if there else ""}
        super().__init__(data={"version": str(version), **before})
        offered = (one for one in reasons_for(part) if one not in left_out)
        self.why_not.options = [(one.name, one.value) for one in offered]
