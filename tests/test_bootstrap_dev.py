"""dev.py and its tools: what they decide, tried without downloading anything."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import dev as door
from tools import console, icons, python_setup, stamps, system_libraries, web_setup

ROOT = console.ROOT
RUN_IN_THE_ENVIRONMENT = {"basemap.py", "metrics_page.py", "portfolio_page.py"}


def imported(file: Path) -> set[str]:
    """Top names of all imports of a file."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


def test_set_up_needs_the_standard_library_only() -> None:
    files = [ROOT / "dev.py", *(ROOT / "tools").glob("*.py")]
    for file in files:
        if file.name not in RUN_IN_THE_ENVIRONMENT:
            strangers = imported(file) - set(sys.stdlib_module_names) - {"tools", "__future__"}
            assert not strangers, file.name


def test_dev_is_short() -> None:
    assert len((ROOT / "dev.py").read_text("utf-8").splitlines()) <= 400


def dev(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "dev.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=30)


def test_help_names_every_verb() -> None:
    answer = dev("--help")
    assert answer.returncode == 0
    for verb in ("demo", "test", "lint", "bench", "screenshots", "basemap", "translations"):
        assert f"\n  {verb} " in answer.stdout


def test_the_quick_half_is_named_in_the_help_and_stands_on_what_is_there() -> None:
    assert "--quick" in dev("--help").stdout
    for path in door.WITHOUT_WINDOWS:
        assert (ROOT / path).exists(), path


def test_the_rules_are_covered_whole_whatever_is_left_out() -> None:
    for words in ([], [door.QUICK]):
        assert [name for name, _ in door.tests(words)] == ["rules", "pytest"]


def test_what_a_process_has_compiled_is_kept_for_those_that_follow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in door.environment(headless=True)


def test_an_unknown_verb_is_refused() -> None:
    answer = dev("dance")
    assert answer.returncode == 2
    assert "dance" in answer.stderr


def test_continuous_integration_runs_the_same_verbs() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert lines[-2:] == ['"$python" dev.py test', '"$python" dev.py build --smoke']


@pytest.mark.parametrize(
    ("version", "serves"),
    [
        ("v20.19.0", True),
        ("v20.18.3", False),
        ("v21.7.0", False),
        ("v22.11.0", False),
        ("v22.12.0", True),
        ("v24.1.0", True),
        ("v18.20.4", False),
        ("", False),
        ("node: not found", False),
    ],
)
def test_only_a_node_that_vite_runs_on_serves(version: str, serves: bool) -> None:
    assert web_setup.serves(version) is serves


def test_a_stamp_holds_until_its_source_or_product_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    stamp, product = tmp_path / "deep" / "stamp", tmp_path / "product"
    assert not stamps.is_fresh(stamp, "a")
    stamps.write(stamp, "a")
    assert stamps.is_fresh(stamp, "a")
    assert not stamps.is_fresh(stamp, "b")
    assert not stamps.is_fresh(stamp, "a", product)
    product.write_text("made")
    stamps.write(stamp, "a", product)
    assert stamps.is_fresh(stamp, "a", product)
    product.write_text("of another checkout, which has the same stamp")
    assert not stamps.is_fresh(stamp, "a", product)


def test_a_digest_sees_content_name_and_words() -> None:
    first = stamps.digest([ROOT / "package.json"])
    assert first == stamps.digest([ROOT / "package.json"])
    assert first != stamps.digest([ROOT / "package-lock.json"])
    assert first != stamps.digest([ROOT / "package.json"], "3.12")


def test_a_missing_library_is_found_and_a_present_one_is_not() -> None:
    absent = ("libnot-there0", "libnot-there-at-all.so.9", "", "")
    present = ("libc6", {"linux": "libc.so.6"}.get(sys.platform, "kernel32"), "", "")
    assert absent in system_libraries.missing((absent, present))
    if sys.platform == "linux":
        assert system_libraries.missing((absent, present)) == [absent]


def test_an_absent_program_is_found_and_a_present_file_is_not(tmp_path: Path) -> None:
    file = tmp_path / "service"
    file.write_text("", "utf-8")
    absent, present = ("a", "not-there-at-all", "", ""), ("b", str(file), "", "")
    assert system_libraries.absent_programs((absent, present)) == [absent]
    assert system_libraries.install_line(list(system_libraries.HEARING))


@pytest.mark.parametrize(
    ("release", "start"),
    [
        ({"ID": "debian"}, "sudo apt-get install"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "sudo apt-get install"),
        ({"ID": "fedora"}, "sudo dnf install"),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "sudo dnf install"),
        ({"ID": "manjaro", "ID_LIKE": "arch"}, "sudo pacman -S"),
    ],
)
def test_the_line_to_run_is_of_this_system(
    monkeypatch: pytest.MonkeyPatch, release: dict[str, str], start: str
) -> None:
    monkeypatch.setattr(system_libraries, "os_release", lambda: release)
    assert system_libraries.install_line(list(system_libraries.NEEDED)).startswith(start)


