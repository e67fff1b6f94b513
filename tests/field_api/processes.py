"""The server as a process of its own, as an operator starts it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from tests.field_api.databases import free_port
from tests.field_api.servers import TIMEOUT_S, wait_until


@dataclass(frozen=True)
class Served:
    """A server process, where it answers and where it writes what it has to say."""

    base: str
    process: "subprocess.Popen[bytes]"
    log: Path


@contextmanager
def served(url: str, folder: Path, **variables: str) -> Iterator[Served]:
    """A process that answers, until the block ends; `variables` are settings: RUN_JOBS="no"."""
    base, log = f"http://127.0.0.1:{(port := free_port())}", folder / "log"
    command = [sys.executable, "-m", "field_api", "serve", "--database-url", url]
    command += ["--host", "127.0.0.1", "--port", str(port), "--data-folder", str(folder / "data")]
    told = {f"KOBRA_{name}": value for name, value in variables.items()}
    with log.open("wb") as written:
        process = subprocess.Popen(
            command, env={**os.environ, **told}, stdout=subprocess.DEVNULL, stderr=written
        )
    try:
        wait_until(lambda: _answers(base) or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        yield Served(base, process, log)
    finally:
        process.terminate()
        assert process.wait(TIMEOUT_S) in (0, -signal.SIGTERM, -signal.SIGKILL)


def _answers(base: str) -> bool:
    try:
        return requests.get(f"{base}/ready", timeout=TIMEOUT_S).ok
    except requests.ConnectionError:
        return False
