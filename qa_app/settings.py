"""Every setting of the installation, typed, read from the environment once.

A default stands only where it is safe in production and may be public. What a council chooses for
itself (its name, colour, timescales) is a row it edits, not a setting here.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

WEAKEST_KEY = 32


class SettingsError(Exception):
    """A setting is missing or unsafe. Each reason says what to do."""


@dataclass(frozen=True)
class Settings:
    database_url: str = "sqlite:///instance/qa.db"
    secret_key: str = ""
    previous_secret_key: str = ""
    base_url: str = "http://127.0.0.1:5000"
    smtp_url: str = ""
    mail_from: str = ""
    anchors: str = ""
    backup_key: str = ""
    backup_passphrase_file: str = ""
    reports_folder: str = "instance/reports"
    proxies: int = 0
    demo: bool = False
    testing: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        def text(name: str, otherwise: str = "") -> str:
            return environment.get(f"QA_{name}", otherwise)

        return cls(
            database_url=text("DATABASE_URL", cls.database_url),
            secret_key=text("SECRET_KEY"),
            previous_secret_key=text("PREVIOUS_SECRET_KEY"),
            base_url=text("BASE_URL", cls.base_url).rstrip("/"),
            smtp_url=text("SMTP_URL"),
            mail_from=text("MAIL_FROM"),
            anchors=text("ANCHORS"),
            backup_key=text("BACKUP_KEY"),
            backup_passphrase_file=text("BACKUP_PASSPHRASE_FILE"),
            reports_folder=text("REPORTS_FOLDER", cls.reports_folder),
            proxies=int(text("PROXIES", "0")),
            demo=text("DEMO").lower() in ("1", "true", "yes", "on"),
        )

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """The key to write with; after it, while keys change, the one before it, to read with."""
        return tuple(key for key in (self.secret_key, self.previous_secret_key) if key)

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).netloc

    @property
    def secure(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def is_loopback(self) -> bool:
        return (urlsplit(self.base_url).hostname or "") in ("127.0.0.1", "localhost", "::1")

    def problems(self) -> list[str]:
        """What keeps the service from starting, as sentences; the values themselves stay unsaid."""
        found = []
        if len(self.secret_key) < WEAKEST_KEY or len(set(self.secret_key)) < 10:
            found.append(
                "Set QA_SECRET_KEY to at least 32 random characters, for example the output of "
                "“python3 -c 'import secrets; print(secrets.token_urlsafe(48))'”."
            )
        if not self.secure and not self.is_loopback:
            found.append("Set QA_BASE_URL to an address that begins with https://.")
        if self.demo and not self.is_loopback:
            found.append("The demo serves this machine alone: set QA_BASE_URL to http://127.0.0.1.")
        return found

    def check(self) -> None:
        if found := self.problems():
            raise SettingsError(*found)
