"""`kobra-desktop chart`: what pipelines see, and the exit codes they rely on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kobra_desktop.command_line import main
from kobra_domain.charts import KINDS, read_spec

Said = tuple[int, str, str]
Run = Callable[..., Said]


@pytest.fixture(autouse=True)
def in_spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_CO.UTF-8")
    monkeypatch.setenv("QT_QPA_PLATFORM", os.environ.get("QT_QPA_PLATFORM", "offscreen"))


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> Said:
        code = main(["chart", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def spec(said: Run, tmp_path: Path) -> Path:
    path = tmp_path / "spec.json"
    path.write_text(said("--example", "bar")[1], "utf-8")
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_of_each_kind_can_be_drawn(kind: str, said: Run, tmp_path: Path) -> None:
    code, out, err = said("--example", kind)
    assert (code, err) == (0, "")
    read_spec(out)
    path, target = tmp_path / "spec.json", tmp_path / "out.svg"
    path.write_text(out, "utf-8")
    assert said(str(path), str(target)) == (0, f"Se escribió {target}\n", "")
    assert target.read_text("utf-8").startswith("<svg")


def test_size_theme_and_language_are_chosen(spec: Path, said: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.svg"
    words = (str(spec), str(target), "--size", "700x500", "--theme", "dark", "--lang", "en")
    assert said(*words)[0] == 0
    text = target.read_text("utf-8")
    assert 'width="700" height="500"' in text
    assert 'xml:lang="en"' in text
    assert "#1B212A" in text


def test_a_picture_needs_no_screen(spec: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.png"
    place = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    place.pop("DISPLAY", None)
    place["LC_ALL"] = "C.UTF-8"  # Qt speaks up about a machine that has no such locale
    done = subprocess.run(
        [sys.executable, "-m", "kobra_desktop", "chart", str(spec), str(target)],
        env=place,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert target.read_bytes().startswith(b"\x89PNG")


def test_what_is_no_chart_is_said_with_its_place(said: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    wrong = {"kind": "line", "steps": ["a"], "series": [{"name": "x", "values": [1, 2]}]}
    path.write_text(json.dumps(wrong), "utf-8")
    code, out, err = said(str(path), str(tmp_path / "out.svg"))
    assert (code, out) == (1, "")
    assert err == (f"kobra-desktop: {path}: series[0].values: deben ser 1, uno por cada lugar.\n")
    path.write_text(json.dumps({**wrong, "title": 3}), "utf-8")
    assert ": title: " in said(str(path), str(tmp_path / "out.svg"))[2]
    path.write_bytes(b"\xff\xfe\x00")
    assert said(str(path), str(tmp_path / "out.svg"))[0] == 1
    assert not (tmp_path / "out.svg").exists()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("none.json", "out.svg"), "none.json"),
        (("{spec}", "out.gif"), ".svg o .png"),
        (("{spec}", "out.svg", "--size", "9x9"), "1100x420"),
        (("{spec}", "out.svg", "--size", "9000x9000"), "1100x420"),
        (("{spec}", "{spec}/none/out.svg"), "out.svg"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: tuple[str, ...], part: str, spec: Path, said: Run
) -> None:
    code, out, err = said(*(word.format(spec=spec) for word in words))
    assert (code, out) == (2, "")
    assert part in err


@pytest.mark.parametrize("words", [(), ("spec.json",), ("--example", "pie")])
def test_what_is_not_understood_ends_the_program(words: tuple[str, ...], said: Run) -> None:
    with pytest.raises(SystemExit) as ended:
        said(*words)
    assert ended.value.code == 2
