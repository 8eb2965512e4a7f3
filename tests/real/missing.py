"""Which real parts this machine lacks: python -m tests.real.missing [--names]."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

from qa_app.reports.pdf import can_be_made
from tests.real import chromium, postgresql

ROOT = Path(__file__).parents[2]
HOW_TO_GET = {
    "postgresql": "Set QA_TEST_DATABASE_URL, or install PostgreSQL (on Debian and Ubuntu: apt-get install postgresql).",
    "chromium": "Set QA_CHROMIUM, or install Chromium (on Debian and Ubuntu: apt-get install chromium).",
    "pango": "Install Pango, which writes PDF (on Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0).",
    "openid": "Install Node.js 20 or later and run “npm ci”, which brings the OpenID provider.",
    "mail": "Install the packages of .ci/requirements.lock, which bring the mail server.",
}


def missing() -> list[str]:
    """The names of the parts that are not there, in the order of HOW_TO_GET."""
    there = {
        "postgresql": os.environ.get("QA_TEST_DATABASE_URL") or postgresql.find_programs(),
        "chromium": chromium.find(),
        "pango": can_be_made(),
        "openid": shutil.which("node") and (ROOT / "node_modules" / "oidc-provider").exists(),
        "mail": importlib.util.find_spec("aiosmtpd"),
    }
    return [name for name in HOW_TO_GET if not there[name]]


def must_all_be_there() -> bool:
    """In continuous integration a part that is missing fails the run."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def main() -> int:
    lacking = missing()
    if "--names" in sys.argv:
        print(*lacking, sep="\n")  # noqa: T201
        return 0
    for name in lacking:
        print(f"Missing for the tests: {name}. {HOW_TO_GET[name]}", file=sys.stderr)  # noqa: T201
    return 1 if lacking and must_all_be_there() else 0


if __name__ == "__main__":
    sys.exit(main())
