"""The lines of a template's file and of a shared section's."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qa_app.audit_templates.rules.shape import (
    CODE,
    Either,
    Key,
    Lines,
    ListOf,
    OneOf,
    Path,
    Problem,
    Text,
    TrueOrFalse,
    Whole,
)
from qa_app.audit_templates.rules.words import (
    CONCEPTS,
    HEADER,
    KINDS,
    MODES,
    OVERALLS,
    RULES,
    SUBJECTS,
)

OLDEST = 25
A_CODE = Text(60, CODE, "in small letters, numbers and hyphens, such as voice-of-the-child")
ASKED = {
    "practitioner": "Asked of the practitioner in the conversation",
    "child-or-family": "Asked of the child or family",
}
LONG = Text(1500)
A_STATUS = Text(
    40, "[A-Z][A-Z0-9_]*", "as the council's list of statuses has it, such as CHILD_IN_NEED"
)

AGES = Lines(
    "the ages",
    {
        "from": Key(Whole(-1, OLDEST), "the youngest age in whole years; -1 is not yet born"),
        "to": Key(Whole(-1, OLDEST), "the oldest age in whole years"),
    },
)

CONDITION = Lines(
    "a condition",
    {
        "statuses": Key(ListOf(A_STATUS), "the statuses for which it is shown"),
        "ages": Key(AGES, "the ages for which it is shown"),
        "answers": Key(
            ListOf(
                Lines(
                    "an answer in a condition",
                    {
                        "question": Key(A_CODE, "the id of an earlier question", needed=True),
                        "is": Key(ListOf(A_CODE), "the answers that show it", needed=True),
                    },
                )
            ),
            "the earlier answers for which it is shown",
        ),
    },
)

QUESTION = Lines(
    "a question",
    {
        "id": Key(A_CODE, "its id, which no other question ever has", needed=True),
        "text": Key(Text(240), "what is asked, in under 30 words", needed=True),
        "kind": Key(OneOf(KINDS), "how it is answered; yes-partly-no unless it says otherwise"),
        "concept": Key(OneOf(CONCEPTS), "its concept, where that is not its section's"),
        "help": Key(Text(600), "what helps to answer it"),
        "options": Key(
            ListOf(
                Lines(
                    "an option",
                    {
                        "option": Key(A_CODE, "its code, which stays when its words change", needed=True),
                        "words": Key(Text(120), "what people read", needed=True),
                    },
                ),
                least=2,
                most=30,
            ),
            "what may be chosen, for pick-one and pick-several",
        ),
        "unit": Key(Text(40), "what a number counts, such as working days"),
        "low": Key(Text(60), "what 0 means, for scaling"),
        "high": Key(Text(60), "what 10 means, for scaling"),
        "evidence": Key(
            Either(
                ListOf(A_CODE),
                OneOf({"always": "Whatever the answer", "never": "For no answer"}),
                list,
            ),
            "when to ask where it was seen: always, never, or a list of answers",
        ),
        "compliance": Key(TrueOrFalse(), "whether it is about time limits, counted apart from quality"),
        "critical": Key(TrueOrFalse(), "whether a “no” matters at once"),
        "recording": Key(TrueOrFalse(), "whether it is about the record rather than the work"),
        "ask": Key(ListOf(OneOf(ASKED), most=2), "who else is asked"),
        "timescale": Key(A_CODE, "the time limit that it tests, by its code"),
        "standard": Key(Whole(1, 99), "the number of the practice standard that it tests"),
        "shown_when": Key(CONDITION, "when it is shown; always unless it says otherwise"),
        "continues": Key(A_CODE, "the id of an older question that this one rewords"),
    },
)  # fmt: skip


@dataclass(frozen=True)
class ForEachGrade:
    """Words for each grade of the template's scale, which only the template knows."""

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(
                path,
                "“descriptors” is not a line for each grade",
                "Write a line for each grade of the scale, such as “good:”",
            )
            return
        for grade, words in value.items():
            yield from A_CODE.problems(grade, (*path, str(grade)))
            yield from LONG.problems(words, (*path, str(grade)))

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": LONG.schema()}


_SECTION = {
    "id": Key(A_CODE, "its id, the same in every version", needed=True),
    "heading": Key(Text(100), "its heading", needed=True),
    "concept": Key(OneOf(CONCEPTS), "its concept, which comparisons over time follow", needed=True),
    "guidance": Key(LONG, "what to look for"),
    "good_looks_like": Key(LONG, "what good looks like"),
    "critical": Key(TrueOrFalse(), "whether it is about the child's safety"),
    "graded": Key(TrueOrFalse(), "whether it is graded; it is unless this says false"),
    "shown_when": Key(CONDITION, "when it is shown; always unless it says otherwise"),
    "descriptors": Key(
        ForEachGrade(),
        "what each grade of the scale looks like in this section",
    ),
    "questions": Key(ListOf(QUESTION, least=0, most=300), "its questions"),
}


