"""How the word of a newer version is asked for: one small answer from one address, whoever answers
there. Blocking.
"""

from time import monotonic
from urllib.parse import urljoin, urlsplit

import requests

from kobra_desktop.api.errors import CutAnswer, NotOurServer, PlainHttp, Stalled, TooLarge
from kobra_desktop.api.http import is_loopback, read_problem

CONNECT_S, STALL_S, WHOLE_S = 5.0, 10.0, 30.0
MOST_REDIRECTS = 4
_CHUNK = 4096


def small_answer(address: str, most_bytes: int) -> bytes:
    """What stands at an address of https (http on this machine alone), redirects followed.

    Raises ApiError: TooLarge once it is more than `most_bytes`, whatever it says of itself, Stalled
    when it does not come in half a minute, CutAnswer when it is less than it says.
    """
    started = monotonic()
    with requests.Session() as http:
        # Neither a name nor a version: who asks is nobody's business.
        http.headers.update({"User-Agent": "KobraDesktop", "Accept-Encoding": "identity"})
        http.auth = _nobody
        for _ in range(MOST_REDIRECTS + 1):
            found, address = _step(http, address, most_bytes, started)
            if found is not None:
                return found
    raise NotOurServer("redirected")


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """No login of the machine's own .netrc goes along."""
    return request


def _step(
    http: requests.Session, address: str, most_bytes: int, started: float
) -> tuple[bytes | None, str]:
    """The body, or where it has moved."""
    _check(address)
    times = (CONNECT_S, STALL_S)
    try:
        with http.get(address, timeout=times, stream=True, allow_redirects=False) as answer:
            if answer.is_redirect:
                return None, urljoin(address, answer.headers.get("Location", ""))
            return _body(answer, most_bytes, started), ""
    except requests.RequestException as problem:
        raise read_problem(problem) from problem
    except ValueError as problem:  # where it has moved is no address
        raise NotOurServer("redirected") from problem


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError as problem:
        raise NotOurServer("bad_address") from problem
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise PlainHttp


def _body(answer: requests.Response, most_bytes: int, started: float) -> bytes:
    """All of it, as long as it is small and comes in time."""
    if answer.status_code != 200:
        raise NotOurServer(status=answer.status_code)
    raw = bytearray()
    for chunk in answer.iter_content(_CHUNK):
        raw += chunk
        if len(raw) > most_bytes:
            raise TooLarge
        if monotonic() - started > WHOLE_S:
            raise Stalled
    said = answer.headers.get("Content-Length", "")
    if said.isascii() and said.isdigit() and said != str(len(raw)):
        raise CutAnswer
    return bytes(raw)
