"""A proxy on the loopback that does to one exchange what bad networks do. Threads and sockets
only.
"""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

Fault = Literal["none", "swallow", "cut", "stall", "refuse", "double", "late"]
_CHUNK = 65_536


@dataclass
class FaultProxy:
    """`fault` is done to the next exchange whose request begins with `to`, then things are well.

    swallow: the server's answer never arrives. cut: only `after` bytes of it. stall: only those,
    and then silence. refuse: not even the request gets through. double: it gets through twice, and
    the second answer comes. late: it gets through when `deliver` is called, unanswered.
    """

    target: tuple[str, int]
    address: str = ""
    fault: Fault = "none"
    to: bytes = b""
    after: int = 0
    done: int = 0
    _late: list[bytes] = field(default_factory=list)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def arm(self, fault: Fault, to: str = "", after: int = 0) -> None:
        """Prepare one fault."""
        self.fault, self.to, self.after = fault, to.encode(), after

    def serve(self, listening: socket.socket) -> None:
        """Take connections until stopped."""
        while not self._stopping.is_set():
            try:
                client, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def deliver(self) -> None:
        """Let the requests that are late arrive, and wait until they are answered."""
        late, self._late = self._late, []
        for request in late:
            self._ask(request)

    def _ask(self, request: bytes) -> None:
        with suppress(OSError), socket.create_connection(self.target) as server:
            server.sendall(_closing(request))
            while server.recv(_CHUNK):
                pass

    def stop(self) -> None:
        """Let stalled exchanges end."""
        self._stopping.set()

    def _talk(self, client: socket.socket) -> None:
        with suppress(OSError), client, socket.create_connection(self.target) as server:
            for each in (client, server):  # or every answer in two pieces waits 40 ms
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            exchange = _Exchange()
            upwards = threading.Thread(
                target=self._upwards, args=(client, server, exchange), daemon=True
            )
            upwards.start()
            self._downwards(client, server, exchange)
            client.shutdown(socket.SHUT_RDWR)

    def _upwards(self, client: socket.socket, server: socket.socket, exchange: "_Exchange") -> None:
        with suppress(OSError):
            while data := client.recv(_CHUNK):
                if self.fault != "none" and data.startswith(self.to):
                    exchange.fault, self.fault = self.fault, "none"
                    self.done += 1
                if exchange.fault in ("double", "late"):
                    data += _rest(client, data)
                    if exchange.fault == "late":
                        self._late.append(data)
                        break
                    self._ask(data)
                if exchange.fault == "refuse":
                    break
                server.sendall(data)
            server.shutdown(socket.SHUT_RDWR)

    def _downwards(
        self, client: socket.socket, server: socket.socket, exchange: "_Exchange"
    ) -> None:
        while data := server.recv(_CHUNK):
            if exchange.fault == "swallow":
                return  # the server has answered: it has done the work
            left = self.after - exchange.sent
            if exchange.fault in ("cut", "stall") and len(data) > left:
                client.sendall(data[:left])
                if exchange.fault == "stall":
                    self._stopping.wait(30)
                return
            if exchange.fault != "none":
                exchange.sent += len(data)
            client.sendall(data)


def _rest(client: socket.socket, begun: bytes) -> bytes:
    """What is still to come of a request whose head may have come without its body."""
    head, _, body = begun.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    missing = int(length[1]) - len(body) if length else 0
    rest = b""
    while len(rest) < missing and (data := client.recv(_CHUNK)):
        rest += data
    return rest


def _closing(request: bytes) -> bytes:
    """The request of one who asks nothing more."""
    return re.sub(rb"(?i)\r\nconnection: [^\r]*", b"", request, count=1).replace(
        b"\r\n", b"\r\nConnection: close\r\n", 1
    )


@dataclass
class _Exchange:
    fault: Fault = "none"
    sent: int = 0


@contextmanager
def fault_proxy(target: str) -> Iterator[FaultProxy]:
    """A proxy before a server's address."""
    parts = urlsplit(target)
    assert parts.hostname
    assert parts.port
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        made = FaultProxy((parts.hostname, parts.port))
        made.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        thread = threading.Thread(target=made.serve, args=(listening,), daemon=True)
        thread.start()
        yield made
        made.stop()
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(10)
