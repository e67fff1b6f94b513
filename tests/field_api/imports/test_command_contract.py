"""What the verbs print, to the letter: outside tests and scripts of banks stand on it."""

import json
from pathlib import Path
from typing import Any

import pytest

from field_api.command_line import main
from kobra_domain.imports.things import ImportKind
from tests.field_api.imports.made import ANA, HEADERS, LUIS
from tests.field_api.imports.test_command_line import NORTH

KEYS = (
    *("id", "new", "changed", "same", "refused", "absent", "detected", "assumed", "errors"),
    *("warnings", "kept", "visits", "agents"),
)
OF = {
    ImportKind.ACCOUNTS: (HEADERS, "CR3;1010;Eva Ríos;;;;5;0"),
    ImportKind.PARTIES: ("credito;documento;nombre;rol", "CR1;1011;Iván Gil;codeudor"),
    ImportKind.ADDRESSES: ("documento;direccion;municipio", "52100200;Calle 9 # 1-2;Cali"),
    ImportKind.AUTHORISATIONS: (
        "credito;documento;autorizacion;fecha_autorizacion",
        "CR1;52100200;PAG-1;20/01/2026",
    ),
    ImportKind.PAYMENTS: ("credito;valor_pago;fecha_pago", "CR1;10.000;13/11/2026"),
    ImportKind.CONTACTS: ("documento;fecha_contacto;canal", "52100200;13/11/2026;llamada"),
    ImportKind.PROMISES: ("credito;valor_promesa;fecha_promesa", "CR1;10.000;30/11/2026"),
    ImportKind.AGENTS: ("codigo_gestor;nombre", "G7;Gabriela"),
}


