"""The verbs: a portfolio's file from the server's own command line."""

import io
import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from field_api.command_line import main
from field_api.database import Database
from kobra_domain.visits import Outcome
from kobra_records import json_form
from tests.field_api.outgoing.made import CODES, Desk, terms_with
from tests.field_api.world import build_world

Say = Callable[..., Any]


@pytest.fixture
def say(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """What the command prints, and its exit code."""
    database = Database(sqlite_url)
    desk = Desk(database, build_world(database).north, tmp_path, datetime.now(UTC))
    desk.visit(outcome=Outcome.REFUSED)
    database.close()
    monkeypatch.setenv("KOBRA_DATA_FOLDER", str(tmp_path / "data"))

    def said(*words: str, code: int = 0) -> Any:
        out, err = io.StringIO(), io.StringIO()
        command = [*words[:2], "--database-url", sqlite_url, *words[2:]]
        command += ["--portfolio", desk.side.portfolio.name]
        with redirect_stdout(out), redirect_stderr(err):
            assert main(command) == code, err.getvalue()
        return out.getvalue() if code == 0 else err.getvalue()

    return said


def told(folder: Path, **changes: Any) -> str:
    path = folder / "terms.json"
    path.write_text(json_form.text(terms_with(**changes)))
    return str(path)


def test_it_is_set_made_and_listed(say: Say, tmp_path: Path) -> None:
    assert say("outgoing", "make", code=2)
    left = tuple(one for one in CODES if one.key != "outcome.refused")
    say("outgoing", "set", told(tmp_path, codes=left))
    assert say("outgoing", "make", code=2)
    say("outgoing", "set", told(tmp_path))
    out = tmp_path / "out"
    out.mkdir()
    made = json.loads(say("outgoing", "make", "--to", str(out)))
    assert (made["state"], made["manifest"]["rows"]) == ("made", 1)
    assert (out / made["name"]).stat().st_size == made["manifest"]["bytes"]
    assert [json.loads(line) for line in say("outgoing", "list").splitlines()] == [made]


@pytest.mark.parametrize("text", ["{", "[]", '{"since_on": 3}', '{"since_on": "2026-01-01"}'])
def test_terms_that_are_none_are_refused(say: Say, tmp_path: Path, text: str) -> None:
    path = tmp_path / "terms.json"
    path.write_text(text)
    assert say("outgoing", "set", str(path), code=2)
