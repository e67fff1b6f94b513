"""The signed word of a newer version: written by the builds, read by the program."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from installer import manifest
from installer.packages import version
from kobra_desktop.updates.manifest import BadManifest, public_key, read
from tools.console import SetupError

NOW = datetime(2026, 12, 1, tzinfo=UTC)
PAGE = "https://kobra.example/descargas"


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> str:
    private_key = bytes(SigningKey.generate()).hex()
    monkeypatch.setenv(manifest.KEY, private_key)
    return public_key(private_key)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    names = ("a-setup.exe", "a.dmg", "a.deb", "a.tar.xz", "SHA256SUMS", "a.cdx.json")
    for name in names:
        (tmp_path / name).write_bytes(name.encode())
    return [tmp_path / name for name in names]


def test_a_program_believes_what_the_builds_sign(
    key: str, files: list[Path], tmp_path: Path
) -> None:
    raw = manifest.write(files, PAGE, tmp_path / "word", NOW).read_bytes()
    said = read(raw, key, NOW)
    assert (said.version, said.page) == (version(), PAGE)
    assert {one.name: one.system for one in said.files} == {
        "a-setup.exe": "windows",
        "a.dmg": "macos",
        "a.deb": "linux",
        "a.tar.xz": "linux",
    }
    (image,) = [one for one in said.files if one.name == "a.dmg"]
    assert (image.size, image.sha256) == (5, hashlib.sha256(b"a.dmg").hexdigest())
    with pytest.raises(BadManifest):
        read(raw, key, NOW + timedelta(days=manifest.DAYS + 1))


@pytest.mark.parametrize("wrong", ["", "ab", "x" * 64])
def test_a_key_that_is_none_is_told_without_being_shown(
    wrong: str, files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(manifest.KEY, wrong)
    with pytest.raises(SetupError) as told:
        manifest.write(files, PAGE, tmp_path / "word", NOW)
    assert not wrong or wrong not in str(told.value)
    assert not (tmp_path / "word").exists()


@pytest.mark.usefixtures("key")
@pytest.mark.parametrize("page", ["http://kobra.example", "javascript:alert(1)", ""])
def test_a_page_that_no_browser_should_be_sent_to_is_not_signed(
    page: str, files: list[Path], tmp_path: Path
) -> None:
    with pytest.raises(SetupError):
        manifest.write(files, page, tmp_path / "word", NOW)


@pytest.mark.usefixtures("key")
def test_what_is_no_package_is_not_signed(files: list[Path], tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no package of ours"):
        manifest.write([tmp_path / "a.exe.txt"], PAGE, tmp_path / "word", NOW)
    with pytest.raises(SetupError, match="No package"):
        manifest.write(files[-2:], PAGE, tmp_path / "word", NOW)


def test_from_the_command_line(
    key: str, files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "word"
    words = [*map(str, files), "--page", PAGE, "--out", str(out)]
    assert manifest.main(words) == 0
    assert key in capsys.readouterr().out
    assert read(out.read_bytes(), key, datetime.now(UTC)).version == version()
    assert manifest.main(["--page", PAGE, "--out", str(out)]) == 2
    assert manifest.main(["--new-key"]) == 0
