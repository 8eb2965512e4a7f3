"""The service as it is run: in processes of its own, on this machine's loopback address alone."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.real.processes import PATIENCE, free_port

KEY = "a key for tests alone, 0123456789 abcdefghij"
ROOT = Path(__file__).parents[2]
WAITRESS = ["-m", "waitress", "--threads=8", "--listen=127.0.0.1:{port}", "wsgi:app"]
GUNICORN = ["-m", "gunicorn", "--worker-class=gthread", "--workers=2", "--threads=8"]
GUNICORN += ["--bind=127.0.0.1:{port}", "--log-level=warning", "wsgi:app"]


class Service:
    """Serves one database until it is stopped, or killed, and can be started again."""

    def __init__(
        self, database_url: str, log: Path, server: list[str] = WAITRESS, **settings: str
    ) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = log
        self.command = [sys.executable, *(word.format(port=self.port) for word in server)]
        ours = {"QA_DATABASE_URL": database_url, "QA_SECRET_KEY": KEY, "QA_BASE_URL": self.url}
        ours["QA_REPORTS_FOLDER"] = str(log.parent / "reports")
        others = {name: value for name, value in os.environ.items() if name[:3] != "QA_"}
        self.environment = others | ours | settings
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()

    def _wait(self) -> None:
        assert self.process is not None
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            if self.answers():
                return
            time.sleep(0.05)
        raise RuntimeError(f"the service did not start:\n{self.log.read_text()[-4000:]}")

    def answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.url}/health", timeout=5).close()
        except urllib.error.HTTPError as answered:
            answered.close()
            return answered.code < 500
        except OSError:
            return False
        return True

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End the server and its workers at once, with no chance to tidy up."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)
