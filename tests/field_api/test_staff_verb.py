"""`agent import` over both engines."""

import json
from pathlib import Path
from typing import Any

import pytest

from field_api.auth.audit import audit_lines
from field_api.change_log.rows import entities
from field_api.command_line import main
from field_api.database import Database
from kobra_domain.people import Agent, Team

HEAD = "codigo;nombre;equipo;telefono;turno\n"


def _run(
    url: str, path: Path, capsys: pytest.CaptureFixture[str], *more: str, code: int = 0
) -> Any:
    assert main(["agent", "import", "--database-url", url, str(path), *more]) == code
    said = capsys.readouterr()
    return (json.loads(said.out) if code == 0 else None), said.err


def test_the_agents_of_a_sheet_are_in_once_however_often_it_comes(
    database: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gestores.csv"
    rows = "".join(f"G{n:03};Ana {n};Equipo {n % 8};3005550{n:03};\n" for n in range(120))
    path.write_text(f"{HEAD}{rows}G777;;;;\n", "utf-8")
    _, refused = _run(database_url, path, capsys, code=2)
    assert refused
    shift = ("--shift", "L-V 8-17")
    dry, _ = _run(database_url, path, capsys, *shift, "--dry-run")
    made, told = _run(database_url, path, capsys, *shift)
    assert dry == made
    assert (made["new"], made["refused"], len(made["teams"])) == (120, 1, 8)
    assert told.startswith("122: ")
    with database.read() as connection:
        agents = entities(connection, Agent)
        assert len(agents) == 120
        assert len(entities(connection, Team)) == 8
        assert all(len(one.shift) == 5 for one in agents)
        assert len(audit_lines(connection, None, 500)) >= 120
    again, _ = _run(database_url, path, capsys)
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 120)


def test_a_sheet_without_codes_says_which_column_it_lacks(
    database: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gestores.csv"
    path.write_text("apodo;equipo\nAna;Norte\n", "utf-8")
    _, said = _run(database_url, path, capsys, code=2)
    assert "ódigo" in said or "code" in said
    with database.read() as connection:
        assert not entities(connection, Agent)
