"""Reads the live stream (server-sent events). Blocks; stopped from another thread by `stop`."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import msgspec
import requests

from kobra_desktop.api.errors import CutAnswer
from kobra_desktop.api.http import FieldApi, read_problem
from kobra_domain.wire import LIVE_PING_S

SILENCE_S = 1.5 * LIVE_PING_S  # a ping may be late; two are not missed by chance


@dataclass(frozen=True, slots=True)
class Event:
    """One event with its JSON data."""

    name: str
    data: dict[str, Any]


class LiveStream:
    """One open stream. Raises ApiError when it cannot be opened."""

    def __init__(self, api: FieldApi, *, silence_s: float = SILENCE_S) -> None:
        self._answer = api.request(
            "GET",
            "/live",
            headers={"Accept": "text/event-stream"},
            is_stream=True,
            read_timeout_s=silence_s,
        )
        self._is_stopped = False

    def events(self) -> Iterator[Event | None]:
        """Events as they come, None for a ping. Ends when the server ends it or `stop` is called.

        Raises ApiError when the connection breaks or is silent too long.
        """
        name, data = "message", ""
        try:
            for line in self._lines():
                if line.startswith(":"):
                    yield None
                elif line.startswith("event:"):
                    name = line[6:].strip()
                elif line.startswith("data:"):
                    data += line[5:].strip()
                elif not line and data:
                    yield Event(name, _decoded(data))
                    name, data = "message", ""
        except (requests.RequestException, OSError) as problem:
            if self._is_stopped:
                return
            if isinstance(problem, requests.RequestException):
                raise read_problem(problem) from problem
            raise CutAnswer from problem
        finally:
            self._answer.close()

    def _lines(self) -> Iterator[str]:
        rest = b""
        for chunk in self._answer.iter_content(chunk_size=None):
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                yield line.rstrip(b"\r").decode("utf-8", "replace")

    def stop(self) -> None:
        """End the stream from any thread; closing it would leave its reader waiting."""
        self._is_stopped = True
        with suppress(ValueError, RuntimeError, OSError):  # it has ended by itself
            self._answer.raw.shutdown()


def _decoded(text: str) -> dict[str, Any]:
    try:
        return msgspec.json.decode(text, type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError) as problem:
        raise CutAnswer from problem
