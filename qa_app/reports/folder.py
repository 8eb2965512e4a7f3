"""The folder in which reports lie, and what is being made lies meanwhile: open to the service alone."""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from qa_app.foundation.disk import LEAST_FREE
from qa_app.reports.rules.kinds import FileKind
from qa_app.reports.rules.states import KEPT_FOR

FOLDER_MODE, FILE_MODE = 0o700, 0o600
MAKING = "making-"
ENDINGS = tuple(f".{one}" for one in FileKind)
# Long after whoever makes a report was last heard of.
LEFT_FOR = timedelta(hours=1)


class Folder:
    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).resolve()

    def file(self, name: str) -> Path:
        return self.path / name

    def has_room(self) -> bool:
        self._make()
        return shutil.disk_usage(self.path).free >= LEAST_FREE

    @contextmanager
    def making(self, worker: str) -> Iterator[Path]:
        """A folder of a worker’s own, gone afterwards with whatever was not finished in it."""
        self._make()
        own = self.path / f"{MAKING}{worker}"
        own.mkdir(mode=FOLDER_MODE)
        try:
            yield own
        finally:
            shutil.rmtree(own, ignore_errors=True)

    def keep(self, made: Path, name: str) -> int:
        """Put a finished file where it is fetched from; how long it is."""
        made.chmod(FILE_MODE)
        os.replace(made, self.file(name))
        return self.file(name).stat().st_size

    def delete(self, name: str) -> None:
        self.file(name).unlink(missing_ok=True)

    def names(self) -> list[str]:
        return sorted(one.name for one in self.path.iterdir()) if self.path.exists() else []

    def sweep(
        self,
        names: Iterable[str],
        at: datetime,
        *,
        files: Collection[str],
        gone: Collection[str],
        workers: Collection[str],
    ) -> None:
        """Of these names, what is gone, and what nobody knows of any more: a worker that died, a report that is lost.

        They were listed before it was asked who is at work, so that what is begun meanwhile is not among them.
        What is unknown is deleted once it is old: it may be another installation’s.
        """
        for name in names:
            if name.startswith(MAKING):
                if name.removeprefix(MAKING) not in workers and self._is_old(name, LEFT_FOR, at):
                    shutil.rmtree(self.path / name, ignore_errors=True)
            elif name in gone or (
                name.endswith(ENDINGS) and name not in files and self._is_old(name, KEPT_FOR, at)
            ):
                self.delete(name)

    def _is_old(self, name: str, age: timedelta, at: datetime) -> bool:
        try:
            changed = (self.path / name).stat().st_mtime
        except FileNotFoundError:
            return False
        return at - datetime.fromtimestamp(changed, at.tzinfo) >= age

    def _make(self) -> None:
        self.path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        if self.path.stat().st_uid == os.getuid():
            self.path.chmod(FOLDER_MODE)
