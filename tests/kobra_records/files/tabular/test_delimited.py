"""Rows of text files, by whatever sign parts them."""

import pytest

from kobra_records.files.tabular.delimited import (
    Row,
    Unreadable,
    delimiter_of,
    rows_of,
    without_empty_end,
)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("credito;saldo\n1;1.234,50\n2;3,5\n", ";"),
        ("credito,saldo\n1,1234.50\n", ","),
        ("credito\tsaldo\n1\t1,5\n", "\t"),
        ("credito|nombre\n1|Peña, Ana\n", "|"),
        ('credito;nombre\n1;"Peña; Ana"\n2;"a ""b"""\n', ";"),
        ("sep=|\na;b|c\n", "|"),
        ("SEP=,\r\na;b,c\r\n", ","),
        ("credito\n1\n2\n", ";"),
        ("", ";"),
        # notes with commas do not make a comma file
        ("credito;nota\n1;uno, dos, tres\n2;cuatro, cinco, seis\n3;siete\n", ";"),
    ],
)
def test_the_sign_is_known(text: str, sign: str) -> None:
    assert delimiter_of(text) == sign


def test_rows_know_their_line_and_keep_their_text() -> None:
    text = '\ufeffcredito;nota\r\n0042;"dos\r\nlíneas"\r\n\r\n3;\r\n'
    rows = list(rows_of(text, ";"))
    assert rows == [
        Row(1, ("credito", "nota")),
        Row(2, ("0042", "dos\r\nlíneas")),
        Row(4, ()),
        Row(5, ("3", "")),
    ]
    assert [row.is_empty for row in rows] == [False, False, True, False]


def test_only_ends_of_lines_end_a_row() -> None:
    text = "a;b\n1;dos\u2028tres\x0b\x85\n"
    assert [row.cells for row in rows_of(text, ";")] == [("a", "b"), ("1", "dos\u2028tres\x0b\x85")]


def test_a_line_that_says_the_sign_is_no_row() -> None:
    assert list(rows_of("sep=;\na;b\n", ";")) == [Row(2, ("a", "b"))]
    assert list(rows_of("\ufeffsep=;\na;b\n", ";")) == [Row(2, ("a", "b"))]


def test_empty_rows_at_the_end_are_none_and_those_between_are_some() -> None:
    text = "a;b\n1;2\n;\n3;4\n;\n ; \n\n"
    kept = list(without_empty_end(rows_of(text, ";")))
    assert [row.line for row in kept] == [1, 2, 3, 4]


def test_what_is_no_text_of_cells_is_told_by_its_line() -> None:
    long = "a" * 1_000_001
    with pytest.raises(Unreadable) as problem:
        list(rows_of(f"a;b\n1;2\n3;{long}\n", ";"))
    assert problem.value.line == 3
