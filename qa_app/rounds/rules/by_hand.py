"""What anybody needs who does a draw again by hand: who belongs together, and a digest to remake."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from qa_app.rounds.rules.drawing import Stratum
from qa_app.rounds.rules.eligibility import Out
from qa_app.rounds.rules.outcomes import Outcome

# These two come out of the draw itself; every other reason was known before it.
BY_THE_DRAW = (Out.SIBLING, Out.SAME_PRACTITIONER)


@dataclass(frozen=True)
class Line:
    """What a draw knew of a record before chance was taken: the first columns of its download.

    `family` is a word that stands for it in this draw alone; `practitioner` is their public id.
    """

    reference: str
    may_be_drawn: bool
    stratum: Stratum = ()
    family: str = ""
    practitioner: str = ""
    on_top: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        may = ("On top" if self.on_top else "Yes") if self.may_be_drawn else "No"
        # The end of the address of their page; a bare id could begin like a formula.
        page = f"people/{self.practitioner}" if self.practitioner else ""
        return self.reference, may, "; ".join(self.stratum), self.family, page


def may_be_drawn(outcome: Outcome, why: Out | None) -> bool:
    return outcome is not Outcome.OUT or why in BY_THE_DRAW


def family_in(draw: str, family: str) -> str:
    """The same for all of one family in one draw. `draw` is in no download, so nobody can try families."""
    return sha256(f"{draw}|{family}".encode()).hexdigest()[:16] if family else ""


def digest_of_lines(lines: Iterable[Line]) -> str:
    """Over the lines as bytes in their order, each with a line feed at its end."""
    written = sorted(",".join(one.cells) for one in lines)
    return sha256("".join(f"{one}\n" for one in written).encode()).hexdigest()
