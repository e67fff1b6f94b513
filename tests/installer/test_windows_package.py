"""The setup program of Windows: compiled around a small folder, its words and registry read."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from installer import windows_package
from installer.freezing import NAME, Frozen
from kobra_desktop import paths
from tools.console import SetupError

SCRIPT = windows_package.SCRIPT.read_text("utf-8")


@pytest.fixture
def frozen(tmp_path: Path) -> Frozen:
    folder = tmp_path / "congelado ñ" / NAME
    (folder / "_internal").mkdir(parents=True)
    (folder / f"{NAME}.exe").write_bytes(b"MZ")
    (folder / "_internal" / "forma ñ.txt").write_text("hola", "utf-8")
    return Frozen(folder)


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is not here")
def test_it_compiles_without_a_warning(frozen: Frozen, tmp_path: Path) -> None:
    made = windows_package.setup(frozen, "1.2.3", tmp_path, is_quick=True)
    assert made.read_bytes()[:2] == b"MZ"
    assert not (tmp_path / "kobra-desktop.ico").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signs with Windows' own program")
@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is not here")
def test_what_is_signed_is_not_called_unsigned(
    frozen: Frozen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsigned = windows_package.setup(frozen, "1.2.3", tmp_path, is_quick=True)
    tools = tmp_path / "herramientas ñ"
    tools.mkdir()
    signtool = tools / "signtool"
    signtool.write_text(f'#!/bin/sh\nfor last; do :; done\necho "$last" >> "{tools}/signed"\n')
    signtool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    monkeypatch.setenv(windows_package.THUMBPRINT, "AB" * 20)
    signed = windows_package.setup(frozen, "1.2.3", tmp_path, is_quick=True)
    assert (unsigned.stem.endswith("-unsigned"), signed.stem.endswith("-setup")) == (True, True)
    program, uninstaller, made = (tools / "signed").read_text("utf-8").splitlines()
    assert Path(program).name == f"{NAME}.exe"
    assert Path(uninstaller) != Path(made) == signed


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is not here")
def test_a_folder_that_is_not_there_is_no_setup_program(tmp_path: Path) -> None:
    with pytest.raises(SetupError):
        windows_package.setup(Frozen(tmp_path / "nobody"), "1.2.3", tmp_path, is_quick=True)


def test_every_sentence_is_there_in_both_languages_and_asked_for() -> None:
    said = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", SCRIPT, re.MULTILINE)
    names = {name for name, _ in said}
    assert set(said) == {(name, language) for name in names for language in ("SPANISH", "ENGLISH")}
    assert names == set(re.findall(r"\$\((\w+)\)", SCRIPT))


def test_nobody_is_asked_when_silent() -> None:
    boxes = [line for line in SCRIPT.splitlines() if line.lstrip().startswith("MessageBox")]
    assert boxes
    assert all("/SD " in line for line in boxes)
    (data,) = [line for line in boxes if "ASK_DATA" in line]
    assert "/SD IDNO" in data
    assert "MB_DEFBUTTON2" in data


def test_it_needs_no_administrator_and_touches_only_the_user() -> None:
    assert "RequestExecutionLevel user" in SCRIPT
    assert not re.search(r"\bHKLM\b|\bHKCR\b|\$PROGRAMFILES", SCRIPT)


def test_what_is_registered_is_taken_away_again() -> None:
    written = re.findall(r'WriteReg\w+ HKCU "([^"]+)"', SCRIPT)
    deleted = re.findall(r'DeleteRegKey HKCU "([^"]+)"', SCRIPT)
    assert all(any(key.startswith(gone) for gone in deleted) for key in written)


def test_the_codes_it_ends_with_are_said_at_its_head() -> None:
    head = SCRIPT.split("Unicode true")[0]
    assert all(f"{code} " in head for code in re.findall(r"SetErrorLevel (\d)", SCRIPT))


def test_the_data_asked_about_is_where_profiles_lie() -> None:
    text = Path(paths.__file__).read_text("utf-8")
    (name,) = re.findall(r'PlatformDirs\("([^"]+)", appauthor=False\)', text)
    assert f'!define DATA "$LOCALAPPDATA\\{name}"' in SCRIPT
