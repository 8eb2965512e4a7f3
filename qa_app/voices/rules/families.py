"""What a child or a family is asked, and what they said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qa_app.audits.rules import Part
from qa_app.foundation.errors import Reason

LONGEST = 4000


class Better(StrEnum):
    """Whether life is better since the council became involved."""

    BETTER = "Better"
    SAME = "The same"
    WORSE = "Worse"
    NOT_SAID = "They did not say"


@dataclass(frozen=True)
class Question:
    """Its code is kept with the answer and never used for another question."""

    code: str
    words: str


# The first three are always asked; the others where there is time and they like to talk.
ALWAYS_ASKED = 3
CHILD = (
    Question("c-who", "Do you know who comes to see you from the council, and why they come?"),
    Question("c-listen", "When you tell us something, do we listen? Do we do something about it?"),
    Question("c-better", "What is better for you now, and what is not?"),
    Question("c-plan", "Do you know what is planned for you? What would you change in it?"),
    Question("c-tell", "What is the one thing that you want us to know, or to do another way?"),
)
FAMILY = (
    Question("f-why", "Why are we part of your family’s life, and what has to change?"),
    Question("f-listen", "Do we listen to you, and do we do what we say?"),
    Question("f-better", "What is better for your child since we came, and what is not?"),
    Question("f-plan", "Do you have the plan, in words and a language that help you?"),
    Question("f-wrong", "What did we get wrong? What is the one thing we should do another way?"),
)
BETTER_OF = {
    Part.CHILD: "Is life better, the same or worse since we have been coming?",
    Part.FAMILY: "Are things better, the same or worse for your child since we came?",
}


def questions_for(part: Part) -> tuple[Question, ...]:
    return CHILD if part is Part.CHILD else FAMILY


@dataclass(frozen=True)
class Words:
    """What they said, by the code of the question; never what the auditor thinks of it."""

    answers: Mapping[str, str] = field(default_factory=dict)
    better: Better | None = None
    # Their own decision. As long as nobody has asked them, it is no.
    may_be_quoted: bool = False


def without_empty(words: Words) -> Words:
    kept = {code: said for code, said in words.answers.items() if said}
    return Words(kept, words.better, words.may_be_quoted)


def why_not_finish(part: Part, words: Words) -> list[str]:
    """Something must be written down before it counts as answered."""
    if not any(words.answers.get(one.code) for one in questions_for(part)):
        first = questions_for(part)[0].code
        return [Reason("Write down what they said to one question or more", first)]
    return []


@dataclass(frozen=True)
class Differs:
    """One thing that was written in two ways."""

    name: str
    words: str
    mine: str
    theirs: str

    @property
    def suggested(self) -> str:
        """Whichever says something."""
        return "theirs" if self.theirs and not self.mine else "mine"


def differences(part: Part, mine: Words, theirs: Words) -> list[Differs]:
    found = [
        Differs(
            one.code, one.words, mine.answers.get(one.code, ""), theirs.answers.get(one.code, "")
        )
        for one in questions_for(part)
    ]
    found.append(Differs("better", BETTER_OF[part], _better(mine), _better(theirs)))
    quoted = [_quoted(each) for each in (mine, theirs)]
    found.append(Differs("may_be_quoted", "May their words be quoted?", *quoted))
    return [one for one in found if one.mine != one.theirs]


def settled(mine: Words, theirs: Words, taken: set[str]) -> Words:
    """Mine, but for what was chosen of theirs."""
    answers = {
        code: (theirs if code in taken else mine).answers.get(code, "")
        for code in {*mine.answers, *theirs.answers}
    }
    better = theirs.better if "better" in taken else mine.better
    quoted = theirs.may_be_quoted if "may_be_quoted" in taken else mine.may_be_quoted
    return Words(answers, better, quoted)


def _better(words: Words) -> str:
    return words.better.value if words.better else ""


def _quoted(words: Words) -> str:
    return "Yes, without their name" if words.may_be_quoted else "No"
