"""Turns every failure into `{code, message, params}` in the reader's language;
a bug says nothing of itself.
"""

import errno
import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from field_api.errors import ApiError, body_of, status_of
from field_api.phones import form_keys
from field_api.phones.openrosa_answers import refused
from field_api.readiness import FULL, reason_of
from kobra_domain.errors import DomainError

_log = logging.getLogger("field_api")
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CODE_OF_STATUS = {404: "not_found", 405: "method_not_allowed", 413: "too_big", 416: "invalid"}


def add_answers(app: FastAPI) -> None:
    """Teach the application what to answer to each kind of failure."""
    app.add_exception_handler(DomainError, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _by_status)
    app.add_exception_handler(DataError, _not_storable)
    app.add_exception_handler(OperationalError, _unavailable)
    app.add_exception_handler(PoolTimeout, _unavailable)
    app.add_exception_handler(OSError, _not_written)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _bug)


def answer(request: Request, error: DomainError, headers: dict[str, str] | None = None) -> Response:
    """The one shape of a refusal, in the language of the request; Collect reads its own."""
    if request.url.path.startswith(f"{form_keys.PATH}/"):
        return refused(error, headers)
    language = request.headers.get("accept-language", "")
    return JSONResponse(body_of(error, language), status_of(error), headers)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, DomainError)
    headers = dict(error.headers or {}) if isinstance(error, ApiError) else None
    return answer(request, error, headers)


async def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    places = error.errors()
    field = ".".join(str(part) for part in places[0]["loc"][1:]) if places else ""
    return answer(request, ApiError("invalid", field=_printable(field)))


async def _by_status(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = _CODE_OF_STATUS.get(error.status_code, "malformed")
    return answer(request, ApiError(code), dict(error.headers or {}))


async def _not_storable(request: Request, error: Exception) -> Response:
    # The last net: a text or number that the database cannot hold, in a place without limits.
    return answer(request, ApiError("invalid", field=""))


async def _unavailable(request: Request, error: Exception) -> Response:
    _log.error("database unavailable", extra={"reason": type(error).__name__})
    is_full = isinstance(error, OperationalError) and reason_of(error) == FULL
    return _later(request, "server_full" if is_full else "unavailable")


async def _not_written(request: Request, error: Exception) -> Response:
    if not (isinstance(error, OSError) and error.errno in _NO_ROOM):
        raise error
    _log.error("disk full", extra={"reason": error.strerror})
    return _later(request, "server_full")


def _later(request: Request, code: str) -> Response:
    return answer(request, ApiError(code), {"Retry-After": "5"})


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=400)  # nobody is there to read it


async def _bug(request: Request, error: Exception) -> Response:
    # The web server ends the connection after a bug: said, so that nobody asks on it again.
    return answer(request, ApiError("server_error"), {"Connection": "close"})


def _printable(text: Any) -> str:
    return str(text).encode("utf-8", "replace").decode()[:200]
