"""Whoever makes reports: a thread of the serving process that is there while there is something to make."""

import threading
from collections.abc import Callable

from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.reports.folder import Folder
from qa_app.reports.operations.making import make_next, tidy


def work(folder: Folder) -> dict[str, int]:
    """Make all that waits, one after the other, and delete what is over."""
    counts = {"made": 0, "deleted": tidy(folder, now)}
    while make_next(folder, now):
        counts["made"] += 1
    return counts


class Worker:
    """Woken when somebody asks; its session is its own, for sessions belong to threads."""

    def __init__(self, folder: Folder, does: Callable[[Folder], object] = work) -> None:
        self.folder, self.does = folder, does
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._again = False

    def wake(self) -> None:
        with self._lock:
            self._again = True
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="reports", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while self._is_wanted():
            try:
                self.does(self.folder)
            finally:
                db.session.remove()

    def _is_wanted(self) -> bool:
        """Asked under the lock, so that nobody who wakes it comes too late."""
        with self._lock:
            wanted, self._again = self._again, False
            if not wanted:
                self._thread = None
            return wanted
