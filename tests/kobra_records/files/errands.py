"""Jobs for the worker in tests: it finds them by name, in a process of its own."""

import os
import signal
import sys
import time

from kobra_records.files.problems import FileProblem


def double(number: int) -> int:
    """An answer."""
    return 2 * number


def own_process() -> int:
    """Who works."""
    return os.getpid()


def has_loaded(module: str) -> bool:
    """Whether it is warm."""
    return module in sys.modules


def last_for_ever() -> None:
    """No answer."""
    while True:
        time.sleep(60)


def swell() -> int:
    """More memory than anybody may take."""
    return len(bytearray(40 * 2**30))


def die() -> None:
    """An end without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


def fall() -> None:
    """A bug."""
    raise RuntimeError("a bug")


def refuse(sheet: str) -> None:
    """A refusal with parameters."""
    raise FileProblem("file.no_header", sheet=sheet)


def announce_and_wait(path: str) -> None:
    """Say that the job has begun, and go on for ever."""
    with open(path, "w", encoding="utf-8") as stream:
        stream.write("begun")
    last_for_ever()
