"""Sentences with days, months and numbers in their gaps, fit for the age of whom they are about."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

NUMBERS = ("two", "three", "four", "five")
LARGER = ("six", "seven", "eight", "nine", "ten")
BABY, GROWN = 4, 18
BEGINNING = re.compile(r"(?:^|(?<=[.?!] ))[a-z]")
# What nobody says of somebody who does not speak yet, or of an adult.
OF_SPEAKERS = re.compile(
    r"\{x\}[^.]*\b(says?|said|asks?|asked|tells?|told|told|rings?|knows?|chose|named|wish|trusts?|can say|reads?|words|"
    r"quiet|bus|school|missing|phone|friends|letter|proud|earns|talks?|come to|came to|find|finds)\b"
    r"|own words|{x}’s (wish|words|own)|\bschool|young person|bus\b|trainers|friends|missing|interview|words stand|hate"
    r"|happy and settled|settled|life story|read this|engage|toothache|dentist|packing|cat\b|“I |“You|“Tell|teacher"
)
OF_CHILDREN = re.compile(
    r"\b([Mm]um|[Dd]ad|[Ff]ather|[Pp]arents?|[Ss]chool|[Cc]arers?|bedroom|health visitor|grandmother|baby|"
    r"breakfast|teacher|brother|family time|contact room|parenting|teatime|red book|court|adoption)\b"
)
OF_THE_GROWN = re.compile(r"young person|key of their own|Adult services|college|pathway")


class Filling:
    """Of one audit: about whom it is, and until when its auditor read."""

    def __init__(self, chance: Random, until: date, age: int | None, whom: str) -> None:
        self.chance, self.until, self.age, self.whom = chance, until, age, whom

    def suits(self, sentence: str) -> bool:
        if self.age is None:
            return True
        if self.age < BABY and OF_SPEAKERS.search(sentence):
            return False
        if self.age >= GROWN:
            return not OF_CHILDREN.search(sentence)
        return self.age >= GROWN - 3 or not OF_THE_GROWN.search(sentence)

    def one(self, sentences: Sequence[str], otherwise: Sequence[str] = ()) -> str:
        """One that suits, with its gaps filled; nothing where none does."""
        fit = [one for one in sentences if self.suits(one)] or [
            one for one in otherwise if self.suits(one)
        ]
        return self.filled(self.chance.choice(fit)) if fit else ""

    def filled(self, sentence: str) -> str:
        if "{" not in sentence:
            return sentence
        text = sentence.format(
            x=self.whom,
            m=f"{self.day(40, 260):%B}",
            d=self.visit_day(),
            n=self.chance.choice(NUMBERS),
            w=self.chance.choice(LARGER),
        )
        return BEGINNING.sub(lambda first: first[0].upper(), text)

    def visit_day(self) -> str:
        """On a working day, because that is when people are seen."""
        day = self.day(4, 150)
        day -= timedelta(days=max(0, day.weekday() - 4))
        return f"{day.day} {day:%B}"

    def day(self, least: int, most: int) -> date:
        return self.until - timedelta(days=self.chance.randrange(least, most))


def word_for(age: int | None) -> str:
    if age is None:
        return "child"
    if age < 1:
        return "baby"
    return "child" if age < 14 else "young person"
