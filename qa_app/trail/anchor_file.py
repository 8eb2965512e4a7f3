"""The file of anchors, outside the database; on another machine or a disk that only grows, if it can be had."""

import os
from pathlib import Path

from qa_app.trail.rules import anchors
from qa_app.trail.rules.anchors import Anchor, Anchors


def read(path: Path, *keys: bytes) -> Anchors:
    if not path.exists():
        return Anchors()
    return anchors.read(path.read_text("utf-8", errors="replace").splitlines(), *keys)


def append(path: Path, new: list[Anchor], before: Anchors, key: bytes) -> None:
    """One write, on disk before it returns; what is there is never touched."""
    lines = anchors.lines_for(new, before.last_code, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        os.write(file, "".join(f"{line}\n" for line in lines).encode())
        os.fsync(file)
    finally:
        os.close(file)
