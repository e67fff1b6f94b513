"""Answers as files, read back as others read them: one name a column, a repeat a table, nothing
lost in silence.
"""

from __future__ import annotations

import csv
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kobra_domain.visits import ReviewState, Verdict
from kobra_records.answers.columns import ReadVersion
from kobra_records.answers.rows import AnsweredRow
from kobra_records.files.exports import holding
from kobra_records.files.exports.deed import WouldReplace
from kobra_records.files.exports.holding import Loss
from tests.kobra_records.answers.forms import (
    ask,
    export,
    form,
    group,
    repeat,
    row,
    tables,
    versions,
)

FACTS = (
    *("instance_id", "received_at", "agent", "visit_id", "holder", "portfolio", "version"),
    *("verdict", "distance_m", "review", "logic_differs", "corrected"),
)


def _csv(path: Path, separator: str = ";") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file, delimiter=separator))
    assert len({name.casefold() for name in lines[0]}) == len(lines[0])
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = load_workbook(path)
    return {
        one.title: [list(line) for line in one.iter_rows(values_only=True)]
        for one in book.worksheets
    }


def _header(tmp_path: Path, asked: list[ReadVersion], **more: Any) -> list[str]:
    path = tmp_path / "h.xlsx"
    path.unlink(missing_ok=True)
    export(path, asked, [], **more)
    return [str(name) for name in next(iter(_sheets(path).values()))[0]]


def test_a_question_called_as_a_fact_does_not_pass_for_it(tmp_path: Path) -> None:
    """By codes the facts have their names, whatever a form asks."""
    names = ("agent", "version", "review", "received_at", "INSTANCE_ID", "number", "time_zone")
    asked = versions(form(*(ask(name, "text", name) for name in names)))
    header = _header(tmp_path, asked, has_labels=False)
    assert [name for name in header if name != "Zona horaria"][:12] == list(FACTS)
    path = tmp_path / "a.csv"
    export(path, asked, [row("v1", {"agent": "Luis"})], has_labels=False)
    (line,) = _csv(path)
    assert (line["agent"], line["agent (agent)"]) == ("Ana", "Luis")


def test_labels_alike_are_told_apart_by_path_and_stay(tmp_path: Path) -> None:
    """Another question, before them and called as they are, takes no name."""
    old = form(
        group("b", ask("nombre", "text", "Nombre")),
        group("a", ask("nombre", "text", "Nombre")),
        ask("x", "text", "Monto"), ask("y", "text", "Monto (x)"), ask("z", "text", "monto "),
    )  # fmt: skip
    before = _header(tmp_path, versions(old))[12:]
    assert before == ["Nombre (b/nombre)", "Nombre", "Monto", "Monto (x)", "monto (z)"]
    new = form(ask("aa", "text", "Nombre"), ask("a0", "text", "MONTO"), *old.survey)
    after = _header(tmp_path, versions(old, new))[12:]
    assert after == ["Nombre (aa)", "MONTO (a0)", *before]


def test_labels_alike_but_for_their_ends(tmp_path: Path) -> None:
    """Cut, and told apart all the same."""
    long = "¿Cuánto gana al mes? " * 20
    asked = versions(form(ask("a", "text", long + "uno"), ask("b", "text", long + "dos")))
    header = _header(tmp_path, asked)[12:]
    assert len(set(header)) == 2
    assert all(len(name) <= 255 for name in header)
    assert header[1].endswith("(b)")


def test_a_place_does_not_take_the_name_of_a_question(tmp_path: Path) -> None:
    """Its parts are columns too."""
    asked = versions(form(ask("a", "text", "Lugar (latitud)"), ask("p", "geopoint", "Lugar")))
    path = tmp_path / "a.csv"
    rows = [row("v1", {"a": "x", "p": "4.6 -74.08 2600 9"}), row("v1", {"p": "junto al río"})]
    export(path, asked, rows)
    first, second = _csv(path)
    assert first["Lugar (latitud)"] == "x"
    assert first["Lugar (latitud) (p)"] == "4,6"
    assert (first["Lugar (longitud)"], first["Lugar (precisión en m)"]) == ("-74,08", "9,0")
    assert second["Lugar (latitud) (p)"] == "junto al río"


LABELS = [
    ("Integrantes", "Integrantes"),
    ("x" * 90 + "1", "x" * 90 + "2"),
    ("A/B", "A:B"),
    ("Bienes", "BIENES"),
    ("", ""),
    ("CON", "con"),
    ("history", "History"),
]


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_no_repeat_overwrites_another(tmp_path: Path, labels: tuple[str, str], ending: str) -> None:
    """Nor one inside it of the same label: each has its file or sheet, with its rows."""
    first, second = labels
    asked = versions(
        form(
            repeat("r", ask("a"), repeat("n", ask("b"), label=first), label=first),
            repeat("s", ask("c"), label=second),
        )
    )
    answers = {"r[1]/a": "uno", "r[1]/n[1]/b": "dos", "s[1]/c": "tres"}
    path = tmp_path / f"x.{ending}"
    written = export(path, asked, [row("v1", answers)])
    said: list[Any]
    if ending == "csv":
        names = sorted(one.name.casefold() for one in written.paths)
        assert len(set(names)) == 4
        assert sorted(one.name for one in tmp_path.iterdir()) == sorted(
            one.name for one in written.paths
        )
        said = [list(_csv(one)[0].values())[-1] for one in written.paths[1:]]
    else:
        sheets = _sheets(path)
        assert len({title.casefold() for title in sheets}) == 4
        said = [lines[1][-1] for lines in list(sheets.values())[1:]]
    assert said == ["uno", "dos", "tres"]


