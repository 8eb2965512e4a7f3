"""How people write: some with care, some in a line at the end of a long day."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from qa_app.cli.demo.words.remarks import CAREFUL, TIRED


@dataclass(frozen=True)
class Hand:
    """One auditor's: how strict, how often a remark stands beside an answer, and how much in a section."""

    strict: float
    remarks: float
    sentences: int
    closing: Sequence[str]


HANDS: tuple[tuple[float, int, Sequence[str]], ...] = (
    (0.8, 3, CAREFUL),
    (0.55, 2, CAREFUL),
    (0.4, 2, ()),
    (0.4, 1, ()),
    (0.18, 1, TIRED),
)
STRICTER = 5


def hand_of(chance: Random) -> Hand:
    remarks, sentences, closing = chance.choice(HANDS)
    return Hand(chance.gauss(0, STRICTER), remarks, sentences, closing)