class Command:
    """The verbs over one database with one portfolio."""

    def __init__(self, url: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._url, self._folder, self._capsys = url, folder, capsys

    def run(self, *words: str, code: int = 0) -> Any:
        """The JSON that is printed, or the complaint."""
        found = main([*words[:2], "--database-url", self._url, *words[2:]])
        said = self._capsys.readouterr()
        assert found == code, said.err
        return json.loads(said.out) if code == 0 else said.err

    def take(self, *lines: str, encoding: str = "utf-8", more: Any = (), code: int = 0) -> Any:
        """A file of these lines, taken."""
        path = self._folder / "cartera.csv"
        path.write_text("\n".join(lines) + "\n", encoding=encoding)
        words = ("portfolio", "import", "--portfolio", "Norte", "--json", *more, str(path))
        return self.run(*words, code=code)

    def text(self, name: str, content: str) -> str:
        """A file beside it."""
        path = self._folder / name
        path.write_text(content, encoding="utf-8")
        return str(path)


@pytest.fixture
def command(
    sqlite_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Command:
    """One portfolio, in a place where Spanish is spoken."""
    for name, value in (
        ("KOBRA_DATA_FOLDER", str(tmp_path / "data")),
        ("LC_ALL", "es_CO.UTF-8"),
        ("LANGUAGE", "es"),
    ):
        monkeypatch.setenv(name, value)
    made = Command(sqlite_url, tmp_path, capsys)
    assert list(made.run("portfolio", "add", *NORTH)) == ["id", "institution_id", "is_new"]
    return made


def test_an_import_prints_these_keys_and_no_others(command: Command) -> None:
    lines = (HEADERS, ANA, "CR2;79400500;;;;;1;0", "", LUIS, "TOTAL;;;;;;2.000.000;")
    for more in (["--dry-run"], []):
        told = command.take(*lines, more=more)
        assert tuple(told) == KEYS
        assert [told[name] for name in KEYS[1:6]] == [2, 0, 0, 3, 0]
        assert told["detected"] == {
            "encoding": "utf-8",
            "delimiter": ";",
            "decimal": ",",
            "date_order": None,
        }
        assert [tuple(one) for one in told["errors"]] == [("row", "column", "code", "message")] * 3
        assert [(one["row"], one["column"], one["code"]) for one in told["errors"]] == [
            (3, "nombre", "missing"),
            (4, "", "empty_row"),
            (6, "", "totals"),
        ]
        assert told["errors"][0]["message"] == "Falta «Nombre»."
        assert (told["id"] is None) == bool(more)
    back = command.run("portfolio", "undo", told["id"])
    assert list(back) == ["id", "state", "rows", "visits", "staying"]
    assert (back["id"], back["state"], back["rows"]) == (told["id"], "undone", 6)


def test_what_nobody_decides_is_assumed_and_said_or_refused(command: Command) -> None:
    lines = ("credito;nombre;saldo;fecha_vencimiento", "A1;Ana;1.234;05/03/2026")
    refused = command.take(*lines, more=["--strict"], code=2)
    assert "«saldo»" in refused
    assert "«1.234»" in refused
    told = command.take(*lines)
    assert told["new"] == 1  # nothing was taken by the strict one
    assert told["assumed"] == [
        {"column": "saldo", "taken": ",", "row": 2, "value": "1.234"},
        {"column": "fecha_vencimiento", "taken": "dmy", "row": 2, "value": "05/03/2026"},
    ]
    decided = (lines[0], "A1;Ana;1.234,50;25/03/2026")
    assert command.take(*decided, more=["--strict"])["assumed"] == []


def test_what_the_book_doubts_is_warned_of_as_what_the_file_does(command: Command) -> None:
    headers = "credito;nombre;saldo;saldo_vencido;gestor"
    command.take(headers, "A1;Ana;1.000,50;0;")
    told = command.take(headers, "A1;Ana;500,50;600,50;G9")
    assert (told["changed"], told["refused"]) == (1, 0)
    assert [tuple(one) for one in told["warnings"]] == [
        ("column", "code", "count", "rows", "message")
    ] * 3
    assert [(one["code"], one["count"], one["rows"]) for one in told["warnings"]] == [
        ("overdue_above_balance", 1, [2]),
        ("unknown_agent", 1, [2]),
        ("balance_fell_unpaid", 1, [2]),
    ]


def test_a_mapping_says_which_column_is_what(command: Command) -> None:
    lines = ("Clave;Cliente;Deuda", "Z1;Eva;1,5")
    short = {"columns": {"Clave": "credito", "Cliente": "nombre", "Deuda": "saldo"}}
    deuda = {"header": "Deuda", "target": "saldo", "decimal": ",", "unit": 1000}
    others = [{"header": h, "target": t} for h, t in short["columns"].items() if t != "saldo"]
    long = {"columns": [*others, deuda], "delimiter": ";"}
    for mapping, changed in ((short, 0), (long, 1)):
        path = command.text("mapeo.json", json.dumps(mapping))
        told = command.take(*lines, more=["--mapping", path])
        assert (told["new"], told["changed"]) == (1 - changed, changed)
    for wrong in ("{", "null", '{"columns": {"Nada": "credito"}}', '{"columns": {"Deuda": "x"}}'):
        path = command.text("mapeo.json", wrong)
        assert command.take(*lines, more=["--mapping", path], code=2).startswith("kobra-field-api")


@pytest.mark.parametrize("kind", list(ImportKind))
def test_every_kind_of_file_is_taken_twice_and_taken_back(
    command: Command, kind: ImportKind
) -> None:
    command.take(HEADERS, ANA, LUIS)
    told = command.take(*OF[kind], more=["--kind", kind.value])
    assert tuple(told) == KEYS
    assert (told["errors"], told["refused"]) == ([], 0)
    assert told["new"] + told["changed"] == 1
    again = command.take(*OF[kind], more=["--kind", kind.value])
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 1)
    for one in (again, told):
        assert command.run("portfolio", "undo", one["id"])["state"] == "undone"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        *(("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16")),
        *(("cp1252", "cp1252"), ("cp850", "cp850"), ("mac_roman", "mac_roman")),
    ],
)
def test_the_letters_of_a_file_are_named(command: Command, encoding: str, named: str) -> None:
    lines = (HEADERS, ANA, "CR9;1;Íñigo Muñoz Peña;;Calle 8 # 12-40;Bogotá;5;0")
    told = command.take(*lines, encoding=encoding, more=["--dry-run"])
    assert (told["detected"]["encoding"], told["new"]) == (named, 2)


def test_what_cannot_be_begun_is_said_in_a_sentence(command: Command) -> None:
    take = ("portfolio", "import", "--portfolio")
    lost = command.run(*take, "Norte", "/no/existe/cartera.csv", code=4)
    assert lost == "kobra-field-api: No se pudo abrir el archivo cartera.csv.\n"
    assert "«Sur»" in command.run(*take, "Sur", "/no/existe", code=2)
    assert command.take("", code=2) == "kobra-field-api: El archivo está vacío.\n"
    assert "No existe" in command.run("portfolio", "undo", "nada", code=2)
    add = ("portfolio", "add", *("Otra" if word == "Norte" else word for word in NORTH))
    nowhere = ("America/Nowhere" if word == "America/Bogota" else word for word in add)
    assert "Zona horaria" in command.run(*nowhere, code=2)