def test_several_files_are_one_deed(tmp_path: Path) -> None:
    """The person's own file beside is not overwritten unasked, and nothing is written."""
    asked = versions(form(repeat("hogar", ask("a"), label="Hogar")))
    (tmp_path / "v-Hogar.csv").write_text("mine", "utf-8")
    with pytest.raises(WouldReplace) as refused:
        export(tmp_path / "v.csv", asked, [row("v1", {"hogar[1]/a": "x"})])
    assert [path.name for path in refused.value.paths] == ["v-Hogar.csv"]
    assert [path.name for path in tmp_path.iterdir()] == ["v-Hogar.csv"]
    assert (tmp_path / "v-Hogar.csv").read_text("utf-8") == "mine"


def _nested() -> tuple[list[ReadVersion], list[AnsweredRow]]:
    inner = repeat("gasto", ask("valor", "integer", "Valor"), label="Gasto")
    asked = versions(form(repeat("hogar", ask("edad", "integer", "Edad"), inner, label="Hogar")))
    answers = {f"hogar[1]/gasto[{n}]/valor": str(n) for n in (10, 2, 1)}
    return asked, [row("v1", {**answers, "hogar[2]/edad": "4"})]


def test_numbers_inside_numbers_stay_apart(tmp_path: Path) -> None:
    """«1.1» and «1.10», for every reader: as a text and as a number a level, in their order."""
    asked, rows = _nested()
    export(tmp_path / "a.xlsx", asked, rows)
    sheets = _sheets(tmp_path / "a.xlsx")
    assert sheets["Hogar"][0][:3] == ["Identificador", "Número", "Edad"]
    assert [line[1] for line in sheets["Hogar"][1:]] == [1, 2]
    header, *lines = sheets["Gasto"]
    assert header == [
        "Identificador", "Número", "Hogar (número)", "Gasto (número)", "Valor",
    ]  # fmt: skip
    assert [line[1:] for line in lines] == [
        ["1.1", 1, 1, 1], ["1.2", 1, 2, 2], ["1.10", 1, 10, 10]
    ]  # fmt: skip
    export(tmp_path / "a.csv", asked, rows, has_labels=False)
    found = _csv(tmp_path / "a-hogar_gasto.csv")
    assert [one["hogar/gasto.number"] for one in found] == ["1", "2", "10"]


def test_what_the_format_of_a_country_has(tmp_path: Path) -> None:
    """Codes, long numbers, booleans and amounts, in Colombia and in Mexico."""
    asked = versions(
        form(ask("c", "text", "C"), ask("n", "integer", "N"), ask("m", "decimal", "M"),
             ask("t", "calculate"))
    )  # fmt: skip
    answers = {"c": "0042", "n": "123456789012345678", "m": "2.5E7", "t": "1.5"}
    rows = [row("v1", answers, logic_mismatch=False, distance_m=12.345)]
    export(tmp_path / "co.csv", asked, rows)
    (line,) = _csv(tmp_path / "co.csv")
    assert [line[one] for one in ("C", "N", "M", "t", "Metros", "Difiere del formulario")] == [
        "0042", "123456789012345678", "25000000", "1,5", "12,3", "No",
    ]  # fmt: skip
    export(tmp_path / "mx.csv", asked, rows, locale="es_MX")
    (line,) = _csv(tmp_path / "mx.csv", ",")
    assert (line["t"], line["Metros"]) == ("1.5", "12.3")
    export(tmp_path / "en.csv", asked, rows, locale="en")
    assert _csv(tmp_path / "en.csv", ",")[0]["Differs from the form"] == "No"
    written = export(tmp_path / "a.xlsx", asked, rows)
    header, values = next(iter(_sheets(tmp_path / "a.xlsx").values()))
    held = dict(zip(header, values, strict=True))
    assert (held["C"], held["N"], held["M"], held["t"]) == (
        "0042", "123456789012345678", 25_000_000, 1.5
    )  # fmt: skip
    assert written.losses


HOSTILE = ["=1+1", "a;+cmd|' /C calc'!A0;b", "\t=1", "uno\n=2", "@SUM(A1)", "-2+3", 'x";=1;"']


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_nothing_is_a_formula_for_any_reader(tmp_path: Path, separator: str) -> None:
    """Answers, labels of choices, headers and corrections, behind every separator."""
    survey = [ask(f"q{n}", "text", text) for n, text in enumerate(HOSTILE)]
    chosen = ask("o", "select_one l", "Otra;=1+1")
    asked = versions(form(*survey, chosen, lists={"l": {"a": "x;=HYPERLINK(1)"}}))
    answers = {**{f"q{n}": text for n, text in enumerate(HOSTILE)}, "o": "a", "=z": "=z"}
    path = tmp_path / "a.csv"
    export(path, asked, [row("v1", answers, party_name="=x", corrected={"q0": ";=9"})])
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for line in csv.reader(file, delimiter=separator) for cell in line]
    assert not [cell for cell in cells if cell.lstrip(" \"'")[:1] in ("=", "@") and cell[0] != "'"]
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+cmd", "\t", "-2"))]


