"""What an http or https address says: its host, and where that may be connected to."""

import socket
from collections.abc import Callable, Sequence
from urllib.parse import SplitResult, quote

from field_api.walled.addresses import open_addresses

Resolve = Callable[[str, int], Sequence[str]]

_PORTS = {"http": 80, "https": 443}
_SAFE = "/%:@!$&'()*+,;=~-._"
_MOST_ADDRESSES = 4


class NotFound(Exception):
    """The name has no address now: no such name, or no way to who knows it."""


class Private(Exception):
    """All that the name resolves to is closed to us."""


def host_of(parts: SplitResult) -> str:
    """The host of an address as ASCII. Raises ValueError."""
    host = parts.hostname or ""
    return host if host.isascii() else host.encode("idna").decode()


def port_of(parts: SplitResult) -> int:
    """The port, also where none is written. Raises ValueError, also for another scheme."""
    if parts.scheme not in _PORTS:
        raise ValueError(parts.scheme)
    return parts.port or _PORTS[parts.scheme]


def host_header(parts: SplitResult) -> str:
    """What `Host` says of an address. Raises ValueError."""
    host = host_of(parts)
    shown = f"[{host}]" if ":" in host else host
    return shown if parts.port is None else f"{shown}:{parts.port}"


def target_of(parts: SplitResult) -> str:
    """What is asked of the host."""
    path = quote(parts.path or "/", safe=_SAFE)
    return f"{path}?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else path


def resolved(host: str, port: int) -> list[str]:
    """The addresses that a name has now. Raises OSError, UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


def looked_at(
    parts: SplitResult, *, allow_private: bool, resolve: Resolve = resolved
) -> tuple[str, ...]:
    """The few addresses that may be connected to, best first. Raises NotFound, Private, and
    ValueError for what is no address.
    """
    host, port = host_of(parts), port_of(parts)
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError) as problem:
        raise NotFound(str(problem)) from problem
    kept = open_addresses(found, allow_private=allow_private)
    if not kept:
        raise Private(", ".join(found)) if found else NotFound("no address")
    return kept[:_MOST_ADDRESSES]
