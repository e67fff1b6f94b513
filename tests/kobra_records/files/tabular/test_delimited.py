"""The sign that parts the cells of a text file."""

import pytest

from kobra_records.files.tabular.delimited import delimiter_of


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
