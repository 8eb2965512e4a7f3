"""The parts of which texts are put together.

In a sentence {x} is the child or young person, {m} a month, {d} a day, {n} a small number, {w} a larger one.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Strength:
    """Something done well: its theme, what shows it, and the questions that it answers."""

    theme: str
    saw: tuple[str, ...]
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Issue:
    """Something not yet good: by what name the story knows it, what shows it, and what must change."""

    name: str
    theme: str
    saw: tuple[str, ...]
    needs: str
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    strengths: tuple[Strength, ...]
    issues: tuple[Issue, ...]
    # What is different for the child, where the work was good and where it was not.
    better: tuple[str, ...]
    worse: tuple[str, ...]
