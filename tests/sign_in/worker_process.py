"""Tries passwords from several processes, on an empty database that it is given.

Reads stages as JSON; each is a list of [email, password, times], tried at once by a process each.
Prints the answers of each stage. Every process begins without a connection, as after a restart.
"""

import json
import os
import sys

from qa_app.foundation import schema
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.foundation.sealing import seal
from qa_app.sign_in.operations.passwords import check_password
from tests.own_database import KEY
from tests.sign_in.makers import make_account

HERE = "192.0.2.7"


def prepare(url: str) -> None:
    schema.upgrade(db.connect(url))
    seal.use(KEY)
    make_account(email="ada@northshire.example")
    make_account(email="ben@northshire.example")
    db.disconnect()


def answer_to(email: str, password: str) -> str:
    try:
        check_password(email, password, HERE, now())
        db.session.commit()
        return "in"
    except DomainError as refused:
        db.session.rollback()
        return "wait" if "Wait" in refused.reasons[0] else "wrong"


def tried_elsewhere(url: str, email: str, password: str, times: int) -> int:
    """Try in a process of its own; gives the end of the pipe from which its answers can be read."""
    read, write = os.pipe()
    if os.fork() == 0:
        db.connect(url)
        answers = [answer_to(email, password) for _ in range(times)]
        os.write(write, " ".join(answers).encode())
        os._exit(0)
    os.close(write)
    return read


def run(url: str, stages: list[list[tuple[str, str, int]]]) -> list[list[str]]:
    answered = []
    for stage in stages:
        pipes = [os.fdopen(tried_elsewhere(url, *one)) for one in stage]
        answered.append([answer for pipe in pipes for answer in pipe.read().split()])
    return answered


if __name__ == "__main__":
    prepare(sys.argv[1])
    json.dump(run(sys.argv[1], json.loads(sys.argv[2])), sys.stdout)
