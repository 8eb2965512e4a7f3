"""A sign of life beside work that may be silent for minutes, such as one long question to the database."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

log = logging.getLogger(__name__)
EVERY = 20.0  # seconds


@contextmanager
def pulse(beat: Callable[[], object], every: float = EVERY) -> Iterator[None]:
    """It ends with the process, so that one that died falls silent."""
    over = threading.Event()

    def go_on() -> None:
        while not over.wait(every):
            try:
                beat()
            except (
                Exception
            ) as error:  # the work itself will hear of it, if it is more than a moment
                log.warning("no sign of life: %s", type(error).__name__)

    thread = threading.Thread(target=go_on, name="pulse", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
