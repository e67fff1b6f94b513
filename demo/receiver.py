"""The bank's system of the demonstration: it really receives what webhooks post, on loopback, and
now and then is too busy at first, as such systems are.
"""

import json
import threading
from typing import ClassVar

from demo.loopback import Loopback, QuietHandler

BUSY_EACH = 6


class _Handler(QuietHandler):
    """Takes a post; each sixth message but no test is asked for once more."""

    seen: ClassVar[dict[str, int]] = {}
    turn: ClassVar[threading.Lock] = threading.Lock()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        name = self.headers.get("webhook-id") or ""
        with self.turn:
            number = self.seen.setdefault(name, len(self.seen) + 1)
            is_busy = number % BUSY_EACH == 0 and b"webhook.test" not in body
            if is_busy:
                self.seen[name] = 1  # taken the next time
        status = 503 if is_busy else 200
        told = json.dumps({"recibido": not is_busy, "id": name}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)


class BankSystem(Loopback):
    """Receives until it is stopped; `url` is where."""

    def __init__(self) -> None:
        super().__init__(_Handler)
        self.url += "/kobra"
