"""How a frozen program is tried, with a stand-in for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer import empty_home, probe, smoke
from installer.empty_home import EmptyHome, SmokeFailure
from installer.freezing import NAME, Frozen
from installer.starts import Compared

PROGRAM = """#!/bin/sh
case "$1" in
  say) echo "$HOME|$PATH|${VIRTUAL_ENV-none}|$PWD" ;;
  read) read -r line; echo "read $line" ;;
  fail) echo "it broke" >&2; exit 3 ;;
  write) echo x > "$2" ;;
  stay) echo "here"; while :; do read -r _ < /dev/stdin || : ; done ;;
esac
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="a program of sh")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[EmptyHome]:
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / NAME).write_text(PROGRAM, "utf-8")
    (folder / NAME).chmod(0o755)
    tried = tmp_path / "tried"
    tried.mkdir()
    with empty_home.empty_home(Frozen(folder), tried) as made:
        yield made


@posix
def test_a_program_finds_nothing_of_ours(home: EmptyHome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIRTUAL_ENV", "/somewhere")
    said = home.run("say").strip().split("|")
    assert said[0] == said[3] == str(home.home)
    assert home.home.name == "casa de Íñigo"
    assert list(Path(said[1]).iterdir()) == []
    assert said[2] == "none"


@posix
def test_it_is_told_on_its_standard_input(home: EmptyHome) -> None:
    assert home.run("read", told="ñ\n") == "read ñ\n"


@posix
def test_another_code_is_a_failure_with_its_words(home: EmptyHome) -> None:
    with pytest.raises(SmokeFailure, match=r"fail: code 3\nit broke"):
        home.run("fail")
    assert home.run("fail", code=3) == "it broke\n"


@posix
def test_who_waits_is_told_when_what_was_begun_has_ended(home: EmptyHome) -> None:
    home.begin("fail")
    with pytest.raises(SmokeFailure, match="the window did not come; the program said:\nit broke"):
        home.await_that(lambda: False, "the window")


@posix
def test_what_still_runs_ends_with_the_home(home: EmptyHome) -> None:
    process = home.begin("stay")
    home.await_that(lambda: "here" in home.said(), "its word")
    home.stop()
    assert process.poll() is not None


def test_one_waits_longer_where_many_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(os, "getloadavg", lambda: (9.0, 0.0, 0.0), raising=False)
    assert empty_home.patience(10.0) == 45.0
    monkeypatch.setattr(os, "getloadavg", lambda: (0.5, 0.0, 0.0), raising=False)
    assert empty_home.patience(10.0) == 10.0


@posix
def test_files_where_none_belong_are_told(home: EmptyHome) -> None:
    tried = smoke.Smoke(home)
    for place in smoke.PLACES:
        path = home.home / place / "kept"
        path.parent.mkdir(parents=True)
        path.write_text("x", "utf-8")
    tried.leaves_what_is_the_persons()
    home.run("write", "stranger")
    with pytest.raises(SmokeFailure, match="stranger"):
        tried.leaves_what_is_the_persons()


@posix
def test_what_writes_into_its_own_folder_is_told(home: EmptyHome) -> None:
    tried = smoke.Smoke(home)
    home.run("write", str(home.frozen.folder / "cache"))
    with pytest.raises(SmokeFailure, match="cache"):
        tried.leaves_what_is_the_persons()


def test_a_step_that_fails_costs_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    def good() -> None:
        """Nothing."""

    def bad() -> None:
        raise SmokeFailure("no map")

    def steps() -> Iterator[smoke.Step]:
        yield from (good, bad, good)
        raise OSError("no screen")

    assert smoke._taken(steps()) == 2
    said = capsys.readouterr().out
    assert "bad: failed after" in said
    assert "no map" in said
    assert "no further: no screen" in said


@pytest.mark.usefixtures("qapp")
def test_a_probe_names_what_does_not_load_and_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "there.txt").write_text("x", "utf-8")
    said = probe.lacks(["json", "no_such_module_of_ours"], ["there.txt", "a/gone.txt"], tmp_path)
    assert [line.partition(":")[0] for line in said] == ["no_such_module_of_ours", "a/gone.txt"]
    assert probe.unsorted() == []
    assert probe.undressed() == []


@pytest.mark.parametrize(
    ("frozen_s", "source_s", "is_slow"),
    [(1.29, 1.0, False), (1.31, 1.0, True), (0.25, 0.12, False), (0.31, 0.15, True)],
)
def test_a_start_is_slow_by_its_times_and_by_what_a_person_sees(
    frozen_s: float, source_s: float, is_slow: bool
) -> None:
    assert Compared("a start", frozen_s, source_s).is_slow == is_slow
