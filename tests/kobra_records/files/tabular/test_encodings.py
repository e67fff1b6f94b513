"""Portfolios in every encoding that banks write."""

import io
import random

import pytest

from kobra_domain.imports.formats import Encoding
from kobra_records.files.tabular.encodings import SAMPLE_BYTES, detected, encoding_of

NAMES = (
    "MUÑOZ PEÑA",
    "José Ángel",
    "Güiza",
    "ÑÁÑEZ",
    "Núñez",
    "MARTÍNEZ",
    "Sofía",
    "RAMÓN",
    "Inés",
)
STREETS = ("Calle 8 N° 12-40", "Carrera 7ª", "Vía Álamos", "CRA 5ª SUR", "Urbanización Peñón")
ENCODINGS = [Encoding.CP1252, Encoding.CP850, Encoding.MAC_ROMAN, Encoding.UTF_8]


def portfolio(seed: int) -> str:
    """Some rows of an invented portfolio."""
    chosen = random.Random(seed)
    lines = ["crédito;nombre;dirección;saldo"]
    for n in range(chosen.randint(1, 30)):
        name = f"{chosen.choice(NAMES)} {chosen.choice(NAMES)}"
        lines.append(f"{n:08};{name};{chosen.choice(STREETS)};1.234,50")
    return "\r\n".join(lines)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_encoding_is_known_by_its_letters(encoding: Encoding) -> None:
    for seed in range(300):
        raw = portfolio(seed).encode(encoding)
        assert detected(raw, is_whole=True) is encoding, seed


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (b"", Encoding.UTF_8),
        (b"saldo;1", Encoding.UTF_8),
        ("ñ".encode("utf-8-sig"), Encoding.UTF_8_SIG),
        ("ñ".encode("utf-16"), Encoding.UTF_16),
        (b"\xfe\xff\x00n", Encoding.UTF_16),
        (b"\x93 \x94", Encoding.CP1252),  # quotation marks: nothing is told by them
    ],
)
def test_marks_and_plain_text(raw: bytes, encoding: Encoding) -> None:
    assert detected(raw, is_whole=True) is encoding


def test_a_letter_cut_at_the_end_of_a_sample_is_no_other_encoding() -> None:
    raw = "dirección".encode()
    for end in range(len(raw)):
        assert detected(raw[:end], is_whole=False) is Encoding.UTF_8
    assert detected(raw[:8], is_whole=True) is not Encoding.UTF_8


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("before", [SAMPLE_BYTES - 1, SAMPLE_BYTES, 300 * 1024])
def test_a_file_is_known_by_its_first_letters_wherever_they_are(
    encoding: Encoding, before: int
) -> None:
    raw = b"1" * before + "ñ;dirección;MUÑOZ PEÑA".encode(encoding)
    assert encoding_of(io.BytesIO(raw)) is encoding


def test_a_letter_that_begins_a_part_is_not_left_out() -> None:
    raw = b"1" * SAMPLE_BYTES + "ñ;nada".encode(Encoding.CP1252)
    assert encoding_of(io.BytesIO(raw)) is Encoding.CP1252


def test_a_file_without_letters_beyond_ascii_is_utf_8() -> None:
    assert encoding_of(io.BytesIO(b"1" * (SAMPLE_BYTES + 9))) is Encoding.UTF_8
