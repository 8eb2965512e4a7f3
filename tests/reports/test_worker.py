"""The thread that makes reports: there while there is something to make, and never twice."""

import threading

from qa_app.reports.folder import Folder
from qa_app.reports.pulse import pulse
from qa_app.reports.worker import Worker


def test_it_goes_once_more_for_whoever_asks_meanwhile(tmp_path):
    begun, go_on, turns = threading.Event(), threading.Event(), []

    def work(folder):
        turns.append(folder)
        begun.set()
        go_on.wait(5)

    worker = Worker(Folder(tmp_path), work)
    worker.wake()
    assert begun.wait(5)
    for _ in range(3):
        worker.wake()
    go_on.set()
    _end(worker)
    assert len(turns) == 2, "however many asked, one more turn makes all of them"


def test_it_is_woken_again_after_it_has_ended(tmp_path):
    turns = []
    worker = Worker(Folder(tmp_path), turns.append)
    for number in (1, 2):
        worker.wake()
        _end(worker)
        assert len(turns) == number


def test_work_that_is_silent_for_long_is_known_to_live():
    beats, third = [], threading.Event()

    def beat():
        beats.append(True)
        if len(beats) == 3:
            third.set()
        raise ValueError("one that fails is not the last")

    with pulse(beat, every=0.01):
        assert third.wait(5)
    there = len(beats)
    assert not [one for one in threading.enumerate() if one.name == "pulse"]
    assert len(beats) == there


def _end(worker):
    for one in threading.enumerate():
        if one.name == "reports":
            one.join(5)
