"""What holds of every file: no row is lost, one row settles its column, and shortcuts say what the
long way says.
"""

import csv
import io
import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kobra_domain.documents import read_document
from kobra_domain.imports.formats import DecimalMark, Encoding
from kobra_domain.imports.problems import FileRefused
from kobra_domain.imports.targets import Target
from kobra_records.files.portfolio_files.lines import Delimited
from kobra_records.files.portfolio_files.money import Money
from kobra_records.files.portfolio_files.packing import packed
from kobra_records.files.portfolio_files.phones import Phones
from kobra_records.files.portfolio_files.reading import FileRows
from kobra_records.files.portfolio_files.refused import write_refused
from kobra_records.files.portfolio_files.texts import Texts
from kobra_records.files.portfolio_files.troubles import Troubles
from kobra_records.files.tabular.amounts import read_amount
from kobra_records.files.tabular.encodings import detected
from tests.kobra_records.files.portfolio_files.asked import ACCOUNTS, CO

CELLS = st.text(max_size=12).filter(lambda text: "\x00" not in text and _has_bytes(text))
AMOUNTS = st.sampled_from(["", "5", "1.234", "1.234,50", "-3", "x", "(2)", "NULL", "$ 7"])
NUMBERS = st.sampled_from(["1", "2", "003", "", "TOTAL", "A-1", "x" * 50])
FEW = settings(max_examples=60, deadline=None)


def _has_bytes(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def write(folder: str, text: str, encoding: str = "utf-8") -> Path:
    path = Path(folder) / "cartera.csv"
    path.write_bytes(text.encode(encoding))
    return path


@FEW
@given(st.lists(st.tuples(NUMBERS, CELLS, AMOUNTS), min_size=1, max_size=30), st.booleans())
def test_every_row_is_taken_or_refused_once(
    rows: list[tuple[str, str, str]], is_quoted: bool
) -> None:
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";", quoting=csv.QUOTE_MINIMAL)
    if is_quoted:
        writer = csv.writer(made, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(["credito", "nombre", "saldo"])
    writer.writerows([*rows, ("fin", "Ana", "1")])
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, made.getvalue())
        file = FileRows(path, ACCOUNTS, None, CO)
        blocks = list(file)
        reading = file.reading()
        lines = [line for taken in blocks for line in taken.lines]
        refused = [refusal for taken in blocks for refusal, _ in taken.refused]
        assert reading.rows == reading.survey.rows == reading.taken + reading.refused
        assert (len(lines), len(refused)) == (reading.taken, reading.refused)
        assert sorted({*lines, *(one.line for one in refused)}) == sorted(
            lines + [one.line for one in refused]
        )
        assert reading.refused == sum(reading.refused_by.values())
        back = write_refused(path, Path(folder) / "b.csv", file.mapping, refused, "es")
        assert back == reading.refused


