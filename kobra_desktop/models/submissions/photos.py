"""Files of submissions as the screen needs them: decoded pictures in memory, contents from the
replica or the server. Two are fetched at a time, what was asked for last first.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QByteArray, QDataStream, QObject, QSize, Signal
from PySide6.QtGui import QImage, QImageReader

from kobra_desktop.api.errors import Busy, NotFound, Offline, Refusal, ServerFault, SignInNeeded
from kobra_desktop.api.submissions import FULL, THUMBNAIL, attachment
from kobra_desktop.errors import Known
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.errors import StoreError
from kobra_desktop.store.photos import keep_photo, kept_photo, touch_photo

AT_ONCE = 2
MOST_PICTURES = 80
MOST_SIDE = {THUMBNAIL: 480, FULL: 4_096}
Key = tuple[str, str, str]  # submission, name, size


class PhotoState(StrEnum):
    """What there is to see of a file."""

    LOADING = "loading"
    HERE = "here"
    OFFLINE = "offline"
    MISSING = "missing"
    REFUSED = "refused"
    FAILED = "failed"
    NO_PICTURE = "no_picture"


@dataclass(frozen=True, slots=True)
class Photo:
    """A file at one size: its picture when it is HERE."""

    state: PhotoState
    image: QImage | None = None


class PhotoShelf(QObject):
    """`arrived` (submission, name, size): ask again with `photo`."""

    arrived = Signal(str, str, str)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._held: OrderedDict[Key, Photo] = OrderedDict()
        self._wanted: list[Key] = []
        self._asked: set[Key] = set()

    def photo(self, submission_id: str, name: str, size: str = THUMBNAIL) -> Photo:
        """What is known of it; asks for it when nothing is."""
        key = (submission_id, name, size)
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
            return found
        self.want(submission_id, name, size)
        return Photo(PhotoState.LOADING)

    def want(self, submission_id: str, name: str, size: str = THUMBNAIL) -> None:
        """Bring it, before what was wanted earlier."""
        key = (submission_id, name, size)
        if key in self._held or key in self._asked:
            return
        if key in self._wanted:
            self._wanted.remove(key)
        self._wanted.append(key)
        self._next()

    def preload(self, submission_id: str, names: list[str]) -> None:
        """Bring thumbnails after everything that somebody looks at."""
        for name in names:
            key = (submission_id, name, THUMBNAIL)
            if key not in self._held and key not in self._asked and key not in self._wanted:
                self._wanted.insert(0, key)
        self._next()

    def retry(self, submission_id: str) -> None:
        """What could not be had of a submission is asked for again."""
        bad = (PhotoState.OFFLINE, PhotoState.FAILED, PhotoState.MISSING)
        for key in [k for k, p in self._held.items() if k[0] == submission_id and p.state in bad]:
            del self._held[key]
            self.want(*key)

    def forget_wishes(self, submission_ids: set[str]) -> None:
        """Nobody looks at others than these any more."""
        self._wanted = [key for key in self._wanted if key[0] in submission_ids]

    def _next(self) -> None:
        while self._wanted and len(self._asked) < AT_ONCE:
            key = self._wanted.pop()
            self._asked.add(key)
            self._look(key)

    def _look(self, key: Key) -> None:
        """In the replica first; only what is not there goes to the server."""
        workspace = self._workspace

        def read() -> Photo | None:
            content = kept_photo(workspace.desk.store, *key)
            return None if content is None else decoded(content, key[2])

        def done(found: Photo | None) -> None:
            if found is None:
                self._fetch(key)
            else:
                self._keep(key, found)
                self._touch(key)

        workspace.background.read(read, done, lambda p: self._on_failed(key, p), owner=self)

    def _touch(self, key: Key) -> None:
        desk = self._workspace.desk
        act = lambda: touch_photo(desk.store, *key, desk.clock())  # noqa: E731
        self._workspace.background.write(act, _nothing, _nothing, owner=self)

    def _fetch(self, key: Key) -> None:
        workspace = self._workspace
        workspace.background.network(
            lambda: decoded(_bring(workspace, *key), key[2]),
            lambda found: self._keep(key, found),
            lambda problem: self._on_failed(key, problem),
            owner=self,
        )

    def _on_failed(self, key: Key, problem: Known) -> None:
        if isinstance(problem, NotFound) and key[2] == THUMBNAIL:
            # No thumbnail was made of it: the whole is shown small.
            self._asked.discard(key)
            self._whole_instead(key)
            return
        self._keep(key, Photo(_state_of(problem)))

    def _whole_instead(self, key: Key) -> None:
        workspace = self._workspace
        self._asked.add(key)
        workspace.background.network(
            lambda: decoded(content_of(workspace, key[0], key[1]), THUMBNAIL),
            lambda found: self._keep(key, found),
            lambda problem: self._keep(key, Photo(_state_of(problem))),
            owner=self,
        )

    def _keep(self, key: Key, found: Photo) -> None:
        self._asked.discard(key)
        self._held[key] = found
        while len(self._held) > MOST_PICTURES:
            self._held.popitem(last=False)
        self.arrived.emit(*key)
        self._next()


def _nothing(_answer: object) -> None:
    """When something was looked at last is no news, and no matter if it is not kept."""


def _state_of(problem: Known) -> PhotoState:
    if isinstance(problem, Offline | Busy):
        return PhotoState.OFFLINE
    if isinstance(problem, NotFound):
        return PhotoState.MISSING
    if isinstance(problem, ServerFault | SignInNeeded):
        return PhotoState.FAILED
    return PhotoState.REFUSED if isinstance(problem, Refusal) else PhotoState.FAILED


def _bring(workspace: Workspace, submission_id: str, name: str, size: str) -> bytes:
    """From the server, kept for the next time; a disk that is full does not hide the photo."""
    desk = workspace.desk
    content = attachment(desk.api, submission_id, name, size)
    with suppress(StoreError):
        keep_photo(desk.store, submission_id, name, size, content, desk.clock())
    return content


def decoded(content: bytes, size: str) -> Photo:
    """The picture of a content, turned as it was taken, never larger than its use. Any thread."""
    # A device that Python has made would enter Python with every read, also while Qt holds the one
    # lock of all its image readers, and whoever waits for that lock may hold Python.
    source = QDataStream(QByteArray(content))
    reader = QImageReader(source.device())
    reader.setAutoTransform(True)
    most, whole = MOST_SIDE[size], reader.size()
    if whole.isValid() and max(whole.width(), whole.height()) > most:
        scale = most / max(whole.width(), whole.height())
        reader.setScaledSize(
            QSize(max(1, round(whole.width() * scale)), max(1, round(whole.height() * scale)))
        )
    image = reader.read()
    del reader  # before what it reads from
    if image.isNull():
        return Photo(PhotoState.NO_PICTURE)
    return Photo(PhotoState.HERE, image)


def content_of(
    workspace: Workspace, submission_id: str, name: str, *, is_kept: bool = True
) -> bytes:
    """The whole file, from here or from the server. Runs on a worker. `is_kept`: for the next time
    too; an export of many would push out what people look at. Raises ApiError.
    """
    content = kept_photo(workspace.desk.store, submission_id, name, FULL)
    if content is not None:
        return content
    if not is_kept:
        return attachment(workspace.desk.api, submission_id, name, FULL)
    return _bring(workspace, submission_id, name, FULL)