def test_every_icon_in_use_is_built_in_both_themes() -> None:
    for name in icons.names():
        for folder in ("plain", "light", "dark"):
            svg = (icons.DIST / folder / f"{name}.svg").read_text("utf-8")
            assert ("currentColor" in svg) is (folder == "plain")
    assert "ISC" in (icons.DIST / "LICENSE.txt").read_text("utf-8")


def test_an_unknown_icon_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = tmp_path / "icons.json"
    listed.write_text('["no-such-icon"]', "utf-8")
    monkeypatch.setattr(icons, "NAMES", listed)
    monkeypatch.setattr(icons, "DIST", tmp_path / "dist")
    with pytest.raises(console.SetupError, match="no-such-icon"):
        icons.build()


def test_a_failed_command_says_what_failed(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(console.SetupError, match="Breaking"):
        console.run([sys.executable, "-c", "raise SystemExit(3)"], "Breaking")
    assert "failed with code 3" in capfd.readouterr().out


@pytest.fixture
def bare_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian of somebody who is not root, without what Qt needs."""
    monkeypatch.setattr(system_libraries, "is_root", lambda: False)
    monkeypatch.setattr(system_libraries, "font_is_missing", lambda: True)
    monkeypatch.setattr(system_libraries, "os_release", lambda: {"ID": "debian"})
    monkeypatch.setattr("platform.system", lambda: "Linux")


@pytest.mark.usefixtures("bare_system")
def test_without_root_nothing_is_installed_and_the_line_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system_libraries, "missing", lambda rows: [rows[0]])
    with pytest.raises(console.SetupError, match=r"libGL\.so\.1.*\nRun: sudo apt-get .* libgl1 "):
        system_libraries.ensure(screen=True)


@pytest.mark.usefixtures("bare_system")
def test_what_only_a_screen_needs_does_not_stop_a_run_without_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for_screen = list(system_libraries.SCREEN)
    monkeypatch.setattr(
        system_libraries, "missing", lambda r: for_screen if r is system_libraries.SCREEN else []
    )
    system_libraries.ensure(screen=False)
    assert "libxcb-cursor0" in capsys.readouterr().out
    with pytest.raises(console.SetupError, match="libxcb-cursor0"):
        system_libraries.ensure(screen=True)


def test_a_python_without_venv_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(python_setup, "PYTHON", ROOT / "no-such-python")
    monkeypatch.setattr(python_setup, "is_root", lambda: False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(console.SetupError, match=r"sudo apt-get install python3\.\d+-venv"):
        python_setup.ensure("requirements.lock")


def test_the_installer_gets_the_index_and_the_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://packages.example/simple")
    monkeypatch.setenv("PIP_CERT", "/certificates.pem")
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    env = python_setup.uv_env()
    assert env["UV_DEFAULT_INDEX"] == "https://packages.example/simple"
    assert env["SSL_CERT_FILE"] == "/certificates.pem"
