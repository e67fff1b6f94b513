"""Files and folders that only the account of the program may read, whatever its umask.

Where the system knows no such modes (Windows) its own profile folders do the same.
"""

import os
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o600, 0o700
_OTHERS = 0o077
HELD_S = 2.0


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What others could read. `left`: it is another account's, and they still can."""

    mended: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()


def make_folder(folder: Path) -> None:
    """Make the folder and those above it that are missing. What is there stays as it is."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        try:
            missing.mkdir(FOLDER_MODE)
        except FileExistsError:  # another process was faster
            continue
        missing.chmod(FOLDER_MODE)
    if not folder.is_dir():
        raise NotADirectoryError(f"not a folder: {folder}")


def make_file(path: Path) -> None:
    """Make an empty file where there is none, so that whoever opens it finds its mode."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE)
    except FileExistsError:
        return
    os.close(descriptor)
    path.chmod(FILE_MODE)


def put_in_place(fresh: Path, target: Path) -> None:
    """Let a file that is whole take the place of another. What looks at each new file (a guard
    against viruses, a synchronising folder) may hold either for a moment: tried again for two
    seconds, so not for the GUI thread. Raises OSError.
    """
    until = time.monotonic() + HELD_S
    while True:
        try:
            os.replace(fresh, target)
            return
        except PermissionError:
            if time.monotonic() > until:
                raise
            time.sleep(HELD_S / 20)


def open_to_others(paths: Iterable[Path]) -> Iterator[Path]:
    """Those of the paths that are there and that another account might read or write."""
    for path in paths if os.name != "nt" else ():
        try:
            mode = path.stat().st_mode
        except OSError:  # gone, or where this account may not look
            continue
        if mode & _OTHERS:
            yield path


def narrow(paths: Iterable[Path]) -> Narrowed:
    """Close the paths to others. A folder of everybody's (as /tmp) is nobody's to close; what the
    system lets nobody change (another account's, a disk that is only read) is left.
    """
    mended, left = [], []
    for path in open_to_others(paths):
        try:
            mode = path.stat().st_mode
            if mode & stat.S_ISVTX:
                raise PermissionError
            path.chmod(FOLDER_MODE if stat.S_ISDIR(mode) else FILE_MODE)
            mended.append(path)
        except OSError:
            left.append(path)
    return Narrowed(tuple(mended), tuple(left))


def tree(folder: Path) -> Iterator[Path]:
    """The folder and all that lies in it; nothing where there is none. Follows no links."""
    if not folder.exists():
        return
    yield folder
    for place, folders, files in os.walk(folder):
        found = (Path(place, name) for name in (*folders, *files))
        yield from (path for path in found if not path.is_symlink())
