"""Blocks from and to spreadsheets."""

from __future__ import annotations

import pytest

from kobra_desktop.models.questionnaires.spreadsheet_text import read_block, write_block


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


def test_nothing_of_a_large_block_is_lost() -> None:
    """What does not fit is for the grid to tell."""
    assert len(read_block("x\n" * 6_000)) == 6_000
