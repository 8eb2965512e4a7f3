"""python -m tests.faults [--sqlite KILLS] [--postgresql KILLS] [--seed N]"""

import argparse
import sys
import time

from tests.faults.drill import on_postgresql, on_sqlite


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Kill the service while it saves, and count what was lost."
    )
    parser.add_argument("--sqlite", type=int, default=100, metavar="KILLS")
    parser.add_argument("--postgresql", type=int, default=25, metavar="KILLS")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    well = True
    for name, kills, drill in (
        ("SQLite", asked.sqlite, on_sqlite),
        ("PostgreSQL", asked.postgresql, on_postgresql),
    ):
        if kills:
            began = time.monotonic()
            verdict = drill(kills, asked.seed)
            well = well and verdict.well
            print(  # noqa: T201
                f"{name}: {kills} kills in {time.monotonic() - began:.0f} s, "
                f"{verdict.acknowledged} saves acknowledged, {verdict.lost} lost, "
                f"{verdict.twice} kept twice, {verdict.replies_lost} interrupted, "
                f"{verdict.unresolved} of them never resolved."
            )
            for fault in verdict.faults:
                print(f"  {fault}", file=sys.stderr)  # noqa: T201
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
