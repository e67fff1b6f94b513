"""One JSON line a request: what, how it ended, how long.
No query, no body, no names, no tokens of paths.
"""

import json
import logging
import time
from datetime import UTC, datetime
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from field_api.monitoring.measures import Measures
from field_api.routes import API_PREFIX

_log = logging.getLogger("field_api.requests")
_EXTRAS = ("method", "route", "status", "ms", "user", "reason")


class RequestLog:
    """Middleware; the route is logged as its template, so that a phone's token never is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _measure(scope, status, time.perf_counter() - begun)
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            _log.info(
                "request",
                extra={
                    "method": scope["method"],
                    "route": _template(scope),
                    "status": status,
                    "ms": round((time.perf_counter() - begun) * 1000, 1),
                    "user": scope.get("state", {}).get("caller_id"),
                },
            )


def _measure(scope: Scope, status: int, seconds: float) -> None:
    measures: Measures | None = scope["app"].state.measures
    if measures is not None:
        measures.answered(scope["method"], _template(scope), status, seconds)


class JsonLines(logging.Formatter):
    """One JSON object a record."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in _EXTRAS if hasattr(record, name)}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def start_logging(level: str) -> None:
    """Send every log line to standard error as JSON;
    the web server's own access log stays silent.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.getLogger("uvicorn.access").disabled = True


def _template(scope: Scope) -> str:
    # What matched no route is not repeated: a mistyped path may hold a token.
    path = str(getattr(scope.get("route"), "path", "-"))
    is_short = path.startswith("/") and not path.startswith(API_PREFIX)
    return f"{API_PREFIX}{path}" if is_short and _is_of_the_api(scope) else path


def _is_of_the_api(scope: Scope) -> bool:
    """Whether a router with a prefix answered: its routes do not repeat it."""
    return str(scope["path"]).startswith(f"{API_PREFIX}/")
