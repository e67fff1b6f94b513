"""Runs the application on a socket; asked to stop,
it ends open streams first and then waits for the rest.
"""

import asyncio
import errno
import os
import signal
import socket
import sys
from types import FrameType

import uvicorn
from fastapi import FastAPI

from field_api.app import create_app
from field_api.app.connections import Patience, close_stalled, patient
from field_api.app.request_log import start_logging
from field_api.settings import Settings
from kobra_domain.errors import DomainError

if sys.platform != "win32":
    import resource

_LAST_WAIT_S = 10
# A connection that is quiet for so long is closed: longer than a control center leaves one (a
# request that crosses the closing is lost), and those that look now and then find theirs again.
KEPT_S = 75
# Whoever holds SQLite's one turn to write gives up Python at each statement, and waits for it again
# behind whatever computes: at Python's own 5 ms, 50 statements take a quarter of a second.
SWITCH_S = 0.0005
# Databases, sockets, logs, what the libraries hold open.
_OWN_FILES = 160


class FieldServer(uvicorn.Server):
    """A server whose open streams hear of the end before it waits for them."""

    def __init__(self, app: FastAPI, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._app = app

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As the library does it; then the port is known, whichever was free."""
        await super().startup(sockets)
        for listening in (one for server in self.servers for one in server.sockets):
            if listening.family in {socket.AF_INET, socket.AF_INET6}:
                port = listening.getsockname()[1]
                await asyncio.to_thread(self._app.state.current.bound, port)
                break

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second; once a second those that have stalled are closed."""
        if counter % 10 == 0:
            close_stalled(self.server_state.connections, asyncio.get_running_loop().time())
        return await super().on_tick(counter)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal asks for the end."""
        self.stop()
        super().handle_exit(sig, frame)

    def stop(self) -> None:
        """Ask for the end, from any thread."""
        self.should_exit = True
        loop = getattr(self._app.state, "loop", None)
        if loop is not None:
            loop.call_soon_threadsafe(self._app.state.stopping.set)


def server(settings: Settings) -> FieldServer:
    """A server that has not begun yet: `run` it."""
    app = create_app(settings)
    patience = Patience(
        _most_connections(settings), settings.header_s, settings.stall_s, settings.unread_s
    )
    app.state.most_live = max(1, patience.most // 2)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=patient(patience),
        log_config=None,
        access_log=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_graceful_shutdown=_LAST_WAIT_S,
        timeout_keep_alive=KEPT_S,
        server_header=False,
    )
    return FieldServer(app, config)


def _most_connections(settings: Settings) -> int:
    """As many as the system lets the process have files for: a request may need one beside."""
    if sys.platform == "win32":
        return settings.most_connections
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * settings.most_connections + _OWN_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        return max(8, min(settings.most_connections, (soft - _OWN_FILES) // 2))
    return settings.most_connections


def refuse_taken(host: str, port: int) -> None:
    """Raises DomainError port_taken where another program answers already."""
    if port == 0:
        return
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # there it would take the port away from who has it
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                raise DomainError("port_taken", host=host, port=str(port)) from problem
            # What else is wrong with the address the server says itself.


def serve(settings: Settings) -> None:
    """Serve until a signal comes; a stop that was asked for is a success. Raises DomainError."""
    refuse_taken(settings.host, settings.port)
    start_logging(settings.log_level)
    os.umask(0o077)  # what any part of the program writes is for its own account
    sys.setswitchinterval(SWITCH_S)
    for asked in (signal.SIGTERM, signal.SIGINT):  # raised again by uvicorn once all is down
        signal.signal(asked, lambda *_: sys.exit(0))
    server(settings).run()
