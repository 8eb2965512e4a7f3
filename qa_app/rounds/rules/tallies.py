"""How many audits of a round are where."""

from collections.abc import Mapping
from dataclasses import dataclass

from qa_app.foundation.statistics.wording import share_of
from qa_app.rounds.rules.states import State


@dataclass(frozen=True)
class Tally:
    """Withdrawn audits were given out by mistake; paused and exempt ones are out of what is due."""

    by_state: Mapping[State, int]

    def __getitem__(self, state: State) -> int:
        return self.by_state.get(state, 0)

    @property
    def given(self) -> int:
        return sum(
            number for state, number in self.by_state.items() if state is not State.WITHDRAWN
        )

    @property
    def due(self) -> int:
        return self.given - self[State.EXEMPT] - self[State.PAUSED]

    @property
    def done(self) -> int:
        return self[State.DONE]

    @property
    def left(self) -> int:
        return self.due - self.done

    @property
    def sentence(self) -> str:
        if not self.given:
            return "Nothing has been given out"
        verb = "audit is done" if self.due == 1 else "audits are done"
        words = share_of(self.done, self.due, f" {verb}")
        apart = [
            f"{self[state]:,} {state.lower()}"
            for state in (State.PAUSED, State.EXEMPT)
            if self[state]
        ]
        return f"{words}; {' and '.join(apart)}, not counted as due" if apart else words
