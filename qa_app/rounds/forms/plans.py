"""From a plan to the questions of its page, and back."""

from dataclasses import replace
from typing import Any

from qa_app.organisation.forms.versions import in_words
from qa_app.rounds.forms.plan_questions import PlanQuestions, parts_of
from qa_app.rounds.rules.eligibility import Limits
from qa_app.rounds.rules.independence import Within
from qa_app.rounds.rules.months import first_of_month
from qa_app.rounds.rules.plans import (
    Auditors,
    HowMany,
    Often,
    Plan,
    Released,
    SignsOff,
    Source,
    Spread,
)


class PlanForm(PlanQuestions):
    """What is not asked stays as the kind begins."""

    @classmethod
    def begun(cls, plan: Plan, version: str, **about: Any) -> "PlanForm":
        limits = plan.limits
        once = [("siblings", limits.siblings_once), ("practitioner", limits.one_a_practitioner)]
        also = [
            ("inadequate", plan.moderate_inadequate),
            ("first", plan.moderate_first),
            ("override", plan.moderate_override),
        ]
        form = cls(
            version=version,
            source=plan.source,
            often=plan.often,
            first_month=plan.first_month,
            months_off=[str(one) for one in plan.months_off],
            how_many=plan.how_many,
            how_many_number=plan.number,
            holds=[*plan.auditors.holds],
            people=[*plan.auditors.people],
            within=plan.within,
            statuses=[*limits.statuses],
            youngest=limits.youngest,
            oldest=limits.oldest,
            not_audited_months=limits.not_audited_months,
            open_weeks=limits.open_weeks,
            once=[name for name, ticked in once if ticked],
            spreads=[one.name for one in plan.spreads],
            opens_on=plan.opens_on,
            due_day=plan.due_day,
            due_hours=plan.due_hours,
            moderation_share=plan.moderation_share,
            moderate_also=[name for name, ticked in also if ticked],
            moderators=[*plan.moderators],
            signs_off=plan.signs_off,
            released=plan.released,
            remind_before=", ".join(map(str, plan.remind_before)),
            conversation=["yes"] if plan.has_conversation else [],
            **about,
        )
        form.fit(plan.kind)
        return form

    def answer(self, name: str, otherwise: Any) -> Any:
        """What stays as it was where the kind does not ask."""
        return self[name].data if name in self else otherwise

    def saved_by(self, fresh: "PlanForm") -> dict[str, str]:
        """What the programme says now, question by question."""
        return {
            box.name: in_words(box)
            for box in fresh
            if hasattr(box, "drawn") and box.name in self and box.name != "version"
        }

    def plan_from(self, before: Plan) -> Plan:
        also = self.answer("moderate_also", []) or []
        return replace(
            before,
            source=Source[self.answer("source", before.source.name)],
            often=Often[self.often.data],
            first_month=first_of_month(self.first_month.data),
            months_off=tuple(int(one) for one in self.months_off.data or ()),
            how_many=HowMany[self.answer("how_many", before.how_many.name)],
            number=self.answer("how_many_number", before.number),
            opens_on=self.opens_on.data,
            due_day=self.due_day.data,
            due_hours=self.answer("due_hours", 0),
            auditors=Auditors(
                tuple(self.holds.data or ()), before.auditors.paths, tuple(self.people.data or ())
            ),
            within=Within[self.within.data],
            spreads=tuple(Spread[one] for one in self.answer("spreads", None) or ()),
            limits=self.limits_from(before.limits),
            moderation_share=self.answer("moderation_share", 0),
            moderate_inadequate="inadequate" in also,
            moderate_first="first" in also,
            moderate_override="override" in also,
            moderators=tuple(self.answer("moderators", ()) or ()),
            signs_off=SignsOff[self.answer("signs_off", SignsOff.AT_ONCE.name)],
            released=Released[self.answer("released", Released.SIGNED_OFF.name)],
            remind_before=tuple(
                sorted({int(one) for one in parts_of(self.remind_before.data)}, reverse=True)
            ),
            has_conversation=bool(self.conversation.data),
        )

    def limits_from(self, before: Limits) -> Limits:
        kept = [("siblings", before.siblings_once), ("practitioner", before.one_a_practitioner)]
        once = self.answer("once", [name for name, ticked in kept if ticked]) or []
        return Limits(
            statuses=tuple(self.answer("statuses", before.statuses) or ()),
            youngest=self.answer("youngest", before.youngest),
            oldest=self.answer("oldest", before.oldest),
            paths=before.paths,
            open_weeks=self.answer("open_weeks", before.open_weeks),
            not_audited_months=self.answer("not_audited_months", before.not_audited_months),
            one_a_practitioner="practitioner" in once,
            siblings_once="siblings" in once,
        )
