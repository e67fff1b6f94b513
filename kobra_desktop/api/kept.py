"""Connections to the server that are kept between two requests, but not so long that the server may
be closing them: a request that crosses the closing is lost, and nobody knows whether it was heard.
"""

from time import monotonic
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

# The field API closes after 75 s, proxies in front of one seldom before 60 s.
IDLE_S = 30.0


class _Aging(HTTPConnectionPool):
    """Opens one anew that has lain idle for too long."""

    def _get_conn(self, timeout: float | None = None) -> Any:
        found = super()._get_conn(timeout)
        if monotonic() - getattr(found, "idle_since", monotonic()) > IDLE_S:
            found.close()
        return found

    def _put_conn(self, conn: Any) -> None:
        if isinstance(conn, HTTPConnection):
            conn.idle_since = monotonic()  # type: ignore[attr-defined]
        super()._put_conn(conn)


class _AgingTls(_Aging, HTTPSConnectionPool):
    """The same over TLS."""


class KeptAdapter(HTTPAdapter):
    """As the library's, with such connections."""

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        """The library's hook."""
        super().init_poolmanager(*args, **more)
        self.poolmanager.pool_classes_by_scheme = {"http": _Aging, "https": _AgingTls}
