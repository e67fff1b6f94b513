"""Says what the set-up does and runs its commands. Not a logger of the product."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEARTBEAT_S = 10.0


class SetupError(Exception):
    """Something the person at the keyboard must do first; its text says what."""


def say(text: str) -> None:
    """One line with the time in front, at once visible also in a pipe."""
    print(f"{time.strftime('%H:%M:%S')}  {text}", flush=True)


def run(
    command: Sequence[str | Path],
    what: str,
    *,
    env: Mapping[str, str] | None = None,
    needed: bool = True,
    has_end: bool = True,
) -> int:
    """Run a command from the project's root, saying so before and after; answer its exit code.

    Without a terminal a line every ten seconds shows that what `has_end` lives. Raises SetupError
    when the command fails and was `needed`. It ends with us, whatever ends us.
    """
    say(f"{what} …")
    started = time.monotonic()
    with subprocess.Popen([str(part) for part in command], cwd=ROOT, env=env) as process:
        code = _wait(process, what, started, is_told=has_end and not sys.stdout.isatty())
    took = time.monotonic() - started
    say(f"{what}: {'done' if code == 0 else f'failed with code {code}'} in {took:.1f} s")
    if code and needed:
        raise SetupError(f"{what} failed. The lines above say why.")
    return code


def _wait(process: subprocess.Popen[bytes], what: str, started: float, *, is_told: bool) -> int:
    while True:
        try:
            return process.wait(HEARTBEAT_S)
        except subprocess.TimeoutExpired:
            if is_told:
                say(f"{what}: still at it after {time.monotonic() - started:.0f} s")
        except KeyboardInterrupt:
            process.wait()  # the child got the same signal and closes its own affairs
            raise
        except SystemExit:
            process.terminate()
            process.wait()
            raise


def is_root() -> bool:
    """Whether the effective user is root. Windows has no such user."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
