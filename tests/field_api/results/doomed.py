"""Servers that are killed where they are told to be: `python -m tests.field_api.results.doomed`
reads wishes as lines of JSON. All are children of one process, which has read the program once.

`place` is `module:name` of a function (or `Class.method`), looked up where it is called; `clock` in
the folder says the moment that it shall be, from which time goes on as it does.
"""

import importlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from field_api.app.serving import serve
from field_api.jobs.logic_check import LogicChecker
from field_api.pictures.painter import Painter
from field_api.settings import Settings
from field_api.submissions.thumbnails import Thumbnails


def doom(place: str, when: str) -> None:
    """Let the first call of the place be the last thing that happens."""
    module, _, path = place.partition(":")
    holder: Any = importlib.import_module(module)
    *outer, name = path.split(".")
    for one in outer:
        holder = getattr(holder, one)
    whole: Callable[..., Any] = getattr(holder, name)

    def cut(*args: Any, **named: Any) -> None:
        if when == "after":
            whole(*args, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(holder, name, cut)


def clock_of(file: Path) -> Callable[[], datetime]:
    """The time that a file says, and what has passed since it was written."""

    def now() -> datetime:
        said = datetime.fromisoformat(file.read_text())
        return said + timedelta(seconds=time.time() - file.stat().st_mtime)

    return now


def without_helpers() -> None:
    """Nothing is drawn, and no form's logic is checked: each of these begins a process of its own
    with every server, and a result is told all the same.
    """
    nothing: Callable[..., None] = lambda *args, **named: None  # noqa: E731
    for owner, name in (
        *((Painter, "warm"), (Painter, "draw")),
        *((Thumbnails, "wish"), (LogicChecker, "start")),
    ):
        setattr(owner, name, nothing)


def serve_until(wish: dict[str, Any]) -> None:
    """Serve as it is wished, until the end comes."""
    if wish["place"]:
        doom(wish["place"], wish["when"])
    serve(
        Settings(
            database_url=wish["url"],
            data_folder=Path(wish["folder"]) / "data",
            port=wish["port"],
            smtp_url=wish["smtp"],
            mail_from="kobra@kobra.example",
            clock=clock_of(Path(wish["folder"]) / "clock"),
        )
    )


def main() -> None:
    """For each wish a server, one after the other: its process, and how that ended."""
    without_helpers()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            serve_until(json.loads(line))
            os._exit(0)
        _say(child)
        _say(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
