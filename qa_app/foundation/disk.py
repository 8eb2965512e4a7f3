"""Room on the disks of this machine that the service writes to."""

import shutil
import tempfile
from pathlib import Path

from sqlalchemy import Engine

MEGABYTE = 1024 * 1024
# Below the first nothing can be trusted to be saved; below the second somebody should look soon.
LEAST_FREE = 100 * MEGABYTE
COMFORTABLE = 1024 * MEGABYTE


def free_where_it_matters(engine: Engine) -> dict[Path, int]:
    """Free bytes, by folder: of the database when it is a file, and where uploads lie while they are read."""
    folders = {Path(tempfile.gettempdir())}
    if engine.dialect.name == "sqlite" and engine.url.database:
        folders.add(Path(engine.url.database).resolve().parent)
    return {folder: shutil.disk_usage(folder).free for folder in sorted(folders)}


def has_room(engine: Engine) -> bool:
    try:
        return all(free >= LEAST_FREE for free in free_where_it_matters(engine).values())
    except OSError:
        return False
