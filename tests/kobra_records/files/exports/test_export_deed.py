"""Several files are one deed: all, or what was there before."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kobra_records.files.exports.deed import (
    ExportPlan,
    ExportStopped,
    NotWritten,
    WouldReplace,
    Written,
    places,
    whole_file,
    write_export,
)
from kobra_records.files.exports.dialect import dialect_of
from kobra_records.files.exports.holding import ExportFormat
from kobra_records.files.exports.table import ExportColumn, ExportTable, Value

COLUMNS = (ExportColumn("a", "A"),)


def _tables(*names: str) -> list[ExportTable]:
    return [ExportTable(name, COLUMNS, [(name,)], key=f"g/{n}") for n, name in enumerate(names)]


def _write(folder: Path, tables: list[ExportTable], **more: object) -> Written:
    plan = {"path": folder / "v.csv", "format": ExportFormat.CSV, "dialect": dialect_of("es_CO")}
    return write_export(tables, ExportPlan(**{**plan, **more}))  # type: ignore[arg-type]


def _held(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode("utf-8-sig") for path in folder.iterdir()}


def test_a_repeat_never_overwrites_a_repeat(tmp_path: Path) -> None:
    """Equal labels, equal in eighty letters, equal without case, equal without forbidden ones."""
    names = ("v", "Bienes", "BIENES", "A/B", "A:B", "x" * 90, "x" * 91)
    written = _write(tmp_path, _tables(*names))
    assert len({path.name.casefold() for path in written.paths}) == len(names)
    assert len(_held(tmp_path)) == len(names)


def test_own_files_are_asked_for(tmp_path: Path) -> None:
    """All that would be replaced are named at once; nothing is written before the answer."""
    tables = _tables("v", "Hogar", "Bienes")
    (tmp_path / "v-Hogar.csv").write_text("mine")
    with pytest.raises(WouldReplace) as asked:
        _write(tmp_path, tables)
    assert asked.value.paths == (tmp_path / "v-Hogar.csv",)
    assert _held(tmp_path) == {"v-Hogar.csv": "mine"}
    written = _write(tmp_path, tables, replaces=asked.value.paths)
    assert written.paths == places(tmp_path / "v.csv", tables, ExportFormat.CSV)
    assert _held(tmp_path)["v-Hogar.csv"] == '"A"\r\n"Hogar"\r\n'


def test_who_gives_up_leaves_nothing(tmp_path: Path) -> None:
    """Stopped in the second file, the first is not there either."""

    def rows() -> Iterator[Sequence[Value]]:
        yield from [("x",)] * 150

    tables = [*_tables("v"), ExportTable("w", COLUMNS, rows())]
    heard: list[int] = []
    with pytest.raises(ExportStopped):
        _write(tmp_path, tables, report=heard.append, stopped=lambda: True)
    assert heard == [100]
    assert not _held(tmp_path)


@pytest.mark.parametrize("format", list(ExportFormat))
def test_what_is_not_sealed_is_not_written(tmp_path: Path, format: ExportFormat) -> None:
    """The audit comes first: without its line there is no file, and with it is its number."""
    heard: list[int] = []

    def sealed(rows: int) -> None:
        heard.append(rows)
        raise PermissionError

    with pytest.raises(PermissionError):
        _write(tmp_path, _tables("v"), format=format, sealed=sealed)
    assert heard == [1]
    assert not _held(tmp_path)


def test_the_error_names_its_file_and_all_go_back(tmp_path: Path) -> None:
    """A folder stands where the second file should: the first is as it was."""
    (tmp_path / "v.csv").write_text("old")
    (tmp_path / "v-Hogar.csv").mkdir()
    (tmp_path / "v-Hogar.csv" / "mine").touch()
    tables, mine = _tables("v", "Hogar"), [tmp_path / "v.csv", tmp_path / "v-Hogar.csv"]
    with pytest.raises(NotWritten) as failed:
        _write(tmp_path, tables, replaces=mine)
    assert failed.value.path.name == "v-Hogar.csv"
    assert (tmp_path / "v.csv").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["v-Hogar.csv", "v.csv"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Named by the file that was wanted."""
    with pytest.raises(NotWritten) as failed:
        _write(tmp_path / "gone", _tables("v"))
    assert failed.value.path.name == "v.csv"


def test_a_file_alone_takes_its_place_whole_or_not_at_all(tmp_path: Path) -> None:
    """What was there stays when the writing fails in the middle."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def half() -> None:
        with whole_file(path) as part:
            part.write_bytes(b"half")
            raise OSError(28, "no space")

    with pytest.raises(NotWritten) as failed:
        half()
    assert failed.value.path == path
    assert [one.name for one in tmp_path.iterdir()] == ["a.pdf"]
    assert path.read_bytes() == b"old"
    with whole_file(path) as part:
        part.write_bytes(b"new")
    assert path.read_bytes() == b"new"
