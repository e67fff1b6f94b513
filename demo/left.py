"""How a process of the demonstration learns that its owner is gone, however that ended."""

import os
import sys
import threading
from collections.abc import Callable


def when_left(end: Callable[[], object]) -> None:
    """Call `end`, on a thread of its own, once nobody holds the other side of standard input."""

    def wait() -> None:
        # Not by the file object: its lock, held for good, would abort the interpreter's end.
        while os.read(sys.stdin.fileno(), 1):
            pass
        end()

    threading.Thread(target=wait, name="left", daemon=True).start()
