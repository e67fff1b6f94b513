"""Where the bytes of forms and files lie: by their SHA-256, written whole or not at all.

`AttachmentStore` is all that the rest knows, so that an object store can take the folder's place.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol

from kobra_records.private_files import make_folder

_DAY_S = 86_400
# They only wait for the disk.
_SYNCING = ThreadPoolExecutor(16, thread_name_prefix="sync")


@dataclass(frozen=True, slots=True)
class Stored:
    """What was kept: SHA-256 in hex, and bytes."""

    sha256: str
    size: int


class Writing(Protocol):
    """Bytes on their way in; nobody can read them before the store keeps them."""

    @property
    def sha256(self) -> str:
        """The hash of what has come."""

    def write(self, data: bytes) -> None: ...

    def finish(self) -> Stored:
        """Keep them durably, alone; answers under which name. Called once."""

    @property
    def size(self) -> int:
        """How many bytes have come."""

    def abandon(self) -> None:
        """Forget them; of what is kept it does nothing."""


class AttachmentStore(Protocol):
    """Contents by their hash. Raises KeyError for a content that is not there."""

    def begin(self) -> Writing: ...

    def keep(self, writings: Sequence[Writing]) -> list[Stored]: ...

    def has(self, sha256: str) -> bool: ...

    def open(self, sha256: str) -> BinaryIO: ...

    def read(self, sha256: str) -> bytes: ...

    def forget(self, sha256: str) -> None: ...


class FolderStore:
    """Contents as files of a folder: `ab/abcd…`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._coming = folder / "coming"
        if self._coming.exists():
            self._forget_cut_off()

    def _forget_cut_off(self) -> None:
        """What was on its way when a server died; a day old, so that no other server's is taken."""
        for path in self._coming.iterdir():
            if _is_old(path):
                path.unlink(missing_ok=True)

    def begin(self) -> "_FileWriting":
        """Take in new bytes. Raises OSError when the disk does not."""
        return _FileWriting(self)

    def keep(self, writings: Sequence[Writing]) -> list[Stored]:
        """Make contents durable together: all bytes at once, then all names; answers under which.

        Each sync waits for the disk, and those that wait together wait once.
        """
        new = [one for one in writings if isinstance(one, _FileWriting) and not one.is_known()]
        _together([one.sync for one in new])
        folders = {self.path_of(one.sha256).parent for one in writings}
        made = {folder.parent for folder in folders if not folder.exists()}
        for folder in folders:
            make_folder(folder)
        for one in new:
            one.take_place()
        # Of what was known, too: whoever was first may not have come to it.
        _together([partial(_sync_folder, folder) for folder in sorted(made | folders)])
        return [Stored(one.sha256, one.size) for one in writings]

    def has(self, sha256: str) -> bool:
        """Whether the content is there."""
        return self.path_of(sha256).exists()

    def open(self, sha256: str) -> BinaryIO:
        """The content, from its beginning."""
        try:
            return self.path_of(sha256).open("rb")
        except FileNotFoundError as problem:
            raise KeyError(sha256) from problem

    def read(self, sha256: str) -> bytes:
        """The content at once."""
        with self.open(sha256) as content:
            return content.read()

    def forget(self, sha256: str) -> None:
        """Remove a content, unless it came again today: then its row may be on the way."""
        path, aside = self.path_of(sha256), self._coming / f"gone-{sha256}"
        try:
            if _is_old(path):
                make_folder(self._coming)
                os.replace(path, aside)
                if not _is_old(aside):  # brought again just now
                    os.replace(aside, path)
                    return
                aside.unlink()
        except FileNotFoundError:
            return

    def put(self, sha256: str, data: bytes) -> None:
        """Keep bytes under a name that is not their own: what was made of a content and can be
        made again, so nothing is synced.
        """
        descriptor, name = self.new_file()
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        path = self.path_of(sha256)
        make_folder(path.parent)
        os.replace(name, path)

    def path_of(self, sha256: str) -> Path:
        """Where a content lies, or would."""
        return self._folder / sha256[:2] / sha256

    def new_file(self) -> tuple[int, str]:
        """A file for bytes on their way in, on the same disk; its folder is made when needed."""
        make_folder(self._coming)
        return tempfile.mkstemp(dir=self._coming)


class _FileWriting:
    def __init__(self, store: FolderStore) -> None:
        self._store = store
        self._hash = hashlib.sha256()
        self._size = 0
        descriptor, self._name = store.new_file()
        self._file: BinaryIO | None = os.fdopen(descriptor, "wb")

    @property
    def sha256(self) -> str:
        """The hash of what has come."""
        return self._hash.hexdigest()

    def write(self, data: bytes) -> None:
        """Take more bytes."""
        assert self._file is not None
        self._file.write(data)
        self._hash.update(data)
        self._size += len(data)

    @property
    def size(self) -> int:
        """How many bytes have come."""
        return self._size

    def finish(self) -> Stored:
        """Keep them durably, alone; answers under which name."""
        return self._store.keep([self])[0]

    def is_known(self) -> bool:
        """Whether the store has the content already; then there is nothing more to write."""
        if not _is_there(self._store.path_of(self.sha256)):
            return False
        self.abandon()
        return True

    def sync(self) -> None:
        """Bring the bytes to the disk."""
        assert self._file is not None
        self._file.flush()
        os.fsync(self._file.fileno())

    def take_place(self) -> None:
        """Give the bytes their name, whose folder is there."""
        assert self._file is not None
        self._file.close()
        self._file = None
        os.replace(self._name, self._store.path_of(self.sha256))

    def abandon(self) -> None:
        """Forget what has not been kept."""
        if self._file is not None:
            self._file.close()
            self._file = None
            Path(self._name).unlink(missing_ok=True)


def _is_old(path: Path) -> bool:
    """Not of this day; a time to come is that of a clock that was wrong."""
    return abs(time.time() - path.stat().st_mtime) > _DAY_S


def _is_there(path: Path) -> bool:
    """Whether it is; from now on it is of today, so that nobody forgets it."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _together(acts: Sequence[Callable[[], None]]) -> None:
    """Do all, the first here and the others beside it; raises what the first that failed raised."""
    others = [_SYNCING.submit(act) for act in acts[1:]]
    try:
        for act in acts[:1]:
            act()
    finally:
        wait(others)
    for other in others:
        other.result()


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # there a folder cannot be opened, and a rename is durable with the file
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
