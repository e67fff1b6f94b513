"""Servers on loopback that receive webhooks: kindly, slowly, wrongly or not at all."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Received:
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes
    at: float  # by the clock of `time.perf_counter`

    @property
    def id(self) -> str:
        """Which message it is."""
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """Answers with `status` and `headers`; while `gate` is set each answer waits for it."""

    url: str = ""
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    gate: threading.Event | None = None
    got: list[Received] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """Which messages came, in their order."""
        return [one.id for one in self.got]


@contextmanager
def receiver(context: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """A server that receives until the block ends."""
    told = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            told.got.append(Received(self.path, headers, body, time.perf_counter()))
            if told.gate is not None:
                told.gate.wait(60)
            with suppress(OSError):
                self.send_response(told.status)
                for name, value in told.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(told.body)))
                self.end_headers()
                self.wfile.write(told.body)

        def log_message(self, *_: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, *_: object) -> None:
            return  # who hung up

    server = Server(("127.0.0.1", 0), Handler)
    scheme = "http"
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    told.url = f"{scheme}://127.0.0.1:{server.server_address[1]}/hook"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        if told.gate is not None:
            told.gate.set()
        server.shutdown()
        server.server_close()
        thread.join(10)


@contextmanager
def raw(speak: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that speaks with each who comes as `speak` does; answers its address."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                came, _ = listening.accept()
                threading.Thread(target=_guarded, args=(speak, came), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()


def _guarded(speak: Callable[[socket.socket], None], came: socket.socket) -> None:
    with suppress(OSError), came:
        speak(came)
