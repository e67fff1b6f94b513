"""Reports as files: over HTTP for who may take data along, and from the command line, which outside
tests use; each of its own scope, and each a line of the audit.
"""

from __future__ import annotations

import io
import json
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image
from sqlalchemy import update

from field_api.command_line import main
from field_api.database import Database
from field_api.reports.files import Press
from field_api.tables.replicated import TABLES
from kobra_domain.dues import BankPayment
from kobra_domain.reports.custom.things import Block, Held, SavedReport, Shape
from kobra_domain.visits import Outcome, VisitState
from kobra_records.ids import new_id
from tests.field_api.servers import Client, Running
from tests.field_api.world import Side, World, write
from tests.kobra_records.files.paper import pdf_text

SignIn = Callable[[str], Client]
NOW = datetime(2026, 12, 2, 15, 31, 12, tzinfo=UTC)
NINE = datetime(2026, 11, 18, 14, 30, tzinfo=UTC)  # Wednesday 9:30 in Bogotá
MONTH, WEEK = "mes-cliente", "semana-direccion"


def paid(side: Side, amount: int, day: date) -> BankPayment:
    return BankPayment(
        id=new_id(),
        portfolio_id=side.portfolio.id,
        account_number=side.account.number,
        account_id=side.account.id,
        amount_minor=amount,
        currency="COP",
        value_on=day,
        booked_on=day,
    )


def fill(database: Database, world: World) -> None:
    """Visits and payments of November, of north and south."""
    for side, amount in ((world.north, 123_456_700), (world.south, 900_000_00)):
        visit = side.visit(
            state=VisitState.COMPLETED,
            outcome=Outcome.PROMISE,
            ended_at=NINE,
            planned_on=NINE.date(),
            agent_id=side.agent.id,
        )
        write(database, visit, paid(side, amount, date(2026, 11, 20)))


def give_logo(database: Database, side: Side) -> None:
    made = io.BytesIO()
    Image.new("RGB", (60, 30), "#0F4C81").save(made, "PNG")
    table = TABLES["institution"]
    logo = b64encode(made.getvalue()).decode()
    with database.begin() as connection:
        here = update(table).where(table.c.id == side.institution.id)
        connection.execute(here.values(logo=logo))


def asked(client: Client, key: str, **params: str) -> Any:
    return client.get(
        f"/api/v1/reports/{key}/file", params=params, headers={"Accept-Language": "es-CO"}
    )


@pytest.mark.both_engines
def test_a_closed_month_is_the_client_s_own_paper_and_the_same_again(
    server: Running, database: Database, world: World, sign_in: SignIn
) -> None:
    fill(database, world)
    give_logo(database, world.north)
    server.clock.now = NOW
    client = sign_in("supervisor")
    answer = asked(client, MONTH, format="pdf")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "Mes%20del%20cliente.pdf" in answer.headers["Content-Disposition"]
    said = pdf_text.text(answer.content)
    for words in (
        *("Mes del cliente", "Mes pasado (1 nov – 30 nov 2026)", "Banco Norte"),
        *("$ 1.234.567 COP", "Datos hasta 2 dic 2026", "Cómo se cuenta"),
    ):
        assert words in said, said
    assert "900.000" not in said
    assert "Banco Norte" in pdf_text.alternatives(answer.content)
    server.clock.forward(minutes=7)
    assert asked(client, MONTH, format="pdf").content == answer.content
    book = openpyxl.load_workbook(io.BytesIO(asked(client, MONTH, format="xlsx").content))
    kept = {row[0].value: row[1].value for row in book["Cifras"].iter_rows(min_row=2)}
    assert (kept["Recuperado"], kept["Visitas hechas"]) == (1_234_567, 1)
    table = asked(client, "hours", format="csv", period="last_month")
    assert table.headers["Content-Type"] == "application/zip"
    lines = sign_in("admin").get("/api/v1/audit").json()["items"]
    assert [one["act"] for one in lines] == ["export.file"] * 4
    assert lines[-1]["user_id"] == world.users["supervisor"].id
    days = "Mes pasado (1 nov – 30 nov 2026) · comparado con 1 oct – 31 oct 2026"
    about = {"listing": "Mes del cliente (PDF)", "filter": days}
    assert lines[-1]["details"] == about


