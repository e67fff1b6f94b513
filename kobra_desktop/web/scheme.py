"""Answers the requests of a page on our own scheme, by the page's own table of routes. Reads no
entity and no network.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QByteArray, QDataStream, QFile, QIODevice, QObject, QUrl
from PySide6.QtGui import QImageReader
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlSchemeHandler
from shiboken6 import isValid

T = TypeVar("T")
BYTES = "application/octet-stream"
_CHANNEL = ":/qtwebchannel/qwebchannel.js"
_Error = QWebEngineUrlRequestJob.Error
_read: set[Source] = set()  # what is being read; let go when its request is over


class Runner(Protocol):
    """Runs a plain function off the GUI thread and calls `done` back on it."""

    def __call__(self, work: Callable[[], T], done: Callable[[T], None], /) -> None: ...


def run_here(work: Callable[[], T], done: Callable[[T], None], /) -> None:
    """The runner of tests and small pages: at once, on the caller's thread."""
    done(work())


@dataclass(frozen=True, slots=True)
class Answer:
    """A body, or a file that Chromium reads in ranges; `headers` are added as they are."""

    body: bytes | Path
    kind: str = BYTES
    headers: tuple[tuple[str, str], ...] = ()


Work = Callable[[], Answer | None]
Route = Callable[[str, str], Work | None]


def file_kind(path: Path) -> str:
    """The media type of a shipped file."""
    return mimetypes.guess_type(path.name)[0] or BYTES


class WebScheme(QWebEngineUrlSchemeHandler):
    """Finds the route of a request on the GUI thread, lets a runner do the work, and replies."""

    def __init__(self, host: str, route: Route, run: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._host = host
        self._route = route
        self._run = run

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Called by the engine on the GUI thread; only GET, only our host, only known paths."""
        url = job.requestUrl()
        path = url.path(QUrl.ComponentFormattingOption.FullyDecoded).lstrip("/")
        is_ours = job.requestMethod().data() == b"GET" and url.host() == self._host
        if not is_ours or ".." in path.split("/"):
            job.fail(_Error.RequestDenied)
            return
        work = self._route(path, url.query())
        if work is None:
            job.fail(_Error.UrlNotFound)
            return
        self._run(work, lambda answer: _reply(job, answer))


def _reply(job: QWebEngineUrlRequestJob, answer: Answer | None) -> None:
    if not isValid(job):  # the page went on while a worker was busy
        return
    if answer is None:
        job.fail(_Error.UrlNotFound)
        return
    headers = {b"X-Content-Type-Options": [b"nosniff"]}
    for name, value in answer.headers:
        headers[name.encode()] = [value.encode()]
    # The stubs ask for plain values; only lists keep the value whole.
    job.setAdditionalResponseHeaders(headers)  # type: ignore[arg-type]
    source = Source(answer.body)
    if source.is_open:
        job.destroyed.connect(lambda: _read.discard(source))
        _read.add(source)
        job.reply(QByteArray(answer.kind.encode()), source.device)
    else:
        job.fail(_Error.UrlNotFound)


class Source:
    """What Chromium reads on a thread of its own. A device that Python has made would enter Python
    with every read; these are made inside Qt, each by an owner that must outlive the reading.
    """

    def __init__(self, body: bytes | Path) -> None:
        self._owner: QDataStream | QImageReader
        if isinstance(body, Path):
            self._owner = QImageReader(str(body))
            self.device = self._owner.device()
            self.is_open = self.device.open(QIODevice.OpenModeFlag.ReadOnly)
        else:
            self._owner = QDataStream(QByteArray(body))
            self.device = self._owner.device()
            self.is_open = True


def channel_script() -> Answer:
    """Qt's own half of the channel, out of its library."""
    file = QFile(_CHANNEL)
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return Answer(bytes(file.readAll().data()), "text/javascript")
