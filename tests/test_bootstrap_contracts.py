"""The walls are on: no contract is left out for a room that stands, and a broken wall is seen."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = re.compile(r'^\s*#.*"((?:kobra_desktop|kobra_records|field_api)\.[\w.]+)"', re.MULTILINE)


def stands(module: str) -> bool:
    path = ROOT.joinpath(*module.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def test_a_room_that_stands_is_in_its_contracts() -> None:
    commented = LEFT_OUT.findall((ROOT / "pyproject.toml").read_text("utf-8"))
    assert [module for module in commented if stands(module)] == []


def test_the_four_packages_are_watched_and_exhaustively() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    linter = project["tool"]["importlinter"]
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert linter["root_packages"] == wheel
    layers = [c for c in linter["contracts"] if c["type"] == "layers"]
    assert {c["containers"][0] for c in layers} == {"kobra_desktop", "field_api"}
    assert all(c["exhaustive"] for c in layers)


def test_types_are_strict_without_opt_outs_for_ours() -> None:
    mypy = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    assert mypy["strict"] is True
    ours = ("kobra_", "field_api", "tools", "demo", "benchmarks", "tests")
    for override in mypy["overrides"]:
        assert not [m for m in override["module"] if m.startswith(ours)]


def test_a_broken_wall_is_seen(tmp_path: Path) -> None:
    for package in ("inside", "outside"):
        (tmp_path / package).mkdir()
    (tmp_path / "inside" / "__init__.py").write_text("import outside\n", "utf-8")
    (tmp_path / "outside" / "__init__.py").touch()
    (tmp_path / "walls.toml").write_text(
        '[tool.importlinter]\nroot_packages = ["inside", "outside"]\n'
        '[[tool.importlinter.contracts]]\nname = "wall"\ntype = "independence"\n'
        'modules = ["inside", "outside"]\n',
        "utf-8",
    )
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports("
    program += "config_filename='walls.toml', no_cache=True))"
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert answer.returncode == 1
    assert "inside is not allowed to import outside" in answer.stdout
