"""No two alike for the least exact reader, after cutting; who has a name keeps it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_records.files.exports.letters import escaped, utf16_length
from kobra_records.files.exports.names import file_name, file_names, headers, sheet_titles

WORDS = st.sampled_from(
    ["Monto", "monto ", "Monto (a/b)", "A/B", "A:B", "", "x" * 90, "'Ñ'", "CON"]
)
NAMES = st.one_of(WORDS, st.text(max_size=60))
KEYS = st.sampled_from(["a/b", "a/nombre", "b/nombre", "", "x" * 60])
WANTED = st.lists(st.tuples(NAMES, KEYS), max_size=12)


@given(WANTED, st.tuples(NAMES, KEYS))
@pytest.mark.parametrize("make", [headers, sheet_titles, file_names])
def test_all_differ_and_one_more_renames_none(make, wanted, more) -> None:  # type: ignore[no-untyped-def]
    """Case folded; a column keeps its header when another is added."""
    made = make(wanted)
    assert len({name.casefold().strip() for name in made}) == len(wanted)
    assert all(made)
    assert make([*wanted, more])[:-1] == made


@given(WANTED)
def test_titles_are_what_a_workbook_takes(wanted: list[tuple[str, str]]) -> None:
    """Thirty-one of Excel's letters as they are written, none of the forbidden."""
    for title in sheet_titles(wanted):
        assert utf16_length(escaped(title)) <= 31
        assert not set(title) & set("[]:*?/\\")
        assert not title.startswith("'")
        assert not title.endswith("'")
        assert title.casefold() != "history"


@given(WANTED)
def test_files_are_what_every_system_takes(wanted: list[tuple[str, str]]) -> None:
    """No device of Windows, no letter or end that it refuses."""
    for name in file_names(wanted):
        assert not set(name) & set('<>:"/\\|?*\0')
        assert name.partition(".")[0].casefold() not in {"con", "nul", "com1", "lpt9"}
        assert not name.endswith((" ", "."))
        assert len(name.encode()) <= 250


def test_tell_apart_by_path() -> None:
    """Groups of one label, facts and questions of one name, a label like a made header."""
    asked = [("Nombre", "a/nombre"), ("Nombre", "b/nombre"), ("Nombre (b/nombre)", "c")]
    assert headers(asked) == ["Nombre", "Nombre (b/nombre)", "Nombre (b/nombre) (c)"]
    assert headers([("agent", "g/agent")], taken=["agent"]) == ["agent (g/agent)"]
    assert sheet_titles([("Bienes", "b"), ("BIENES", "c")]) == ["Bienes", "BIENES (c)"]
    assert sheet_titles([("History", "")]) == ["History_"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CON", "_CON"),
        ("lpt1.txt", "_lpt1.txt"),
        ("a/b:c", "a_b_c"),
        ("nota. ", "nota"),
        ("", "_"),
        ("f" * 90 + ".jpg", "f" * 76 + ".jpg"),
    ],
)
def test_one_file(text: str, name: str) -> None:
    """The ending stays, whatever is cut."""
    assert file_name(text) == name