@pytest.mark.parametrize(
    ("path", "params", "status", "field"),
    [
        ("nothing", {"format": "pdf"}, 404, "key"),
        (MONTH, {}, 422, "format"),
        (MONTH, {"format": "docx"}, 422, "format"),
        (MONTH, {"format": ["pdf", "csv"]}, 422, "format"),
        (MONTH, {"format": "pdf", "colour": "red"}, 422, "colour"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_noted(
    world: World, sign_in: SignIn, path: str, params: dict[str, Any], status: int, field: str
) -> None:
    answer = asked(sign_in("supervisor"), path, **params)
    assert (answer.status_code, answer.json()["params"].get("field")) == (status, field)
    assert sign_in("admin").get("/api/v1/audit").json()["items"] == []


def test_a_file_that_takes_too_long_is_given_up(
    server: Running, world: World, sign_in: SignIn
) -> None:
    state = server.app.state
    old, state.press = state.press, Press(seconds=0.0)
    answer = asked(sign_in("supervisor"), MONTH, format="pdf")
    state.press.stop()
    state.press = old
    assert (answer.status_code, answer.json()["code"]) == (422, "report_files_slow")
    assert "más de 0 s y se dejó" in answer.json()["message"]


# The command line


def run(url: str, *arguments: str, expected: int = 0) -> None:
    assert main(["report", *arguments, "--database-url", url], clock=lambda: NOW) == expected


@pytest.mark.both_engines
def test_reports_leave_by_the_command_line(
    database: Database,
    database_url: str,
    world: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fill(database, world)
    block = Block(shape=Shape.NUMBER, measures=("done",))
    days = (Held(name="from", value="2026-11-01"), Held(name="to", value="2026-12-01"))
    saved = SavedReport(
        id=new_id(), name="Mi mes", owner_id=new_id(), blocks=(block,), filters=days
    )
    write(database, saved)
    run(database_url, "list", "--locale", "es")
    keys = {
        one["key"]: one["name"] for one in map(json.loads, capsys.readouterr().out.split("\n")[:-1])
    }
    assert (keys[WEEK], keys[MONTH]) == ("Semana de dirección", "Mes del cliente")
    assert keys[saved.id] == "Mi mes"
    mine = tmp_path / "mine.pdf"
    run(database_url, "export", "--report", saved.id, "--format", "pdf", str(mine))
    assert "1 nov – 30 nov 2026" in pdf_text.text(mine.read_bytes())
    capsys.readouterr()
    portfolio = world.north.portfolio.name
    export = ("export", "--report", MONTH, "--portfolio", portfolio, "--locale", "es_CO")
    paper, book, table = (tmp_path / f"mes.{one}" for one in ("pdf", "xlsx", "csv"))
    for out in (paper, book, table):
        run(database_url, *export, "--format", out.suffix[1:], str(out))
    said = pdf_text.text(paper.read_bytes())
    assert "$ 1.234.567 COP" in said
    assert f"Mes pasado (1 nov – 30 nov 2026) · {portfolio}" in said
    cells = [cell.value for row in openpyxl.load_workbook(book)["Cifras"].rows for cell in row]
    assert 1_234_567 in cells
    text = table.read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert '"Recuperado";1234567' in text.decode("utf-8-sig")
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert told[0]["files"] == [str(paper)]
    beside = [Path(one) for one in told[2]["files"]]
    assert beside[0] == table
    assert len(beside) > 1
    assert all(one.read_bytes().startswith(b"\xef\xbb\xbf") for one in beside)
    assert "«;»" in told[2]["told"][0]
    archive = tmp_path / "mes.zip"
    run(database_url, *export, "--format", "csv", str(archive))
    assert archive.read_bytes().startswith(b"PK")


def test_of_nothing_there_is_a_file_too(
    database: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nada.csv"
    run(database_url, "export", "--report", "recovery", "--format", "csv", str(out))
    assert json.loads(capsys.readouterr().out)["files"] == [str(out)]
    assert "Recuperación" in out.read_text("utf-8-sig")


def test_what_the_command_line_cannot_do_it_says(
    database: Database,
    database_url: str,
    world: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "x.pdf"
    for more, words in (
        (("--report", "nada"), "semana-direccion"),
        (("--report", MONTH, "--portfolio", "Nadie"), "Nadie"),
        (("--report", MONTH, "--from", "2026-12-01", "--to", "2026-11-01"), "--to has to be"),
    ):
        run(database_url, "export", *more, "--format", "pdf", str(out), expected=2)
        assert words in capsys.readouterr().err
    for place, words in ((tmp_path / "no" / "x.pdf", "no such folder"), (tmp_path, "a folder")):
        export = ("export", "--report", WEEK, "--format", "pdf", str(place))
        run(database_url, *export, expected=4)
        assert words in capsys.readouterr().err
    assert list(tmp_path.glob("*.part")) == []
    with pytest.raises(SystemExit):
        main(["report", "export", "--report", WEEK, "--format", "pdf", "--to", "ayer", str(out)])
    assert "ayer is no day" in capsys.readouterr().err
    assert not out.exists()
    days = ("--from", "2026-11-01", "--to", "2026-12-01")
    run(database_url, "export", "--report", WEEK, *days, "--format", "pdf", str(out))
    assert "1 nov – 30 nov 2026" in pdf_text.text(out.read_bytes())
