"""The folder of a trial: held by a lock while its owner lives, and gone with it. What an owner that
was killed left is taken away at the next start. Stands on no Qt.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kobra_desktop.errors import KobraError
from kobra_records.private_files import make_folder

LOCK = "owner.lock"
NEEDED_MB = 400  # a city of 24 agents with its past takes 90, the control center's profile as much


class TrialProblem(KobraError):
    """The trial cannot be: trial_runs, trial_no_room (`free_mb`, `needed_mb`), trial_no_folder
    (`folder`), trial_failed.
    """

    default_code = "trial_failed"


@contextmanager
def own(folder: Path) -> Iterator[Path]:
    """The empty folder, for this process alone; it goes at the end. Raises TrialProblem."""
    try:
        make_folder(folder)
        held = (folder / LOCK).open("ab")
    except OSError as problem:
        raise TrialProblem("trial_no_folder", folder=str(folder)) from problem
    with held:
        try:
            take(held)
        except OSError as problem:
            raise TrialProblem("trial_runs") from problem
        try:
            _empty(folder)
            _ask_room(folder)
            yield folder
        finally:
            _empty(folder)
            _remove(folder)
    _remove(folder)  # Windows removes nothing that is open


def clear(folder: Path) -> bool:
    """Take away what was left there; false while its owner lives."""
    lock = folder / LOCK
    if folder.is_symlink() or not folder.is_dir():
        return not folder.exists()
    with suppress(OSError):
        with lock.open("ab") as held:
            take(held)  # refused while its owner lives
            _empty(folder)
            _remove(folder)
        _remove(folder)
    return not folder.exists()


def take(held: IO[bytes]) -> None:
    """Lock it until it is closed or its process ends. Raises OSError when another has it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _ask_room(folder: Path) -> None:
    free_mb = shutil.disk_usage(folder).free // 1_000_000
    if free_mb < NEEDED_MB:
        raise TrialProblem("trial_no_room", free_mb=free_mb, needed_mb=NEEDED_MB)


def _empty(folder: Path) -> None:
    """All but the lock: whoever comes meanwhile still finds it held."""
    for found in folder.iterdir():
        if found.is_dir() and not found.is_symlink():
            shutil.rmtree(found, ignore_errors=True)
        elif found.name != LOCK:
            with suppress(OSError):
                found.unlink()


def _remove(folder: Path) -> None:
    with suppress(OSError):
        (folder / LOCK).unlink(missing_ok=True)
        folder.rmdir()
