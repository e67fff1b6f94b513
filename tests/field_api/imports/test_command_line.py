"""The verbs as outside tests use them: real processes, killed at any moment, without room."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from field_api.database import Database
from tests.field_api.imports.made import ANA, HEADERS, LUIS

NORTH = (
    *("--name", "Norte", "--institution", "Banco", "--country", "CO", "--currency", "COP"),
    *("--creditor", "financial", "--product", "microcredit", "--time-zone", "America/Bogota"),
)


class Line:
    """A database and the command over it."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        self.environment = {**os.environ, "KOBRA_DATA_FOLDER": str(folder / "data")}
        self.environment |= {"LC_ALL": "es_CO.UTF-8", "LANGUAGE": "es"}

    def begun(self, *words: str, **how: Any) -> "subprocess.Popen[str]":
        """The command, running."""
        command = [sys.executable, "-m", "field_api", *words[:2], "--database-url", self.url]
        return subprocess.Popen(
            [*command, *words[2:]],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment,
            **how,
        )

    def run(self, *words: str, code: int = 0, **how: Any) -> Any:
        """What the command prints: its JSON, or its complaint."""
        with self.begun(*words, **how) as process:
            out, err = process.communicate(timeout=100)
        assert process.returncode == code, err
        return json.loads(out) if code == 0 else err

    def rows(self) -> tuple[int, ...]:
        """How many accounts, people, addresses and lines of the log for them there are."""
        database = Database(self.url)
        with database.read() as connection:
            counted = tuple(
                int(connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)
                for table in ("accounts", "parties", "addresses")
            )
            told = connection.scalar(
                text("SELECT count(*) FROM change_log WHERE kind IN ('account','party','address')")
            )
        database.close()
        return (*counted, int(told or 0))


@pytest.fixture
def line(sqlite_url: str, tmp_path: Path) -> Line:
    """A database with one portfolio."""
    made = Line(sqlite_url, tmp_path)
    made.run("portfolio", "add", *NORTH)
    return made


def many(count: int) -> str:
    """A file of so many rows."""
    rows = (
        f"CR{n};{10_000_000 + n};Persona {n};;Calle {n} # 1-2;Bogotá;{n + 1};0"
        for n in range(count)
    )
    return "\n".join([HEADERS, *rows])


def test_a_portfolio_is_added_filled_and_emptied(line: Line) -> None:
    again = line.run("portfolio", "add", *("Sur" if w == "Norte" else w for w in NORTH))
    assert not again["is_new"]
    line.run("portfolio", "add", *NORTH, code=2)
    path = line.folder / "cartera.csv"
    path.write_text("\n".join([HEADERS, ANA, LUIS, "TOTAL;;;;;;2.000.000;"]), encoding="cp1252")
    take = ("portfolio", "import", "--portfolio", "norte", "--json", str(path))
    dry = line.run(*take, "--dry-run")
    assert line.rows() == (0, 0, 0, 0)
    told = line.run(*take)
    for answer in (dry, told):
        assert [answer[name] for name in ("new", "changed", "same", "refused", "absent")] == [
            *(2, 0, 0, 1, 0)
        ]
        (error,) = answer["errors"]
        assert (error["row"], error["code"]) == (4, "totals")
        assert error["message"] == "Es una fila de totales."
        assert answer["detected"]["encoding"] == "cp1252"
    assert line.rows() == (2, 2, 2, 12)
    assert line.run("portfolio", "undo", told["id"])["state"] == "undone"
    assert line.rows() == (0, 0, 0, 12)
    assert "cartera" in line.run(*take[:3], "Este", str(path), code=2)


def test_a_kill_at_any_moment_leaves_all_or_nothing(line: Line) -> None:
    path = line.folder / "cartera.csv"
    path.write_text(many(3_000), encoding="utf-8")
    take = ("portfolio", "import", "--portfolio", "Norte", str(path))
    started = time.monotonic()
    dry = line.run(*take, "--dry-run")
    lasts = time.monotonic() - started
    assert dry["new"] == 3_000
    for share in (0.7, 0.9, 1.0, 1.1):
        process = line.begun(*take)
        try:
            process.wait(lasts * share)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate()
        assert line.rows() in ((0, 0, 0, 0), (3_000, 3_000, 3_000, 18_000))
    last = line.run(*take)
    assert last["new"] + last["same"] == 3_000
    assert line.rows() == (3_000, 3_000, 3_000, 18_000)


@pytest.mark.parametrize(("room", "code"), [(1_500_000, 2), (100_000, 4)])
def test_a_full_disk_in_mid_stage_is_said_and_leaves_nothing(
    line: Line, room: int, code: int
) -> None:
    path = line.folder / "cartera.csv"
    path.write_text(many(8_000), encoding="utf-8")

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    complaint = line.run(
        "portfolio", "import", "--portfolio", "Norte", str(path), code=code, preexec_fn=small_disk
    )
    assert "No hay espacio" in complaint
    assert line.rows() == (0, 0, 0, 0)
    assert not list((line.folder / "data" / "imports").iterdir())
