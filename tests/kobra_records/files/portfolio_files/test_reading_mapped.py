"""Files by a mapping that a person has made: constants, repairs, encodings, and what is strict."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kobra_domain.imports.formats import DateOrder, DecimalMark, Encoding
from kobra_domain.imports.mapping import ColumnUse, Constant, Mapping, proposed_mapping
from kobra_domain.imports.problems import FileCode, FileRefused
from kobra_domain.imports.reading import Trailer
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind
from kobra_records.files.portfolio_files.reading import FileRows
from kobra_records.files.portfolio_files.surveying import repaired, settled
from tests.kobra_records.files.portfolio_files.asked import ACCOUNTS, CO, read

T = Target


def written(folder: Path, *lines: str) -> Path:
    path = folder / "cartera.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def reason(path: Path, mapping: Mapping | None = None, *, strict: bool = False) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        read(path, mapping=mapping, strict=strict)
    return refused.value


def test_what_every_row_has_is_said_once(tmp_path: Path) -> None:
    path = written(tmp_path, "credito;nombre", "1;Ana", "2;Luz")
    mapping = Mapping(
        kind=ACCOUNTS,
        columns=proposed_mapping(["credito", "nombre"], ACCOUNTS).columns,
        constants=(
            Constant(target=T.PRODUCT_TYPE, value="microcrédito"),
            Constant(target=T.AUTHORISED_ON, value="2026-01-15"),
            Constant(target=T.INSTALMENT, value="1234.50"),
        ),
    )
    _, rows = read(path, mapping=mapping)
    assert rows[1] == {
        T.NUMBER: "2",
        T.NAME: "Luz",
        T.PRODUCT_TYPE: "microcredit",
        T.AUTHORISED_ON: date(2026, 1, 15),
        T.INSTALMENT: 123_450,
    }
    wrong = Mapping(
        kind=ACCOUNTS,
        columns=mapping.columns,
        constants=(Constant(target=T.AUTHORISED_ON, value="ayer"),),
    )
    assert reason(path, wrong).reason is FileCode.BAD_MAPPING


def test_a_repair_is_one_act_that_a_person_takes_or_leaves(tmp_path: Path) -> None:
    path = written(tmp_path, "credito;nombre;lat;lon", "1;Ana;74,08;4,61", "2;Luz;74,09;4,62")
    mapping = proposed_mapping(["credito", "nombre", "lat", "lon"], ACCOUNTS)
    said = FileRows(path, ACCOUNTS, mapping, CO).survey
    [repair] = said.repairs
    assert (repair.before, repair.after) == ("74,08, 4,61", "4.610000, -74.080000")
    assert (repair.rows, repair.of, repair.line) == (2, 2, 2)
    _, rows = read(path, mapping=mapping)
    assert [row[T.LAT] for row in rows] == [None, None]
    _, rows = read(path, mapping=repaired(mapping, repair))
    assert [(row[T.LAT], row[T.LON]) for row in rows] == [(4.61, -74.08), (4.62, -74.09)]


def test_what_was_settled_stays_so(tmp_path: Path) -> None:
    path = written(tmp_path, "credito;nombre;saldo;corte", "1;Ana;1.234;05/03/2026")
    mapping = proposed_mapping(["credito", "nombre", "saldo", "corte"], ACCOUNTS)
    whole = settled(mapping, FileRows(path, ACCOUNTS, mapping, CO).survey, CO)
    assert [(use.decimal, use.date_order) for use in whole.columns[2:]] == [
        (DecimalMark.COMMA, None),
        (None, DateOrder.DAY_FIRST),
    ]
    reading, _ = read(path, mapping=whole, strict=True)
    assert reading.survey.assumed == ()


def test_strict_refuses_values_that_nobody_knows(tmp_path: Path) -> None:
    path = written(tmp_path, "credito;nombre;estado", "1;Ana;ZZ")
    refused = reason(path, strict=True)
    assert refused.reason is FileCode.UNKNOWN_VALUES
    assert refused.params == {"column": "estado", "value": "ZZ"}


def test_a_byte_that_the_encoding_does_not_have_is_told_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / "cartera.csv"
    path.write_bytes(b"credito;nombre\r\n1;Ana\r\n2;Pe\xf1a\r\n")
    mapping = Mapping(kind=ACCOUNTS, encoding=Encoding.UTF_8)
    refused = reason(path, mapping)
    assert refused.reason is FileCode.UNDECODABLE
    assert refused.params == {"line": 3, "column": 5, "encoding": "utf-8"}


def test_a_column_that_the_mapping_asks_for_and_is_gone(tmp_path: Path) -> None:
    path = written(tmp_path, "credito;nombre", "1;Ana")
    uses = (ColumnUse(header="otra", target=T.NUMBER), ColumnUse(header="nombre", target=T.NAME))
    refused = reason(path, Mapping(kind=ACCOUNTS, columns=uses))
    assert (refused.reason, refused.params["column"]) == (FileCode.COLUMN_GONE, "otra")


def test_surnames_mails_and_what_the_trailer_says(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "credito;nombre;apellidos;correo;saldo",
        "1;Ana;Peña;ana@example.com, otra@example.com;5",
        "2;Luz;;nada;7,5",
        "Registros: 2;;;;12,5",
    )
    reading, rows = read(path)
    assert [row[T.NAME] for row in rows] == ["Ana Peña", "Luz"]
    assert [row[T.EMAIL] for row in rows] == [("ana@example.com", "otra@example.com"), None]
    assert reading.trailer == Trailer(
        line=4, cells={"credito": "Registros: 2", "saldo": "12,5"}, rows=2, sums={"saldo": 1_250}
    )
    assert reading.sums == {"saldo": 1_250}


def test_a_contact_is_a_moment_of_the_portfolios_clock(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "documento;fecha gestion;medio",
        "10;25/03/2026 3:05 p. m.;llamada",
        "11;2026-03-25 23:30:00;sms",
    )
    file = FileRows(path, ImportKind.CONTACTS, None, CO)
    [taken] = list(file)
    at = [slot.target for slot in file.slots].index(T.CONTACTED_ON)
    assert taken.columns[at] == [
        datetime(2026, 3, 25, 20, 5, tzinfo=UTC),
        datetime(2026, 3, 26, 4, 30, tzinfo=UTC),
    ]


def test_progress_is_told_for_both_passes(tmp_path: Path) -> None:
    path = written(tmp_path, "credito;nombre", *(f"{n};Ana" for n in range(10)))
    told: list[int] = []
    for _ in FileRows(path, ACCOUNTS, None, CO, told=told.append):
        pass
    assert told == [10, 20]
