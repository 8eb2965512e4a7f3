"""Figures and the sentences that carry them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Completion:
    """How many of the audits due in a month are done."""

    done: int
    due: int

    @property
    def sentence(self) -> str:
        """A percentage of fewer than five says more than it knows, so there is none."""
        if self.due == 0:
            return "No audits were due"
        share = f" ({round(100 * self.done / self.due)}%)" if self.due >= 5 else ""
        return f"{self.done} of {self.due} audits are done{share}"