def test_what_cannot_be_read_stays_text_and_is_told(tmp_path: Path) -> None:
    """Beside the numbers; nothing is counted where nothing was answered."""
    asked = versions(form(ask("m", "decimal", "M"), ask("d", "date", "D"), ask("p", "geopoint")))
    rows = [row("v1", {"m": "2.5E7", "d": "", "p": "x"}), row("v1", {"m": "250 mil", "d": "hoy"})]
    for ending in ("csv", "xlsx"):
        written = export(tmp_path / f"a.{ending}", asked, rows)
        assert written.losses == {Loss.UNREAD: 3}
        assert written.told("es_CO")[0].startswith("3 datos no se pudieron leer")
    lines = next(iter(_sheets(tmp_path / "a.xlsx").values()))
    assert [line[12] for line in lines] == ["M", 25_000_000, "250 mil"]


def test_telephones_and_numbers_gain_no_letters(tmp_path: Path) -> None:
    """Seen elsewhere as they are."""
    asked = versions(form(ask("t", "text", "T"), ask("m", "decimal", "M")))
    export(tmp_path / "a.csv", asked, [row("v1", {"t": "+57 310 555 0142", "m": "-5"})])
    assert [_csv(tmp_path / "a.csv")[0][one] for one in "TM"] == ["+57 310 555 0142", "-5"]


def test_facts_in_words_or_codes(tmp_path: Path) -> None:
    """Moments by the reader's clock, which the file names."""
    fact = row("v1", {}, verdict=Verdict.AT_ADDRESS, review=ReviewState.APPROVED, visit_id="v")
    asked = versions(form(ask("visita", "text", "Visita"), ask("s", "start")))
    by_words = tables(asked, [fact])[0][0]
    assert (by_words["Ubicación"], by_words["Revisión"]) == ("En el domicilio", "Aprobada")
    export(tmp_path / "a.xlsx", asked, [fact], has_labels=False)
    header, values = next(iter(_sheets(tmp_path / "a.xlsx").values()))
    held = dict(zip(header, values, strict=True))
    assert held["received_at"] == datetime(2026, 11, 20, 10, 41)
    assert (held["verdict"], held["Zona horaria"]) == ("at_address", "America/Bogota")


def test_the_visit_is_who_was_visited() -> None:
    """An id of ours says nothing to a person; programs want it."""
    asked = versions(form(ask("visita", "text", "A quién")))
    one = row("v1", {"visita": "id-1"}, visit_id="id-1", party_name="Ana Peña")
    assert list(tables(asked, [one])[0][0].values())[-1] == "Ana Peña"
    assert list(tables(asked, [one], has_labels=False)[0][0].values())[-1] == "id-1"


def test_corrected_answers_stand_as_corrected() -> None:
    """In a repeat too, also where nothing had been sent."""
    asked = versions(form(ask("m", "decimal", "M"), repeat("r", ask("x"), label="R")))
    one = row("v1", {"m": "1", "r[1]/x": "a"}, corrected={"m": "2.5E7", "r[2]/x": "b"})
    main, inside = tables(asked, [one])
    assert main[0]["M"] == Decimal(25_000_000)
    assert [line["x"] for line in inside] == ["a", "b"]
    assert main[0]["Corregidas"] == "m; r[2]/x"


def test_what_looks_escaped_goes_out_escaped(tmp_path: Path) -> None:
    """In headers, cells and titles of sheets."""
    asked = versions(
        form(
            repeat("r", ask("precio_x1000_kg"), label="talla_x0041_b"), ask("a", "text", "_x000D_")
        )
    )
    export(tmp_path / "a.xlsx", asked, [row("v1", {"a": "_x000D_", "r[1]/precio_x1000_kg": "1"})])
    sheets = _sheets(tmp_path / "a.xlsx")  # as its letters stand in the file
    main, inside = sheets.values()
    assert list(sheets)[1] == "talla_x005F_x0041_b"
    assert (main[0][-1], main[1][-1]) == ("_x005F_x000D_", "_x005F_x000D_")
    assert inside[0][-1] == "precio_x005F_x1000_kg"


def test_beyond_the_last_column_and_the_longest_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Left out of a workbook, counted and told; a text has room."""
    monkeypatch.setattr(holding, "MOST_COLUMNS", 20)
    asked = versions(form(*(ask(f"q{n}") for n in range(20))))
    written = export(tmp_path / "a.xlsx", asked, [row("v1", {"q0": "x" * 40_000})])
    assert {loss.value: n for loss, n in written.losses.items()} == {"columns": 12, "cut": 1}
    assert not export(tmp_path / "a.csv", asked, [row("v1", {"q0": "x" * 40_000})]).losses
