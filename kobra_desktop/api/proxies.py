"""The proxy between this machine and its servers, as the environment or the system says: requests
goes by it; here it is named when it is in the way.
"""

from urllib.parse import urlsplit

import requests
from requests.utils import get_environ_proxies, select_proxy

from kobra_desktop.api.errors import ProxyFailed

_ASKS_WHO = "407"
_SAID_OF_PROXIES = (requests.exceptions.ProxyError, requests.exceptions.InvalidProxyURL)
_SAID_OF_OTHERS = (requests.exceptions.SSLError, requests.exceptions.Timeout)
_SAID_OF_BOTH = (requests.exceptions.ConnectionError, requests.exceptions.InvalidURL)


def proxy_of(address: str) -> str:
    """Host and port of the proxy to an address, without who one is for it; empty: there is none."""
    said = select_proxy(address, get_environ_proxies(address)) or ""
    try:
        parts = urlsplit(said if "://" in said else f"//{said}")
        return f"{parts.hostname or ''}:{parts.port}" if parts.port else parts.hostname or ""
    except ValueError:
        return said.rpartition("@")[2]


def failure(problem: requests.RequestException) -> ProxyFailed | None:
    """What a proxy has done to a request; None where none is to blame."""
    request = problem.request
    named = proxy_of(request.url or "") if request is not None else ""
    # Whoever goes by a proxy speaks with nobody else: what hangs up is the proxy.
    may_be = isinstance(problem, _SAID_OF_BOTH) and not isinstance(problem, _SAID_OF_OTHERS)
    if not isinstance(problem, _SAID_OF_PROXIES) and not (may_be and named):
        return None
    code = "proxy_login" if _ASKS_WHO in str(problem) else ""
    return ProxyFailed(code, proxy=named)
