"""`python -m demo.child VERB …`: a verb of the field API that ends with whoever began it."""

import multiprocessing
import os
import sys
import threading
from _thread import interrupt_main

from demo.left import when_left
from field_api.command_line import main

END_WITHIN_S = 10.0


def _end() -> None:
    """As by Ctrl+C, and without asking when that is not heard."""
    threading.Timer(END_WITHIN_S, os._exit, (1,)).start()
    interrupt_main()


if __name__ == "__main__":
    multiprocessing.freeze_support()
    when_left(_end)
    try:
        code = main()
    except KeyboardInterrupt:
        code = 130
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # no thread of it outlives its owner
