"""Files as an archive: each once, by its name and ending, and what could not be had is counted."""

import zipfile
from pathlib import Path

import pytest

from kobra_records.files.exports.archive import ArchiveFile, ArchiveFolder, write_archive
from kobra_records.files.exports.deed import ExportPlan, ExportStopped, WouldReplace
from kobra_records.files.exports.dialect import dialect_of
from kobra_records.files.exports.holding import ExportFormat, Loss


def _plan(path: Path, **more: object) -> ExportPlan:
    return ExportPlan(path=path, format=ExportFormat.XLSX, dialect=dialect_of("es"), **more)  # type: ignore[arg-type]


def _file(name: str, content: bytes | None, key: str = "") -> ArchiveFile:
    return ArchiveFile(name, key, lambda: content)


def _names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def test_each_file_once_and_none_leads_out(tmp_path: Path) -> None:
    """Names of two phones that are alike do not cover each other, in folders that are alike."""
    files = [_file("f.jpg", b"1", "a"), _file("F.jpg", b"2", "b"), _file("../etc", b"3")]
    folders = [ArchiveFolder(name, key, files) for name, key in (("A/B", "1"), ("A:B", "2"))]
    told: list[int] = []
    written = write_archive(folders, _plan(tmp_path / "x.zip", report=told.append))
    names = _names(tmp_path / "x.zip")
    assert names[:3] == ["A_B/f.jpg", "A_B/F (b).jpg", "A_B/_etc"] or len(set(names)) == 6
    assert len({name.casefold() for name in names}) == 6
    assert all(name.count("/") == 1 and not name.startswith(".") for name in names)
    assert (written.rows, told, written.losses) == (6, [1, 2], {})


def test_a_long_name_keeps_its_ending(tmp_path: Path) -> None:
    """Eighty letters with it."""
    folder = ArchiveFolder("uuid", "1", [_file("f" * 90 + ".jpg", b"1"), _file("CON.png", b"2")])
    write_archive([folder], _plan(tmp_path / "x.zip"))
    first, second = (name.partition("/")[2] for name in _names(tmp_path / "x.zip"))
    assert first == "f" * 76 + ".jpg"
    assert second == "_CON.png"


def test_what_cannot_be_had_is_counted(tmp_path: Path) -> None:
    """The others are there."""
    folder = ArchiveFolder("a", "1", [_file("f.jpg", None), _file("g.jpg", b"1")])
    written = write_archive([folder], _plan(tmp_path / "x.zip"))
    assert (written.rows, written.losses) == (1, {Loss.FILES: 1})


def test_giving_up_or_failing_leaves_all_as_it_was(tmp_path: Path) -> None:
    """Between two files too; what is there is asked about first."""
    path = tmp_path / "x.zip"
    path.write_bytes(b"mine")
    folder = ArchiveFolder("a", "1", [_file("f.jpg", b"1")])
    with pytest.raises(WouldReplace):
        write_archive([folder], _plan(path))
    with pytest.raises(ExportStopped):
        write_archive([folder], _plan(path, replaces=[path], stopped=lambda: True))
    assert [one.name for one in tmp_path.iterdir()] == ["x.zip"]
    assert path.read_bytes() == b"mine"
    write_archive([folder], _plan(path, replaces=[path]))
    assert _names(path) == ["a/f.jpg"]
