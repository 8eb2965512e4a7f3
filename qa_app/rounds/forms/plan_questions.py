"""What a programme is asked: a few questions that matter, each with what its kind begins with."""

from datetime import date
from typing import Any

from wtforms import ValidationError

from qa_app.organisation.forms.versions import VersionedForm
from qa_app.rounds.queries.auditors import MAY_AUDIT
from qa_app.rounds.rules.independence import Within
from qa_app.rounds.rules.plans import (
    DUE_WITHIN_HOURS,
    OWN_WORK,
    HowMany,
    Kind,
    Often,
    Released,
    SignsOff,
    Source,
    Spread,
)
from qa_app.web.fields import button, checkboxes, number, radios, select, text
from qa_app.web.fields import date as day

MONTHS = [(str(one), f"{date(2026, one, 1):%B}") for one in range(1, 13)]
HOLDS = [(one.name, one.value) for one in sorted(MAY_AUDIT, key=lambda one: one.value)]

MODERATED = ("moderation_share", "moderate_also", "moderators", "signs_off", "released")
_OF_CHILDREN = ("source", "statuses", "youngest", "oldest", "open_weeks", "once")
# What makes no sense for a kind is not asked: the work of practitioners has neither age nor status.
NOT_ASKED = {
    Kind.SUPERVISION: _OF_CHILDREN,
    Kind.OBSERVATION: _OF_CHILDREN,
    Kind.SURGERY: (
        *_OF_CHILDREN,
        "how_many",
        "how_many_number",
        "not_audited_months",
        "spreads",
    ),
}


class PlanQuestions(VersionedForm):
    """The whole plan on one page, in the words of its kind."""

    name = text("Name", max_length=100, missing="Enter the name of the programme")
    template = select("Audit template", search=True, missing="Select the audit template")
    source = radios("What is drawn from?", Source, missing="Select what is drawn from")
    often = radios("How often?", Often, missing="Select how often")
    first_month = day(
        "First month",
        called="The first month",
        hint="Any day of the month will do. One that is past sets the months to come: from January on, "
        "every three months means April next.",
    )
    months_off = checkboxes(
        "Months off", MONTHS, optional=True, hint="Tick August if nothing is drawn then."
    )
    how_many = radios("How many records?", HowMany, missing="Select how many records")
    how_many_number = number(
        "Number of records", at_least=1, at_most=500, hint="For each auditor, or in all.",
        missing="Enter the number of records",
    )  # fmt: skip
    holds = checkboxes(
        "Who audits?",
        HOLDS,
        optional=True,
        hint="Everybody who holds one of these roles or duties.",
    )
    people = checkboxes("Who else, by name?", optional=True)
    within = radios(
        "Where may they audit?",
        Within,
        missing="Select where they may audit",
        hint="Never their own team, and nobody in one line of management with them.",
    )
    statuses = checkboxes(
        "Which statuses?",
        optional=True,
        hint="Tick none for all. What you give yourself, such as contacts and households, has none.",
    )
    youngest = number(
        "Youngest age", at_least=-1, at_most=30, optional=True, hint="-1 is not yet born."
    )
    oldest = number("Oldest age", at_least=-1, at_most=30, optional=True)
    not_audited_months = number(
        "Not audited in the last",
        at_least=0,
        at_most=60,
        suffix="months",
        missing="Enter 0 where it does not matter",
    )
    open_weeks = number(
        "Open for at least",
        at_least=0,
        at_most=104,
        suffix="weeks",
        missing="Enter 0 where it does not matter",
    )
    once = checkboxes(
        "Draw only one",
        [
            ("siblings", "of a family"),
            ("practitioner", "of a practitioner"),
        ],
        optional=True,
    )
    spreads = checkboxes(
        "Spread the draw by",
        Spread,
        optional=True,
        hint="At most two. Each gets its share, and one at least.",
    )
    opens_on = number(
        "Opens on working day",
        at_least=1,
        at_most=20,
        hint="1 is the first working day of the month.",
        missing="Enter the working day on which it opens",
    )
    due_day = number(
        "Due on day",
        at_least=0,
        at_most=31,
        hint="A day of the month, or the working day before it. 0 is the last working day.",
        missing="Enter the day on which it is due, or 0",
    )
    due_hours = number(
        "Due within",
        at_least=0,
        at_most=720,
        suffix="hours",
        hint="Counted from when a record is given out, nights and weekends as well, to the next full "
        "hour. 0 for none: it is then due on the day below.",
        missing="Enter the hours within which a record is due, or 0",
    )
    moderation_share = number(
        "Read a second time",
        at_least=0,
        at_most=100,
        suffix="of 100",
        hint="Chosen by chance and read without seeing the grades.",
        missing="Enter how many of a hundred, or 0",
    )
    moderate_also = checkboxes(
        "Always read a second time",
        [
            ("inadequate", "an inadequate grade"),
            ("first", "the first three audits of a new auditor"),
            ("override", "a grade against a limit of the template"),
        ],
        optional=True,
        hint="Openly, and counted apart from those chosen by chance. Whoever audits or manages may ask as well.",
    )
    moderators = checkboxes(
        "Who gives second opinions?",
        optional=True,
        hint="Tick nobody for everybody who has that duty. Nobody moderates their own audit or their own team.",
    )
    signs_off = radios("Who signs audits off?", SignsOff, missing="Select who signs audits off")
    released = radios(
        "When may the practitioner read it?",
        Released,
        missing="Select when the practitioner may read it",
    )
    remind_before = text(
        "Remind days before",
        width="width-10",
        hint="Numbers with commas between them, like 7, 2. Leave it empty for none.",
        optional=True,
    )
    conversation = checkboxes(
        "Conversation",
        [("yes", "It ends in a conversation with the practitioner")],
        optional=True,
        hint="A practitioner has one a month at most, over all programmes: whoever has one under another "
        "is not drawn.",
    )
    save = button("Save")

    def fit(self, kind: Kind) -> None:
        """Ask in the words of the kind, and no more than it needs."""
        for name in NOT_ASKED.get(kind, ()):
            delattr(self, name)
        if kind not in DUE_WITHIN_HOURS:
            del self.due_hours
        if kind in OWN_WORK:
            # It stays between practitioners and those who manage them, so nobody reads it a second time.
            for name in MODERATED:
                delattr(self, name)
            self.how_many.label.text = "How many practitioners?"
            self.how_many.options = [(one.name, one.value) for one in HowMany if one != HowMany.ALL]
            self.how_many_number.label.text = "Number of practitioners"
            self.not_audited_months.label.text = "Their work not looked at in the last"
            self.spreads.options = [(Spread.TEAM.name, Spread.TEAM.value)]

    def offer(
        self,
        templates: list[tuple[str, str]],
        statuses: list[tuple[str, str]],
        people: list[tuple[str, str]],
        moderators: list[tuple[str, str]],
    ) -> None:
        self.template.options = templates
        if "statuses" in self:
            self.statuses.options = statuses
        self.people.options = people
        if "moderators" in self:
            self.moderators.options = moderators

    def validate_remind_before(self, box: Any) -> None:
        if any(not one.isdecimal() or int(one) > 60 for one in parts_of(box.data)):
            raise ValidationError(
                "Enter days as numbers up to 60 with commas between them, like 7, 2"
            )


def parts_of(words: str | None) -> list[str]:
    return [one.strip() for one in (words or "").split(",") if one.strip()]