@FEW
@given(st.binary(max_size=400))
def test_no_bytes_fall_over(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cartera.csv"
        path.write_bytes(b"credito;nombre;saldo\n" + content)
        try:
            file = FileRows(path, ACCOUNTS, None, CO)
            for _ in file:
                pass
            file.reading()
        except FileRefused:
            pass


@given(
    st.lists(st.lists(st.text("ab;\n\r' ", max_size=5), min_size=2, max_size=4), max_size=8),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@FEW
def test_parting_by_split_is_what_csv_would_do(rows: list[list[str]], end: str) -> None:
    text = end.join(";".join(cell.replace(";", "") for cell in row) for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, text)
        expected = [row or [""] for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")]
        if path.stat().st_size and text.strip("\r\n\t "):
            records = Delimited(packed(path), Encoding.UTF_8, ";")
            found = [
                (line, row)
                for lines, part in records.chunks()
                for line, row in zip(lines, part, strict=True)
            ]
            assert [row or [""] for _, row in found] == expected
            assert [line for line, _ in found] == list(range(1, len(found) + 1))


@given(
    st.lists(
        st.sampled_from(
            [
                "1.234,50",
                "1.234",
                "12,5",
                "7",
                "",
                "-3",
                "(2,5)",
                "$ 1.000",
                "1,5 COP",
                "1.2.3",
                "٢",
            ]
        )
        | st.from_regex(r"\A[0-9]{1,3}(\.[0-9]{3}){0,3}(,[0-9]{1,4})?\Z"),
        max_size=20,
    )
)
def test_amounts_by_their_shapes_are_amounts_one_by_one(texts: list[str]) -> None:
    whole, alone = Troubles(list(range(len(texts)))), Troubles(list(range(len(texts))))
    read = Money("saldo", DecimalMark.COMMA, 2)(texts, whole)
    for row, (text, minor) in enumerate(zip(texts, read, strict=True)):
        amount = read_amount(text, DecimalMark.COMMA)
        one = Money("saldo", DecimalMark.COMMA, 2)._one(row, text, alone)
        assert minor == one
        if amount is not None and amount >= 0:
            assert minor == int((amount * 100).quantize(Decimal(1), "ROUND_HALF_UP"))
    assert whole.refused == alone.refused


@given(st.lists(st.text(max_size=10), max_size=12), st.booleans())
def test_texts_together_are_texts_one_by_one(texts: list[str], is_key: bool) -> None:
    whole, alone = Troubles(list(range(len(texts)))), Troubles(list(range(len(texts))))
    reader = Texts("nombre", 8, is_key)
    assert reader(texts, whole) == [reader._one(row, text, alone) for row, text in enumerate(texts)]
    assert whole.refused == alone.refused


@given(st.from_regex(r"\A[1-9][0-9]{4,11}\Z"), st.sampled_from(["", "CC", "C.E.", "PPT", "xx"]))
def test_the_short_way_to_a_document_is_the_long_one(number: str, kind: str) -> None:
    code = read_document(kind, "")[0]
    assert read_document(kind, number) == (code, number)


@given(st.from_regex(r"\A(3|60)[0-9]{8,9}\Z"))
def test_the_short_way_to_a_telephone_is_the_long_one(number: str) -> None:
    short = Phones("telefono", "CO")([number], Troubles([1]))
    assert short == Phones("telefono", "CO")([f" {number} "], Troubles([1]))


SPANISH = st.lists(
    st.sampled_from(
        ["MUÑOZ", "Peña", "José", "Ángel", "Güiza", "Sofía", "RAMÓN", "Calle 5ª", "N° 12", "Inés"]
    ),
    min_size=2,
    max_size=40,
).map(" ".join)


@given(SPANISH, st.sampled_from([Encoding.CP1252, Encoding.CP850, Encoding.MAC_ROMAN]))
def test_spanish_is_read_in_the_letters_it_was_written_in(text: str, encoding: Encoding) -> None:
    raw = text.encode(encoding)
    if not raw.isascii():
        assert raw.decode(detected(raw, is_whole=True)) == text


@FEW
@given(st.lists(st.sampled_from(["1.234", "5.000", "12"]), max_size=30), st.integers(0, 30))
def test_one_row_settles_the_whole_column(values: list[str], at: int) -> None:
    at = min(at, len(values))
    for sure, factor in (("1.5", 1), ("1,5", 1000)):
        cells = [*values[:at], sure, *values[at:]]
        lines = ["credito;nombre;saldo", *(f"{n};Ana;{cell}" for n, cell in enumerate(cells))]
        with tempfile.TemporaryDirectory() as folder:
            file = FileRows(write(folder, "\n".join(lines)), ACCOUNTS, None, CO)
            place = [slot.target for slot in file.slots].index(Target.BALANCE)
            read = [value for taken in file for value in taken.columns[place]]
        for cell, value in zip(cells, read, strict=True):
            if cell == "1.234":
                assert value == (123 if factor == 1 else 123_400)
        assert not file.survey.assumed
