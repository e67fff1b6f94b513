"""Parts of a benchmark that are processes of their own, so that none waits for another's Python;
and control centers without a screen, many in one such process.

A part reads one line of JSON, its wish, answers one when it is ready, and one for each line that it
is sent from then on: what it has seen so far. It ends when its standard input is closed.

Moments are by `time.monotonic`, which is the machine's own, alike for all processes of one start
(CLOCK_MONOTONIC on Linux, the ticks since the start on macOS and Windows).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from kobra_desktop.api import session
from kobra_desktop.api.http import FieldApi
from kobra_desktop.background import Pulse
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.replica import Replica
from kobra_desktop.sync.engine import Engine
from kobra_desktop.sync.loops import Follower, keep_syncing

_READY_S = 120.0


class Part:
    """One process of a benchmark, seen by whoever began it: `python -m MODULE WORDS`."""

    def __init__(self, module: str, words: Sequence[str], wish: Mapping[str, Any]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._say(json.dumps(wish))

    def heard(self) -> Any:
        """Its next answer. Raises RuntimeError if it has ended instead."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._process.args!r} ended with {self._process.wait(10)}")
        return json.loads(line)

    def seen(self) -> Any:
        """What it has seen by now."""
        self._say("")
        return self.heard()

    def end(self) -> None:
        """Let it end; it has nothing to lose."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()


def wished() -> Any:
    """In a part: what it is to do."""
    return json.loads(sys.stdin.readline())


def say(answer: Any) -> None:
    """In a part: say that it is ready, or what came of it."""
    sys.__stdout__.write(json.dumps(answer) + "\n")  # type: ignore[union-attr]
    sys.__stdout__.flush()  # type: ignore[union-attr]


def answer_until_end(seen: Any) -> None:
    """In a part: answer what it has seen as often as it is asked, and end with whoever asks."""
    for _line in sys.stdin:
        say(seen.copy())
    os._exit(0)


class Desk:
    """A control center without a screen: its replica follows the server. `seen` gets the moment at
    which each visit came.
    """

    def __init__(
        self, server: str, who: tuple[str, str], file: Path, number: int, seen: dict[str, float]
    ) -> None:
        api = FieldApi(server, guard=threading.Lock(), on_tokens=lambda _tokens: None)
        email, password = who
        info = session.sign_in(api, email=email, password=password)
        replica = Replica(file, bytes(range(32)), info.user.id)
        clock, self._seen = partial(datetime.now, UTC), seen
        self._engine = Engine(replica, api, clock, threading.Lock(), lambda _status: None)
        syncing, listening = Pulse(), Pulse()
        follower = Follower(
            api,
            replica,
            clock,
            on_latest=lambda _positions, _is_whole: None,
            on_hint=syncing.poke,
            on_live=self._engine.set_live,
            chance=Random(number),
        )
        replica.subscribe(self._note)
        for loop in (
            lambda: keep_syncing(self._engine, syncing, Random(number)),
            lambda: follower.run(listening),
        ):
            threading.Thread(target=loop, daemon=True).start()

    @property
    def is_synced(self) -> bool:
        """Whether it has had everything once."""
        return self._engine.status.synced_at is not None

    def _note(self, news: ChangeSet) -> None:
        now = time.monotonic()
        for visit in news.ids_of("visit") or ():
            self._seen.setdefault(visit, now)


def follow_all(wish: Mapping[str, Any], folder: Path) -> None:
    """In a part: be so many control centers ({server, email, password, count}), their replicas in
    the folder. What it has seen is a list with one line for each of them, {visit: moment}.
    """
    seen: list[dict[str, float]] = [{} for _ in range(wish["count"])]
    who = (wish["email"], wish["password"])
    desks = [
        Desk(wish["server"], who, folder / f"replica-{number}.db", number, one)
        for number, one in enumerate(seen)
    ]
    until = time.monotonic() + _READY_S
    while not all(one.is_synced for one in desks) and time.monotonic() < until:
        time.sleep(0.1)
    for one in seen:
        one.clear()  # what was there already is no news
    say({"synced": sum(one.is_synced for one in desks)})
    answer_until_end(seen)
