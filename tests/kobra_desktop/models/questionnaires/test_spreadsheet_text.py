"""Blocks from and to spreadsheets."""

from __future__ import annotations

import pytest

from kobra_desktop.models.questionnaires.spreadsheet_text import MOST_ROWS, read_block, write_block


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a", [["a"]]),
        ("", [[""]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ('"dos\nlíneas"\t"con ""comillas"""', [["dos\nlíneas", 'con "comillas"']]),
        ("nul\0o", [["nulo"]]),
    ],
)
def test_a_block_is_read(text: str, rows: list[list[str]]) -> None:
    assert read_block(text) == rows


def test_what_is_written_is_read_back() -> None:
    rows = [["a", "dos\nlíneas"], ['"', "x\ty"]]
    assert read_block(write_block(rows)) == rows


def test_what_is_too_large_is_cut() -> None:
    assert len(read_block("x\n" * (MOST_ROWS + 7))) == MOST_ROWS
