"""The demonstration's folder: locked while its owner lives, and cleared away by the next
demonstration when the owner was killed.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kobra_desktop.models.first_run.folder import take

PREFIX = "kobra-demo-"
LOCK = "owner.lock"


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder of our own that goes with us; what others left who were killed goes first."""
    sweep(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with (folder / LOCK).open("wb") as held:
            take(held)
            yield folder


def sweep(beside: Path) -> None:
    """Clear away the folders whose owner is gone. One that no owner has locked yet stays."""
    for lock in beside.glob(f"{PREFIX}*/{LOCK}"):
        folder = lock.parent
        if folder.is_symlink() or lock.is_symlink():
            continue  # not of our making
        with suppress(OSError):
            with lock.open("r+b") as held:
                take(held)  # refused while its owner lives
                shutil.rmtree(folder, ignore_errors=True)
            if [*folder.iterdir()] == [lock]:  # Windows removes nothing that is open
                shutil.rmtree(folder, ignore_errors=True)
