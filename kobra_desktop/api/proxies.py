"""The proxy between this machine and its servers, as the environment or the system says: requests
goes by it; here it is named when it is in the way.
"""

from urllib.parse import urlsplit

import requests
from requests.utils import get_environ_proxies, select_proxy

from kobra_desktop.api.errors import ProxyFailed

_ASKS_WHO = "407"


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
    is_odd = isinstance(problem, requests.exceptions.InvalidProxyURL)
    if not is_odd and not isinstance(problem, requests.exceptions.ProxyError):
        return None
    request = problem.request
    named = proxy_of(request.url or "") if request is not None else ""
    code = "proxy_login" if _ASKS_WHO in str(problem) else ""
    return ProxyFailed(code, proxy=named)
