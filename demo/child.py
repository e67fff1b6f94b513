"""`python -m demo.child VERB …`: a verb of the field API that ends with whoever began it. Its clock
is ahead of the machine's by as many seconds as the environment says.
"""

import multiprocessing
import os
import sys
import threading
from _thread import interrupt_main
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from typing import Any

import uvicorn.server

from demo.hours import AHEAD_VARIABLE
from demo.left import when_left
from field_api.command_line import main

END_WITHIN_S = 10.0


def _end() -> None:
    """As by Ctrl+C, and without asking when that is not heard."""
    threading.Timer(END_WITHIN_S, os._exit, (1,)).start()
    interrupt_main()


def _clock() -> datetime:
    return datetime.now(UTC) + _AHEAD


_AHEAD = timedelta(seconds=float(os.environ.get(AHEAD_VARIABLE) or 0))


def _date(at: float, **how: Any) -> str:
    """The date of an answer, which the control center goes by: the demonstration's."""
    return formatdate(at + _AHEAD.total_seconds(), **how)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    when_left(_end)
    if _AHEAD:
        vars(uvicorn.server)["formatdate"] = _date
    try:
        code = main(clock=_clock)
    except KeyboardInterrupt:
        code = 130
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # no thread of it outlives its owner
