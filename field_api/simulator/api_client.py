"""The little of the field API that simulated people need: signing in, feed, operations."""

from collections.abc import Callable, Iterator
from typing import Any

import requests

TIMEOUT_S = 30
PAGE = 2_000


class ApiClient:
    """One signed-in person. Signs in at the first call and again when the token has run out."""

    def __init__(self, server: str, email: str, password: str) -> None:
        self._base = f"{server.rstrip('/')}/api/v1"
        self._email, self._password = email, password
        self._http = requests.Session()
        self._cursor = ""

    def close(self) -> None:
        """Give the connection back."""
        self._http.close()

    def get(self, path: str, **params: Any) -> Any:
        """The JSON answer of a GET. Raises requests.RequestException."""
        return self._call(
            lambda: self._http.get(self._base + path, params=params, timeout=TIMEOUT_S)
        )

    def post(self, path: str, body: Any = None) -> Any:
        """The JSON answer of a POST. Raises requests.RequestException."""
        return self._call(lambda: self._http.post(self._base + path, json=body, timeout=TIMEOUT_S))

    def changes(self) -> Iterator[dict[str, Any]]:
        """What is new in the feed since the last call that ran to its end."""
        cursor, has_more = self._cursor, True
        while has_more:
            params = {"since": cursor} if cursor else {}
            page = self.get("/changes", limit=PAGE, **params)
            if page.get("resync_required"):
                self._cursor = ""
                return
            yield from page["changes"]
            cursor, has_more = page["cursor"], bool(page["more"])
        self._cursor = cursor

    def _call(self, ask: Callable[[], requests.Response]) -> Any:
        if "Authorization" not in self._http.headers:
            self._sign_in()
        answer = ask()
        if answer.status_code == requests.codes.unauthorized:
            self._sign_in()
            answer = ask()
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def _sign_in(self) -> None:
        answer = self._http.post(
            f"{self._base}/session",
            json={"email": self._email, "password": self._password},
            timeout=TIMEOUT_S,
        )
        answer.raise_for_status()
        self._http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
