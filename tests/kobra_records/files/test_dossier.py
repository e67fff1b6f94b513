"""A dossier proves itself: every changed, missing or added byte is found."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from kobra_records.files import dossier
from kobra_records.files.dossier import DossierFault, DossierWriter


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    path = tmp_path / "expediente.zip"
    with path.open("w+b") as file:
        writer = DossierWriter(file)
        writer.add("LEEME.txt", "Expediente de María Ñuñez".encode())
        writer.add("formularios/1/submission.xml", [b"<data>", b"</data>"])
        writer.add("formularios/1/foto ñandú.jpg", b"")
        digest = writer.seal()
    assert digest == hashlib.sha256(path.read_bytes()).hexdigest()
    return path


def kinds(path: Path) -> set[DossierFault]:
    return {fault.kind for fault in dossier.faults(path)}


def test_as_it_was_made_nothing_is_wrong(sealed: Path) -> None:
    assert dossier.faults(sealed) == []


def test_it_is_a_zip_that_any_program_opens(sealed: Path) -> None:
    with zipfile.ZipFile(sealed) as archive:
        assert archive.testzip() is None
        assert archive.read("formularios/1/submission.xml") == b"<data></data>"
        assert len(archive.read(dossier.LIST_NAME).decode().splitlines()) == 3


def test_each_changed_byte_is_found_wherever_it_stands(sealed: Path, tmp_path: Path) -> None:
    whole = sealed.read_bytes()
    changed = tmp_path / "changed.zip"
    for at in range(len(whole)):
        changed.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert dossier.faults(changed), at


@pytest.mark.parametrize("cut", [1, 30, 200])
def test_a_cut_or_longer_archive_is_found(sealed: Path, cut: int) -> None:
    whole = sealed.read_bytes()
    sealed.write_bytes(whole[:-cut])
    assert dossier.faults(sealed)
    sealed.write_bytes(whole + b"x" * cut)
    assert dossier.faults(sealed)


def test_a_file_that_was_put_in_is_named(sealed: Path) -> None:
    with zipfile.ZipFile(sealed, "a") as archive:
        archive.writestr("otra.txt", "x")
    assert kinds(sealed) == {DossierFault.SEAL_BROKEN, DossierFault.FILE_ADDED}


def test_what_is_no_dossier_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    for content in (b"", b"PK", b"x" * 500):
        path.write_bytes(content)
        assert kinds(path) == {DossierFault.NOT_A_DOSSIER}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    assert kinds(path) == {DossierFault.NOT_A_DOSSIER}


def test_two_files_of_one_name_are_refused() -> None:
    writer = DossierWriter(io.BytesIO())
    writer.add("a.txt", b"1")
    with pytest.raises(ValueError, match=r"a\.txt"):
        writer.add("a.txt", b"2")


def test_its_files_can_be_taken_into_another(sealed: Path, tmp_path: Path) -> None:
    grown = tmp_path / "grown.zip"
    with grown.open("w+b") as file:
        writer = DossierWriter(file)
        for name, content in dossier.contents(sealed):
            writer.add(name, content)
        writer.add("visita.pdf", b"%PDF-1.7")
        writer.seal()
    assert dossier.faults(grown) == []
    with zipfile.ZipFile(grown) as archive:
        assert archive.read("formularios/1/submission.xml") == b"<data></data>"
