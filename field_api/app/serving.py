"""Runs the application on a socket; asked to stop,
it ends open streams first and then waits for the rest.
"""

import os
import signal
import sys
from types import FrameType

import uvicorn
from fastapi import FastAPI

from field_api.app import create_app
from field_api.app.request_log import start_logging
from field_api.settings import Settings

_LAST_WAIT_S = 10


class FieldServer(uvicorn.Server):
    """A server whose open streams hear of the end before it waits for them."""

    def __init__(self, app: FastAPI, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._app = app

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
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_graceful_shutdown=_LAST_WAIT_S,
        server_header=False,
    )
    return FieldServer(app, config)


def serve(settings: Settings) -> None:
    """Serve until a signal comes; a stop that was asked for is a success."""
    start_logging(settings.log_level)
    os.umask(0o077)  # what any part of the program writes is for its own account
    for asked in (signal.SIGTERM, signal.SIGINT):  # raised again by uvicorn once all is down
        signal.signal(asked, lambda *_: sys.exit(0))
    server(settings).run()
