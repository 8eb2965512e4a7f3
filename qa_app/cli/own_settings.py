"""The settings that every command takes. The demonstration needs none: it makes its own key."""

import os
import secrets
from dataclasses import replace
from pathlib import Path

from qa_app.foundation.errors import DomainError
from qa_app.settings import Settings

KEY_FILE = Path("instance/secret-key")
BYTES = 48


def settings_here() -> Settings:
    """From the environment; with QA_DEMO=1 those of the demonstration."""
    settings = Settings.from_environment()
    return settings_of_the_demo() if settings.demo else settings


def settings_of_the_demo(port: int | None = None) -> Settings:
    """Raise DomainError where the installation is there for others than this machine."""
    settings = replace(Settings.from_environment(), demo=True)
    if port is not None:
        settings = replace(settings, base_url=f"http://127.0.0.1:{port}")
    if not settings.is_loopback:
        raise DomainError(
            "The demonstration is for one machine alone, and QA_BASE_URL names an address that others "
            "can reach. Use another machine, or set QA_BASE_URL to http://127.0.0.1:5000 and "
            "QA_DATABASE_URL to a database of its own."
        )
    return settings if settings.secret_key else replace(settings, secret_key=own_key(KEY_FILE))


def own_key(path: Path) -> str:
    """Made once and readable to its owner alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(made, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(BYTES)
        file.write(key)
    return key
