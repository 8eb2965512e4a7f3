"""A mail server in a process of its own, which keeps what it is given where a test can read it."""

import email
import email.policy
import sys
import time
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.real.processes import facts, free_port, say_ready, start, stop_all, wait_for_the_end

MODULE = "tests.real.mail"
ACCEPTED = "250 Kept"


class MailServer:
    """A test's view of the server: its address, its mails, and what it is to answer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "mails").mkdir(parents=True)
        start(MODULE, folder)
        self.port = facts(folder, MODULE)["port"]

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def mails(self) -> list[EmailMessage]:
        """The mails it has kept, oldest first; X-RcptTo says to whom each really went."""
        kept = sorted((self.folder / "mails").glob("*.eml"))
        return [_read(file) for file in kept]

    def answer(self, line: str) -> None:
        """Answer every mail with this from now on, for example “451 Try again later”."""
        draft = self.folder / "answer.draft"
        draft.write_text(line)
        draft.rename(self.folder / "answer")

    def start_afresh(self) -> None:
        """Forget every mail, and accept again."""
        self.answer(ACCEPTED)
        for file in (self.folder / "mails").glob("*.eml"):
            file.unlink()

    def stop(self) -> None:
        stop_all(self.folder)


def _read(file: Path) -> EmailMessage:
    with file.open("rb") as opened:
        return email.message_from_binary_file(opened, policy=email.policy.default)  # type: ignore[return-value]


class Keeper:
    """Does as the test said, and keeps only what it accepts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        said = self.folder / "answer"
        answer = said.read_text() if said.exists() else ACCEPTED
        if answer.startswith("2"):
            self.keep(envelope)
        return answer

    def keep(self, envelope: Envelope) -> None:
        content: Any = envelope.content
        to = ", ".join(envelope.rcpt_tos)
        head = f"X-MailFrom: {envelope.mail_from}\r\nX-RcptTo: {to}\r\n"
        draft = self.folder / "mails" / f"{time.time_ns():020}.draft"
        draft.write_bytes(head.encode() + content)
        draft.rename(draft.with_suffix(".eml"))


def main(folder: Path, owner: int) -> None:
    port = free_port()
    controller = Controller(Keeper(folder), hostname="127.0.0.1", port=port)
    controller.start()
    say_ready(MODULE, folder, port=port)
    wait_for_the_end(owner)
    controller.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
