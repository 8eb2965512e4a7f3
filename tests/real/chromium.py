"""The browser that journeys are made in."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find() -> str | None:
    """QA_CHROMIUM, else the first Chromium of this machine."""
    named = os.environ.get("QA_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
