"""Holds the PostgreSQL server of a test run: python -m tests.real.postgresql_process RUN OWNER."""

import sys
from pathlib import Path

from tests.real.postgresql import Cluster, find_programs, new_folder
from tests.real.processes import say_ready, wait_for_the_end

# Tests hold a few rows: to choose among orders of joins takes longer than to read them in any. Nobody waits for long
# either: a test that waits for what another holds is to fail.
OF_TESTS = {"jit": "off", "join_collapse_limit": 1, "from_collapse_limit": 1, "lock_timeout": "60s"}


def main(run: Path, owner: int) -> None:
    programs = find_programs()
    if programs is None:
        sys.exit("no PostgreSQL was found")
    cluster = Cluster(programs, new_folder(), **OF_TESTS)
    try:
        cluster.create()
        cluster.start()
        say_ready("tests.real.postgresql_process", run, url=cluster.url())
        wait_for_the_end(owner)
    finally:
        cluster.remove()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
