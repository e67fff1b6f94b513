"""The mail server of the demonstration: a real one, on loopback, that takes every mail and sends
none on. Each is a file, so that a mail program can open what was sent.
"""

import re
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

_MOST = 2_000  # of a day that is left running


class Mailbox:
    """Takes mails until it is stopped; `url` is where, `folder` where they are kept, each under the
    number of its coming and to whom it went.
    """

    def __init__(self, port: int, folder: Path) -> None:
        self.folder = folder
        self.url = f"smtp://127.0.0.1:{port}"
        self._count = 0
        self._controller = Controller(
            self, hostname="127.0.0.1", port=port, server_hostname="mail.villa-ambar.example"
        )

    def start(self) -> None:
        """Begin to take."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._controller.start()

    def stop(self) -> None:
        """Take no more."""
        if self._controller.server is not None:
            self._controller.stop()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """A mail has come."""
        self._count += 1
        if self._count <= _MOST:
            to = re.sub(r"[^A-Za-z0-9@._-]", "_", (envelope.rcpt_tos or [""])[0])[:80]
            content = envelope.content or b""
            whole = content if isinstance(content, bytes) else content.encode()
            (self.folder / f"{self._count:04}-{to}.eml").write_bytes(whole)
        return "250 OK, nothing is sent on"
