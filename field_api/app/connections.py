"""Connections that say nothing keep nobody out: who stalls in a request, or does not read an
answer, is closed, and when all places are taken whoever has been silent longest gives up theirs.
"""

import asyncio
import logging
import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_log = logging.getLogger("field_api.connections")
_TELL_EVERY_S, _SILENT_S = 60.0, 1.0
_BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n"
    b"Content-Length: 0\r\n\r\n"
)


@dataclass(slots=True)
class Patience:
    """How many connections, and how many seconds: until a request's headers are whole, without a
    kilobyte more of its body, without a byte read of its answer.
    """

    most: int
    header_s: float
    stall_s: float
    unread_s: float
    least_bytes: int = 1_024
    told_at: float = float("-inf")


def patient(patience: Patience) -> type[H11Protocol]:
    """The protocol of a server that has so much patience."""
    return type("PatientProtocol", (_Patient,), {"patience": patience})


class _Patient(H11Protocol):
    patience: Patience

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        now = self.loop.time()
        self._heard_at = now
        self._headers_since: float | None = now
        self._body_since, self._body_bytes = now, 0
        self._unread_since, self._unread = now, 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A new one; when all places are taken, the one that has been silent longest goes."""
        super().connection_made(transport)
        if len(self.connections) <= self.patience.most:
            return
        self._tell("connections_all_taken")
        silent = [
            one
            for one in self.connections
            if isinstance(one, _Patient) and one is not self and one.is_silent
        ]
        if silent:
            min(silent, key=lambda one: one._heard_at).transport.abort()
        else:
            transport.write(_BUSY)
            transport.close()

    def data_received(self, data: bytes) -> None:
        """More of a request."""
        now = self._heard_at = self.loop.time()
        was_between = self._is_between
        self._body_bytes += len(data)
        super().data_received(data)
        if self._is_between:
            self._headers_since = now if self._headers_since is None else self._headers_since
            return
        self._headers_since = None
        if was_between or self._body_bytes >= self.patience.least_bytes:
            self._body_since, self._body_bytes = now, 0

    @property
    def _is_between(self) -> bool:
        """Whether no request has come up to its body."""
        return self.conn.their_state is h11.IDLE

    @property
    def _is_waiting(self) -> bool:
        """Whether the other side is to speak."""
        is_coming = self.conn.their_state in (h11.IDLE, h11.SEND_BODY)
        return is_coming and not self.flow.read_paused and not self.transport.is_closing()

    @property
    def is_silent(self) -> bool:
        """Whether the other side is to speak and has not for a while."""
        return self._is_waiting and self.loop.time() - self._heard_at > _SILENT_S

    def is_stalled(self, now: float) -> bool:
        """Whether it has been waited for long enough."""
        if self._is_unread_too_long(now):
            return True
        if not self._is_waiting:
            self._body_since, self._body_bytes = now, 0
            return False
        if self._is_between:  # after an answer uvicorn has a patience of its own
            since = self._headers_since
            return since is not None and now - since > self.patience.header_s
        return now - self._body_since > self.patience.stall_s

    def _is_unread_too_long(self, now: float) -> bool:
        unread = self.transport.get_write_buffer_size()
        if unread == 0 or unread < self._unread:
            self._unread_since = now
        self._unread = unread
        return unread > 0 and now - self._unread_since > self.patience.unread_s

    def give_up(self) -> None:
        """Close it, whatever was to come or to be read."""
        self._tell("connection_given_up")
        held = self.transport.get_extra_info("socket")
        if self._unread and held is not None:  # the system, too, is not to keep what nobody reads
            held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def _tell(self, what: str) -> None:
        if self.loop.time() - self.patience.told_at > _TELL_EVERY_S:
            self.patience.told_at = self.loop.time()
            _log.warning(what, extra={"reason": f"{len(self.connections)} open"})


def close_stalled(connections: Iterable[object], now: float) -> None:
    """Close those that have been waited for long enough."""
    for one in tuple(connections):
        if isinstance(one, _Patient) and not one.transport.is_closing() and one.is_stalled(now):
            one.give_up()
