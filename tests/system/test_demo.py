"""`python -m demo --snapshot`: the city, its phones, the server and the control center together."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo.folders import sweep
from field_api.simulator.kept import Shelf

PAGES = (
    *("1-today", "2-map", "3-visits", "4-portfolio", "5-agreements", "6-questionnaires"),
    *("7-reports", "8-alerts", "9-administration", "questionnaire-editor", "visit-result"),
)
NUMBERS = (
    *("agents_on_map", "positions_received", "visits", "alerts", "rows_synced"),
    *("questionnaires", "submissions"),
)


@pytest.mark.timeout(640)  # it builds a city and paints every page, whatever else runs
def test_the_demonstration_lives_and_paints_every_page(tmp_path: Path) -> None:
    words = ["--snapshot", str(tmp_path), "--seconds", "8", "--agents", "8", "--days", "2"]
    done = subprocess.run(
        [sys.executable, "-m", "demo", *words],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    summary = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert summary["problems"] == []
    assert summary["sync_state"] == "synced"
    assert summary["pending_edits"] == 0
    assert summary["seconds_to_first_map"] > 0
    for name in NUMBERS:
        assert summary[name] > 0, name
    for page in PAGES:
        picture = (tmp_path / f"{page}.png").read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert len(picture) > 10_000


def test_a_city_that_cannot_be_built_is_said_with_its_words(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "demo", "--snapshot", str(tmp_path), "--agents", "0"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "seed" in done.stderr


@dataclass(frozen=True)
class End:
    """How a demonstration ends: after which line of its own, who gets which signal, and whether
    it can clear its folder away.
    """

    line: str
    module: str
    number: int
    is_cleared: bool = True


ENDS = (
    End("Building", "demo", signal.SIGTERM),
    End("Letting the city live", "demo", signal.SIGKILL, is_cleared=False),
    End("Letting the city live", "demo.desktop", signal.SIGSEGV),
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city as demonstrations keep it, so that not each of them builds it."""
    folder = tmp_path_factory.mktemp("city")
    Shelf(folder).city(1)
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="reads the kernel's table of processes")
@pytest.mark.parametrize("end", ENDS, ids=["SIGTERM", "SIGKILL", "crash"])
def test_nothing_lives_on_whatever_ends(tmp_path: Path, built: Path, end: End) -> None:
    shutil.copytree(built, tmp_path / "cache" / "kobra-desktop" / "city")
    words = ["--snapshot", str(tmp_path / "pictures"), "--seconds", "600"]
    env = {**os.environ, "TMPDIR": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    owner = subprocess.Popen(
        [sys.executable, "-m", "demo", *words, "--agents", "3", "--days", "1"],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert owner.stdout is not None
    heard = next(_until(end.line, owner.stdout))
    family = _family(owner.pid)
    watched = [os.pidfd_open(pid) for pid in family]
    os.kill(next(pid for pid, words in family.items() if end.module in words), end.number)
    heard += owner.communicate(timeout=60)[0]
    for process in watched:
        assert select.select([process], [], [], 60)[0], f"{family} lives on"
        os.close(process)
    if not end.is_cleared:
        sweep(tmp_path)  # as the next demonstration does
    assert not list(tmp_path.glob("kobra-demo-*"))
    if end.module == "demo.desktop":
        (kept,) = (tmp_path / "cache").rglob("hard-crash-*.txt")
        assert "Segmentation fault" in kept.read_text("utf-8")
        assert "Segmentation fault" in heard
        assert "password" in heard


def _until(words: str, lines: Iterable[str]) -> Iterator[str]:
    heard = ""
    for line in lines:
        heard += line
        if words in line:
            yield heard


def _family(root: int) -> dict[int, list[str]]:
    """The processes that come from one, itself too: the words each was begun with."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            number, _, rest = stat.read_text().partition(" (")
            parents[int(number)] = int(rest.rpartition(")")[2].split()[1])
    found = [root]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return {pid: Path(f"/proc/{pid}/cmdline").read_text().split("\0") for pid in found}
