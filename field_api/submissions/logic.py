"""Asks the form's own engine, in a process of its own, whether a submission obeys the form's logic,
and has it fill in forms. What follows from the answer is not decided here.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kobra_domain.submissions import Difference
from kobra_records.shipped import NotBuilt, node_command, web_file

TIME_LIMIT_S = 20.0
START_LIMIT_S = 60.0
MEMORY_MB = 384
MOST_CHARACTERS = 24 * 2**20
MOST_SUBMISSION = 4 * 2**20
# What of a difference is told: a long answer stands whole among the answers.
_LONGEST_DETAIL, _LONGEST_PATH, _LONGEST_VALUE = 500, 240, 2_000
# Nothing of the server's environment: no secret of it is of use to a form.
_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "TZ", "LANG")


class LogicBroken(Exception):
    """The engine gave no answer. `code` says why: missing (no Node, or it does not
    start), too_big, timeout, crashed, form (the form itself
    does not load), submission (no XML), instance (not of this form) or engine.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class LogicAnswer:
    """What a form would have written otherwise; empty when the submission obeys it."""

    differences: tuple[Difference, ...] = ()

    @property
    def is_broken(self) -> bool:
        """Whether nothing was checked: the one difference says why in `detail`."""
        return any(each.kind == "broken" for each in self.differences)


class LogicWorker:
    """One warm process that answers one question after the other; for any thread. A process that
    does not answer in time, grows too big or dies is replaced at the next question.
    """

    def __init__(self, time_limit_s: float = TIME_LIMIT_S, memory_mb: int = MEMORY_MB) -> None:
        self._time_limit_s = time_limit_s
        self._memory_mb = memory_mb
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._serial = 0

    def check(self, xform: str, media: Mapping[str, str], submission: str) -> LogicAnswer:
        """Compare a submission with what its form would have written. `media` is text by the name
        that the form knows it by. Never raises over what was sent: that is a `broken` difference.
        """
        try:
            if len(submission) > MOST_SUBMISSION:
                raise LogicBroken("too_big")
            said = self._ask("check", xform, media, submission=submission)
        except LogicBroken as problem:
            detail = str(problem)[:_LONGEST_DETAIL]
            return LogicAnswer((Difference(kind="broken", detail=detail),))
        return LogicAnswer(tuple(_difference(each) for each in said["differences"]))

    def fill(
        self,
        xform: str,
        media: Mapping[str, str],
        answers: Mapping[str, str] | None = None,
        seed: int = 0,
    ) -> str:
        """A filled-in form as XML: given answers by question name, invented ones that the form
        accepts for every other relevant question, file names for photos. Raises LogicBroken, with
        `unanswered` when the form accepts nothing of what was tried.
        """
        said = self._ask("fill", xform, media, answers=dict(answers or {}), seed=seed)
        if said["unanswered"]:
            raise LogicBroken("unanswered", ", ".join(said["unanswered"]))
        return str(said["xml"])

    def close(self) -> None:
        """End the process; another question starts it again."""
        with self._lock:
            self._drop()

    def _ask(self, act: str, xform: str, media: Mapping[str, str], **more: Any) -> dict[str, Any]:
        if len(xform) + sum(map(len, media.values())) > MOST_CHARACTERS:
            raise LogicBroken("too_big")
        with self._lock:
            self._serial += 1
            question = {"id": self._serial, "act": act, "xform": xform, "media": dict(media)}
            said = self._exchange({**question, **more})
        if "broken" in said:
            raise LogicBroken(str(said["broken"]), str(said.get("detail", "")))
        return said

    def _exchange(self, question: dict[str, Any]) -> dict[str, Any]:
        child = self._child
        if child is None or not child.is_alive():
            self._drop()
            try:
                child = self._child = _Child(self._memory_mb)
            except (NotBuilt, OSError) as problem:
                raise LogicBroken("missing", str(problem)) from problem
        try:
            return child.ask(question, self._time_limit_s)
        except LogicBroken:
            self._drop()
            raise

    def _drop(self) -> None:
        if self._child is not None:
            self._child.end()
        self._child = None


class _Child:
    """The process and the thread that reads it: only a thread can stop waiting for a pipe on every
    system.
    """

    def __init__(self, memory_mb: int) -> None:
        script = web_file("logic.mjs")
        self._process = subprocess.Popen(
            [*node_command(), *_limits(script, memory_mb), str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            encoding="utf-8",
            errors="replace",  # a lone surrogate must not break the pipe
            start_new_session=True,  # Ctrl-C is for the server, which lets it finish
        )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._is_warm = False
        threading.Thread(target=self._read, name="logic-reader", daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(line)
        self._lines.put("")  # the process ended

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, question: dict[str, Any], time_limit_s: float) -> dict[str, Any]:
        assert self._process.stdin is not None
        if not self._is_warm:
            self._is_warm = True
            self.ask({"id": 0, "act": "ping"}, START_LIMIT_S)
        try:
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
            line = self._lines.get(timeout=time_limit_s)
        except queue.Empty:
            raise LogicBroken("timeout") from None
        except OSError:
            line = ""
        if not line:
            raise LogicBroken("crashed")
        try:
            said: dict[str, Any] = json.loads(line)
        except ValueError:  # it died in mid-line
            raise LogicBroken("crashed") from None
        return said

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            with suppress(OSError):  # what was not written to a dead process is lost, and may be
                self._process.stdin.close()


def _limits(script: Path, memory_mb: int) -> list[str]:
    return [
        f"--allow-fs-read={script}",
        f"--max-old-space-size={memory_mb}",
        "--disable-proto=throw",
        "--disallow-code-generation-from-strings",
    ]


def _difference(said: Mapping[str, str]) -> Difference:
    return Difference(
        kind=said["kind"],
        path=_storable(said["path"])[:_LONGEST_PATH],
        sent=_storable(said["sent"])[:_LONGEST_VALUE],
        expected=_storable(said["expected"])[:_LONGEST_VALUE],
        detail=_storable(said["detail"])[:_LONGEST_DETAIL],
    )


def _storable(text: str) -> str:
    """A lone surrogate, which no database takes, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
