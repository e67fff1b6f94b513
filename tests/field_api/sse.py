"""Reads a live stream as a control center does: on a thread, events into a queue."""

import json
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import requests

TIMEOUT_S = 20
Event = tuple[str, Any]


class Stream:
    """Events as they come; `("end", None)` when the server has closed the stream."""

    def __init__(self, response: requests.Response) -> None:
        self._response = response
        self._events: queue.Queue[Event] = queue.Queue()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def wait_for(self, name: str, fits: Callable[[Any], bool] = lambda data: True) -> Any:
        """The data of the next event of that name that fits; others are passed over."""
        until = time.monotonic() + TIMEOUT_S
        while True:
            assert time.monotonic() < until, f"no {name} came"
            kind, data = self._events.get(timeout=TIMEOUT_S)
            if kind == name and fits(data):
                return data
            assert kind != "end", f"the stream ended while {name} was awaited"

    def wait_for_next(self) -> str:
        """The name of the next event that is no ping."""
        while True:
            kind, _ = self._events.get(timeout=TIMEOUT_S)
            if kind != "ping":
                return kind

    def wait_for_end(self) -> list[Event]:
        """All events up to the end."""
        seen: list[Event] = []
        while not seen or seen[-1][0] != "end":
            seen.append(self._events.get(timeout=TIMEOUT_S))
        return seen

    def close(self) -> None:
        """Cut the connection."""
        if self._thread.is_alive():
            with suppress(RuntimeError):  # it may end by itself in the same moment
                self._response.raw.shutdown()
        self._thread.join(TIMEOUT_S)
        self._response.close()

    def _read(self) -> None:
        name = ""
        try:
            for line in self._response.iter_lines(chunk_size=1):
                text = line.decode()
                if text.startswith("event: "):
                    name = text.removeprefix("event: ")
                elif text.startswith("data: "):
                    self._events.put((name, json.loads(text.removeprefix("data: "))))
                elif text.startswith(":"):
                    self._events.put(("ping", None))
        except requests.RequestException:
            self._events.put(("cut", None))
        self._events.put(("end", None))


@contextmanager
def streaming(base: str, headers: dict[str, str]) -> Iterator[Stream]:
    """An open live stream."""
    response = requests.get(
        f"{base}/api/v1/live", headers=headers, stream=True, timeout=(TIMEOUT_S, TIMEOUT_S)
    )
    assert response.status_code == 200, response.text
    stream = Stream(response)
    try:
        yield stream
    finally:
        stream.close()
