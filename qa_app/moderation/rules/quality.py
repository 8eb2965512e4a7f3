"""How good an audit itself is, in a few plain ratings.

They are the questions of the library’s template for moderation that are asked of every audit; each is answered
with one of three words, so that they can be counted.
"""

from collections.abc import Mapping
from enum import StrEnum


class Rating(StrEnum):
    YES = "Yes"
    PARTLY = "Partly"
    NO = "No"


QUESTIONS: Mapping[str, str] = {
    "knows-the-child": "Does the audit know the child, and not only the paperwork?",
    "grades-follow": "Do the grades follow from what is written beside them?",
    "impact": "Does it say what is different for the child?",
    "people-heard": "Are the practitioner and the family in it?",
    "actions-matter": "Are the actions few, clear and the ones that matter?",
}


def missing_ratings(ratings: Mapping[str, str]) -> list[str]:
    return [f"Answer “{words}”" for key, words in QUESTIONS.items() if key not in ratings]
