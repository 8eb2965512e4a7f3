"""python -m tests.faults [--sqlite KILLS] [--postgresql KILLS] [--seed N]"""

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from tests.faults.double import submit_twice
from tests.faults.drill import At, at_postgresql, at_sqlite, on_postgresql, on_sqlite
from tests.faults.full_disk import fill_the_disk
from tests.faults.racing import race
from tests.faults.typists import kill_while_typing

SAVES, TWICE = 1000, 200
# Of the kills asked for, so many are made while people type.
OF_TYPISTS = 4
Place = Callable[[], AbstractContextManager[At]]


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Kill the service while it saves, and count what was lost."
    )
    parser.add_argument("--sqlite", type=int, default=100, metavar="KILLS")
    parser.add_argument("--postgresql", type=int, default=25, metavar="KILLS")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    well = True
    for name, kills, drill, place in (
        ("SQLite", asked.sqlite, on_sqlite, at_sqlite),
        ("PostgreSQL", asked.postgresql, on_postgresql, at_postgresql),
    ):
        if kills:
            began = time.monotonic()
            verdict = drill(kills, asked.seed)
            said = (
                f"{kills} kills, {verdict.acknowledged} saves acknowledged, {verdict.lost} lost, "
                f"{verdict.twice} kept twice, {verdict.replies_lost} interrupted, "
                f"{verdict.unresolved} of them never resolved"
            )
            well &= told(name, said, verdict.faults, began) and verdict.well
            well &= prove(name, place, max(1, kills // OF_TYPISTS), asked.seed)
    return 0 if well else 1


def prove(name: str, place: Place, kills: int, seed: int) -> bool:
    """What is promised of an audit while it is written."""
    return all(
        [
            type_on(name, place, kills, seed),
            race_all(name, place),
            submit_all(name, place),
            name != "SQLite" or fill_up(name, place),
        ]
    )


def type_on(name: str, place: Place, kills: int, seed: int) -> bool:
    began = time.monotonic()
    with place() as at:
        typed = kill_while_typing(at.url, at.folder, kills, seed, at.cluster)
    said = (
        f"{kills} kills while people type, {typed.saves} saves acknowledged and there, "
        f"{typed.at_risk:.1f} s of typing not yet sent at most"
    )
    return told(name, said, typed.faults, began) and typed.well


def race_all(name: str, place: Place) -> bool:
    began = time.monotonic()
    with place() as at:
        found = race(at.url, at.folder, SAVES)
    said = (
        f"{SAVES} racing saves of one section, {len(found.kept)} kept as a version of their own, "
        f"{found.refused} refused to their sender"
    )
    return told(name, said, found.faults, began) and found.well


def submit_all(name: str, place: Place) -> bool:
    began = time.monotonic()
    with place() as at:
        twice = submit_twice(at.url, at.folder, TWICE)
    said = (
        f"{TWICE} audits submitted twice at once, {twice.submitted} submitted, {twice.events} events, "
        f"{twice.owed} actions owed, {twice.emails} emails"
    )
    return told(name, said, twice.faults, began) and twice.well


def fill_up(name: str, place: Place) -> bool:
    began = time.monotonic()
    with place() as at:
        full = fill_the_disk(at.url, at.folder)
    said = f"a full disk, {full.kept} saves acknowledged and there, {full.refused} answered “not saved”"
    return told(name, said, full.faults, began) and full.well


def told(name: str, said: str, faults: list[str], began: float) -> bool:
    print(f"{name}: {said}, in {time.monotonic() - began:.0f} s.", flush=True)  # noqa: T201
    for fault in faults:
        print(f"  {fault}", file=sys.stderr)  # noqa: T201
    return not faults


if __name__ == "__main__":
    sys.exit(main())
