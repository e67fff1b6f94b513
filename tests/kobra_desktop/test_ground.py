"""What the desktop stands on: folders, settings, logs, the keychain, crash reports, flags."""

import errno
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from kobra_desktop import crash, logs
from kobra_desktop.command_line import flags_of, main
from kobra_desktop.keychain import SessionKeychain, VaultKeychain, WrongPassphrase, open_keychain
from kobra_desktop.paths import HOME_VARIABLE, BadProfile, NoFolder, paths_of
from kobra_desktop.settings import Settings


def test_two_users_never_share_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    paths = paths_of("uno")
    files = {paths.replica(s, u) for s in ("https://a", "https://b") for u in ("x", "y")}
    assert len(files) == 4
    assert paths_of("dos").replica("https://a", "x") not in files


@pytest.mark.parametrize("name", ["", "..", "a/b", "a\\b", ".x", "x.", "a" * 41, "a\0"])
def test_a_profile_is_no_way_out_of_its_folder(name: str) -> None:
    with pytest.raises(BadProfile):
        paths_of(name)


def test_a_folder_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "file"))
    with pytest.raises(NoFolder):
        paths_of().make()


def test_settings_outlive_the_program_and_a_broken_file_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = Settings(path)
    settings.write("columns", [1, 2])
    assert settings.save()
    assert Settings(path).read("columns") == [1, 2]
    path.write_text("{half", "utf-8")
    assert Settings(path).read("columns") is None
    assert path.with_suffix(".damaged").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no such modes")
def test_a_folder_that_may_only_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    paths = paths_of()
    paths.make()
    allowed = os.access  # root may write anywhere, but on a disk that is only read
    monkeypatch.setattr(os, "access", lambda path, mode: path != paths.cache / "tiles")
    with pytest.raises(NoFolder) as told:
        paths.make()
    assert told.value.params == {"folder": str(paths.cache / "tiles")}
    monkeypatch.setattr(os, "access", allowed)
    paths.lock.mkdir()
    with pytest.raises(NoFolder):
        paths.make()
    paths.lock.rmdir()

    def refused(path: Path, mode: int) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    paths.settings.write_text("{}", "utf-8")
    paths.settings.chmod(0o644)
    monkeypatch.setattr(Path, "chmod", refused)
    assert paths.make().left == (paths.settings,)


@pytest.mark.parametrize("raw", [b"[" * 90_000, b"\xff", b"\0" * 40])
def test_settings_of_nonsense_are_set_aside(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(raw)
    assert Settings(path).read("columns") is None
    assert path.with_suffix(".damaged").read_bytes() == raw


def test_half_a_letter_in_the_settings_stops_nobody(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"search": "a\\ud800"}', "utf-8")
    settings = Settings(path)
    settings.write("other", 1)
    assert settings.save()
    assert Settings(path).read("other") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_a_full_disk_costs_lines_of_the_log_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kobra-desktop.log").symlink_to("/dev/full")
    logs.start_logs(tmp_path)
    logging.getLogger().warning("a line")
    assert any("a line" in line for line in logs.last_lines.lines)
    logs.stop_logs()
    assert capsys.readouterr().err == ""


def test_settings_that_cannot_be_written_stop_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    settings = Settings(tmp_path / "file" / "settings.json")
    settings.write("a", 1)
    assert not settings.save()
    assert settings.read("a") == 1


@pytest.mark.parametrize(
    "secret",
    [
        "maria.garcia@correo.example",
        "Bearer abc.def",
        "token=s3cr3t",
        "/phones/AbCdEf123?lat=1",
        "eyJhbGciOiJI.eyJzdWIiOiIx.c2ln",
        "+57 300 123 4567",
        "1032456789",
    ],
)
def test_logs_name_nobody(secret: str) -> None:
    hidden = logs.without_persons(f"before {secret} after")
    assert hidden.startswith("before ")
    assert secret not in hidden
    assert "s3cr3t" not in hidden
    assert "AbCdEf123" not in hidden


def test_logs_keep_what_helps() -> None:
    line = "pulled 2000 rows in 1.25 s, 410 resync_required, row 0192-ab"
    assert logs.without_persons(line) == line


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Path]:
    """Logs to a folder while the test runs."""
    logs.start_logs(tmp_path / "logs")
    yield tmp_path / "logs" / "kobra-desktop.log"
    logs.stop_logs()


def test_a_crash_report_has_versions_and_last_lines_and_no_names(logged: Path) -> None:
    logging.getLogger("kobra_desktop.sync").warning("sign-in of %s failed", "ana@kobra.example")
    told: list[str] = []
    hooks = crash.Hooks(told.append)
    hooks.install(logged.parent / "hard-crash.txt")
    try:
        for _ in range(2):
            thread = threading.Thread(target=lambda: 1 // 0)
            thread.start()
            thread.join()
    finally:
        hooks.remove()
    (report,) = told
    assert "ZeroDivisionError" in report
    assert "Qt 6" in report
    assert "sign-in of <e-mail> failed" in report
    assert "ana@kobra.example" not in logged.read_text("utf-8")


def test_without_a_real_keyring_nothing_is_kept_beyond_the_session() -> None:
    for name in ("keyring.backends.fail", "keyring.backends.null"):
        before = keyring.get_keyring()
        keyring.core.load_keyring(f"{name}.Keyring")
        keyring.set_keyring(keyring.core.load_keyring(f"{name}.Keyring"))
        found = open_keychain()
        keyring.set_keyring(before)
        assert isinstance(found, SessionKeychain)
        assert not found.is_lasting


def test_a_vault_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    vault = VaultKeychain(path, "tres 'tristes' tigres")
    vault.keep("replica", "f00d")
    vault.keep("replica", "beef")
    assert VaultKeychain(path, "tres 'tristes' tigres").secret("replica") == "beef"
    assert b"beef" not in path.read_bytes()
    with pytest.raises(WrongPassphrase):
        VaultKeychain(path, "otra")
    vault.forget("replica")
    assert vault.secret("replica") is None


def test_flags_are_read_before_qt() -> None:
    code = (
        "import sys; from kobra_desktop import command_line;"
        "command_line.flags_of(['--profile', 'x']);"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0


def test_flags() -> None:
    flags = flags_of(["--server", "https://kobra.example", "--lang", "es_CO", "--safe-mode"])
    assert (flags.server, flags.language, flags.is_safe) == (
        "https://kobra.example",
        "es_CO",
        True,
    )


def test_version_help_and_nonsense(capsys: pytest.CaptureFixture[str]) -> None:
    for word, code in (("--version", 0), ("--help", 0), ("--nonsense", 2)):
        with pytest.raises(SystemExit) as ended:
            main([word])
        assert ended.value.code == code
    assert capsys.readouterr().out.startswith("Kobra Desktop ")
    assert main(["--profile", "../x"]) == 2
