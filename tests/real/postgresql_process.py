"""Holds the PostgreSQL server of a test run: python -m tests.real.postgresql_process RUN OWNER."""

import sys
from pathlib import Path

from tests.real.postgresql import Cluster, find_programs, new_folder
from tests.real.processes import say_ready, wait_for_the_end


def main(run: Path, owner: int) -> None:
    programs = find_programs()
    if programs is None:
        sys.exit("no PostgreSQL was found")
    cluster = Cluster(programs, new_folder())
    try:
        cluster.create()
        cluster.start()
        say_ready("tests.real.postgresql_process", run, url=cluster.url())
        wait_for_the_end(owner)
    finally:
        cluster.remove()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
