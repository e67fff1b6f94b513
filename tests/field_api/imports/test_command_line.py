"""The verbs as outside tests use them: real processes, killed at any moment, without room."""

import io
import json
import os
import resource
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from field_api.command_line import main
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

    def say(self, *words: str, code: int = 0) -> Any:
        """What the command prints, in this process: a process costs two seconds to start."""
        out, err = io.StringIO(), io.StringIO()
        command = [*words[:2], "--database-url", self.url, *words[2:]]
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name, value in self.environment.items():
                patch.setenv(name, value)
            assert main(command) == code, err.getvalue()
        return json.loads(out.getvalue()) if code == 0 else err.getvalue()

    def run(self, *words: str, code: int = 0, **how: Any) -> Any:
        """What the command prints: its JSON, or its complaint."""
        with self.begun(*words, **how) as process:
            out, err = process.communicate(timeout=100)
        assert process.returncode == code, err
        return json.loads(out) if code == 0 else err

    def imports(self) -> list[str]:
        """The ids of all files."""
        database = Database(self.url)
        with database.read() as connection:
            found = list(connection.scalars(text("SELECT id FROM imports ORDER BY id")))
        database.close()
        return found

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
    assert main(["portfolio", "add", "--database-url", sqlite_url, *NORTH]) == 0
    return made


def many(count: int) -> str:
    """A file of so many rows."""
    rows = (
        f"CR{n};{10_000_000 + n};Persona {n};;Calle {n} # 1-2;Bogotá;{n + 1};0"
        for n in range(count)
    )
    return "\n".join([HEADERS, *rows])


def test_a_portfolio_is_added_filled_and_emptied(line: Line) -> None:
    again = line.say("portfolio", "add", *("Sur" if w == "Norte" else w for w in NORTH))
    assert not again["is_new"]
    line.say("portfolio", "add", *NORTH, code=2)
    path = line.folder / "cartera.csv"
    path.write_text("\n".join([HEADERS, ANA, LUIS, "TOTAL;;;;;;2.000.000;"]), encoding="cp1252")
    take = ("portfolio", "import", "--portfolio", "norte", "--json", str(path))
    dry = line.say(*take, "--dry-run")
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
    assert line.say("portfolio", "undo", told["id"])["state"] == "undone"
    assert line.rows() == (0, 0, 0, 12)
    assert "cartera" in line.say(*take[:3], "Este", str(path), code=2)


# Runs the command and kills it in the middle of a statement: after so many hundreds of the steps
# that the engine goes. What it was at is left in a file before.
DOOMED = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from field_api.command_line import main

at, note, steps = int(sys.argv[1]), sys.argv[2], 0

@event.listens_for(Engine, "connect")
def watch(connection, _):
    def step():
        global steps
        steps += 1
        if steps == at:
            with open(note, "w") as file:
                file.write("writing" if connection.in_transaction else "reading")
            os.kill(os.getpid(), signal.SIGKILL)
        return 0
    connection.set_progress_handler(step, 100)

code = main(sys.argv[3:])
with open(note, "w") as file:
    file.write(str(steps))
sys.exit(code)
"""


def test_a_kill_in_the_middle_leaves_nothing_and_the_next_takes_all(line: Line) -> None:
    path, note = line.folder / "cartera.csv", line.folder / "note"
    path.write_text(many(300), encoding="utf-8")
    take = ("portfolio", "import", "--database-url", line.url, "--portfolio", "Norte", str(path))

    def doomed(at: int) -> tuple[int, str]:
        command = [sys.executable, "-c", DOOMED, str(at), str(note), *take]
        done = subprocess.run(command, env=line.environment, capture_output=True, check=False)
        return done.returncode, note.read_text()

    # Taken to its end once, to know how long it is, and taken back.
    code, steps = doomed(0)
    assert code == 0
    (taken,) = line.imports()
    line.run("portfolio", "undo", taken)
    told = line.rows()
    assert told[:3] == (0, 0, 0)
    struck = []
    for share in (0.6, 0.9, 0.97):
        code, was = doomed(int(int(steps) * share))
        assert code == -signal.SIGKILL
        struck.append(was)
        assert line.rows() == told
    assert "writing" in struck
    assert line.run(*take[:2], *take[4:])["new"] == 300
    assert line.rows()[:3] == (300, 300, 300)


@pytest.mark.parametrize("room", [1_500_000, 100_000])
def test_a_full_disk_in_mid_stage_is_said_and_leaves_nothing(line: Line, room: int) -> None:
    path = line.folder / "cartera.csv"
    path.write_text(many(8_000), encoding="utf-8")

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    complaint = line.run(
        "portfolio", "import", "--portfolio", "Norte", str(path), code=4, preexec_fn=small_disk
    )
    assert "No hay espacio" in complaint
    assert line.rows() == (0, 0, 0, 0)
    assert not list((line.folder / "data" / "imports").iterdir())