OWN_SECTION = Lines("a section", _SECTION)
SHARED_SECTION = Lines(
    "a shared section",
    {"version": Key(Whole(1, 999), "the number of this version", needed=True), **_SECTION},
)
INCLUDED_SECTION = Lines(
    "a section that is shared",
    {
        "use": Key(A_CODE, "the id of the shared section", needed=True),
        "version": Key(Whole(1, 999), "which version of it", needed=True),
        "only": Key(ListOf(A_CODE, most=300), "the questions to take; all unless it says otherwise"),
        "also": Key(ListOf(QUESTION, most=300), "questions of this template alone, asked after them"),
        "shown_when": Key(CONDITION, "when it is shown, in this template"),
    },
)  # fmt: skip


@dataclass(frozen=True)
class OwnOrIncluded:
    """A section written out, or one that is shared."""

    def problems(self, value: Any, path: Path) -> Iterator[Problem]:
        included = isinstance(value, dict) and "use" in value
        yield from (INCLUDED_SECTION if included else OWN_SECTION).problems(value, path)

    def schema(self) -> dict[str, Any]:
        return {
            "if": {"type": "object", "required": ["use"]},
            "then": INCLUDED_SECTION.schema(),
            "else": OWN_SECTION.schema(),
        }


RULE = Lines(
    "a rule",
    {
        "rule": Key(OneOf(RULES), "what it does", needed=True),
        "mode": Key(OneOf(MODES), "how hard it presses", needed=True),
        "sections": Key(
            Either(
                ListOf(A_CODE),
                OneOf({"critical": "The critical sections", "all": "Every graded section"}),
                list,
            ),
            "which sections it counts: critical, all, or a list of their ids",
        ),
        "graded": Key(A_CODE, "the grade at or below which a section counts"),
        "at_least": Key(Whole(1, 50), "how many such sections it takes; 1 unless it says otherwise"),
        "at_most": Key(A_CODE, "the highest grade that is left"),
        "characters": Key(Whole(1, 2000), "how much evidence is enough, in characters"),
    },
)  # fmt: skip

GRADE = Lines(
    "a grade",
    {
        "grade": Key(A_CODE, "its code, the same in every version", needed=True),
        "words": Key(Text(60), "the council's own word for it", needed=True),
        "counts_as_good": Key(TrueOrFalse(), "whether it counts as good", needed=True),
        "descriptor": Key(LONG, "what it looks like where a section does not say"),
    },
)

SCALE = ListOf(GRADE, 3, 5)

TEMPLATE = Lines(
    "a template",
    {
        "code": Key(A_CODE, "its code, the same in every version", needed=True),
        "name": Key(Text(100), "its name", needed=True),
        "version": Key(Whole(1, 999), "the number of this version", needed=True),
        "purpose": Key(LONG, "what it is for", needed=True),
        "subject": Key(OneOf(SUBJECTS), "what is audited; a child's record unless it says otherwise"),
        "minutes": Key(Whole(1, 1000), "how many minutes it takes", needed=True),
        "look_back": Key(
            Lines(
                "the look-back",
                {
                    "read_months": Key(Whole(1, 60), "how many months to read", needed=True),
                    "judge_months": Key(Whole(1, 60), "how many of the last months to judge", needed=True),
                },
            ),
            "how far back to read and to judge",
        ),
        "suits": Key(
            Lines(
                "the children it suits",
                {
                    "statuses": Key(ListOf(A_STATUS), "the statuses it suits"),
                    "ages": Key(AGES, "the ages it suits"),
                },
            ),
            "which children it suits; all unless it says otherwise",
        ),
        "header": Key(ListOf(OneOf(HEADER)), "what stands at the head of the audit"),
        "gate": Key(Text(240), "the question about safety that is asked before anything is graded"),
        "scale": Key(SCALE, "its grades, the highest first; the usual ones unless it says otherwise"),
        "overall": Key(OneOf(OVERALLS), "how the audit ends; with an overall grade unless it says otherwise"),
        "limits": Key(
            Lines(
                "the limits",
                {
                    "strengths": Key(Whole(0, 10), "the most strengths"),
                    "development": Key(Whole(0, 10), "the most areas for development"),
                },
            ),
            "how many strengths and areas for development; 3 of each unless it says otherwise",
        ),
        "rules": Key(ListOf(RULE, least=0, most=30), "the rules that are switched on"),
        "sections": Key(ListOf(OwnOrIncluded(), most=40), "its sections", needed=True),
    },
)  # fmt: skip
