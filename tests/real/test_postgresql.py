"""The test server is as safe as the service asks, and gone when its run has gone."""

import os
import subprocess
import sys
import time

import psycopg
import pytest
from sqlalchemy import create_engine

from qa_app.foundation.engines import UnsafeDatabase, check_safe, engine_for
from tests.real import fixtures
from tests.real.postgresql import Cluster, find_programs, new_folder
from tests.real.processes import facts, is_running


def test_nothing_that_keeps_data_safe_is_off(new_postgresql):
    engine = create_engine(new_postgresql())
    check_safe(engine)
    engine.dispose()


def test_each_database_is_its_own(new_postgresql):
    first, second = create_engine(new_postgresql()), create_engine(new_postgresql())
    with first.begin() as link:
        link.exec_driver_sql("CREATE TABLE here (id int)")
    with second.begin() as link:
        assert link.exec_driver_sql("SELECT to_regclass('here')").scalar() is None
    first.dispose()
    second.dispose()


def test_a_database_that_cannot_keep_every_letter_is_refused(new_postgresql):
    owner = create_engine(new_postgresql(), isolation_level="AUTOCOMMIT")
    with owner.connect() as link:
        link.exec_driver_sql(
            "CREATE DATABASE ascii ENCODING SQL_ASCII LOCALE 'C' TEMPLATE template0"
        )
    engine = engine_for(owner.url.set(database="ascii").render_as_string(hide_password=False))
    with pytest.raises(UnsafeDatabase, match="--encoding UTF8"):
        check_safe(engine)
    engine.dispose()
    with owner.connect() as link:
        link.exec_driver_sql("DROP DATABASE ascii")
    owner.dispose()


@pytest.mark.slow
def test_what_was_committed_outlives_a_kill():
    fixtures.need("postgresql")
    cluster = Cluster(find_programs(), new_folder())
    try:
        cluster.create()
        cluster.start()
        with psycopg.connect(cluster.url(driver="postgresql")) as link:
            link.execute("CREATE TABLE kept AS SELECT 1 AS id")
        cluster.kill()
        cluster.start()
        with psycopg.connect(cluster.url(driver="postgresql")) as link:
            assert link.execute("SELECT id FROM kept").fetchone() == (1,)
    finally:
        cluster.remove()


OWNER = """
import sys
from pathlib import Path
from tests.real.processes import start
start("tests.real.mail", Path(sys.argv[1]))
"""


def test_a_process_ends_when_its_run_was_killed(tmp_path):
    (tmp_path / "mails").mkdir()
    surroundings = {
        name: value for name, value in os.environ.items() if name != "QA_TEST_RUN_OWNER"
    }
    subprocess.run([sys.executable, "-c", OWNER, str(tmp_path)], check=True, env=surroundings)
    process = facts(tmp_path, "tests.real.mail")["process"]
    until = time.monotonic() + 10
    while is_running(process) and time.monotonic() < until:
        time.sleep(0.1)
    assert not is_running(process)
