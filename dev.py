#!/usr/bin/env python3
"""The one door for developers: sets everything up, then runs a verb. Standard library only.

python dev.py demo | test | lint | build | bench | screenshots | basemap | translations
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

if not (3, 11) <= sys.version_info < (3, 15):
    sys.exit("Kobra Desktop runs on Python 3.11 to 3.14; this is %d.%d." % sys.version_info[:2])

from tools import python_setup, system_libraries, translations, web_setup
from tools.console import ROOT, SetupError, is_root, run, say

PACKAGES = ("kobra_domain", "kobra_records", "field_api", "kobra_desktop", "demo", "benchmarks")
SCRIPTS = ("dev.py", "main.py", "hatch_build.py", "installer", "tools")
PYTHON = python_setup.PYTHON

QUICK = "--quick"
HISTORIES = "--histories"
RULES = "tests/kobra_domain"
DESKTOP_ROOMS = ("store", "api", "sync", "commands")
WITHOUT_WINDOWS = [
    *sorted(str(path) for path in (ROOT / "tests").glob("test_*.py")),
    "tests/kobra_records",
    *(f"tests/kobra_desktop/{room}" for room in DESKTOP_ROOMS),
]
# A file stays together, with what its tests share, and begins in the order of tests/conftest.py.
# Three for two cores: a sixth of the time and more each waits, for a window or a process to start.
# With many more the tests would meet their deadlines.
SIDE_BY_SIDE = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]


def set_up(lock: str, *, screen: bool = False) -> None:
    """Everything a verb stands on; seconds at the first start, nothing at the second."""
    system_libraries.ensure(screen=screen)
    python_setup.ensure(lock)
    web_setup.ensure()
    translations.ensure()


def environment(*, headless: bool) -> dict[str, str]:
    """The environment of a child that shows windows, or paints them where nobody looks."""
    env = {**os.environ, "PYTHONUTF8": "1"}
    # What one process has compiled hundreds of others read: servers, commands, workers, halves.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    if headless:
        env["QT_QPA_PLATFORM"] = "offscreen"
    if is_root():  # Chromium refuses its sandbox to root; the product itself never says so
        env["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    return env


def module(name: str, *words: str, what: str, headless: bool = True, has_end: bool = True) -> int:
    """Run `python -m name words` in the virtual environment; answer its exit code."""
    env = environment(headless=headless)
    command: list[str | Path] = [PYTHON, "-m", name, *words]
    return run(command, what, env=env, needed=False, has_end=has_end)


def demo(words: list[str]) -> int:
    """The simulated city and the control center on it."""
    headless = any(word.startswith("--snapshot") for word in words)
    set_up("requirements.lock", screen=not headless)
    return module("demo", *words, what="The demo", headless=headless, has_end=headless)


def screenshots(words: list[str]) -> int:
    """Every page and scene as a picture, in both languages and both themes."""
    set_up("requirements.lock")
    folder = Path(words[0] if words else "snapshots")
    codes = [
        module(
            *("demo", "--snapshot", str(folder / f"{lang}-{theme}")),
            *("--lang", lang, "--theme", theme, "--scenes", "--tints", *words[1:]),
            what=f"Pictures, {lang}, {theme}",
        )
        for lang in ("es", "en")
        for theme in ("light", "dark")
    ]
    codes += [
        module(
            *("demo", "--snapshot", str(folder / f"tour-{lang}"), "--only", "tour"),
            *("--lang", lang, "--at", "11:00", "--size", "1440x810"),
            what=f"Pictures of the tour, {lang}",
        )
        for lang in ("es", "en")
    ]
    say(f"The pictures are in {folder}")
    return max(*codes, module("demo.tour", str(folder), what="Pictures of the tour"))


def checks() -> list[tuple[str, Callable[[], int]]]:
    """What looks at the code without running it."""
    typed = [name for name in (*PACKAGES, *SCRIPTS, "tests") if (ROOT / name).exists()]
    contracts = python_setup.BIN / "lint-imports"
    return [
        ("ruff", lambda: module("ruff", "check", ".", what="ruff")),
        ("mypy", lambda: module("mypy", *typed, what="mypy")),
        ("contracts", lambda: run([contracts], "lint-imports", needed=False)),
        ("tsc", web_setup.check_types),
        ("translations", translations.check),
    ]


def tests(words: list[str]) -> list[tuple[str, Callable[[], int]]]:
    """What runs the code. The rules of the field must be covered whole by their own tests."""
    if words[:1] == [HISTORIES]:
        return [("histories", lambda: module("tests.histories", *words[1:], what="Histories"))]
    if words and words != [QUICK]:
        return [("pytest", lambda: module("pytest", *words, what="pytest"))]
    covered = ["--cov", "--cov-report=term:skip-covered", RULES]
    rest = [*(WITHOUT_WINDOWS if words else ["tests"]), f"--ignore={RULES}", *SIDE_BY_SIDE]
    return [
        ("rules", lambda: module("pytest", "-q", *covered, what="pytest, the rules of the field")),
        ("pytest", lambda: module("pytest", "-q", *rest, what="pytest, everything else")),
    ]


def run_all(steps: list[tuple[str, Callable[[], int]]]) -> int:
    """Run every step even after one failed, so that one run tells everything."""
    results = [(name, step()) for name, step in steps]
    failed = [name for name, code in results if code]
    say(f"Failed: {', '.join(failed)}" if failed else f"All of {len(results)} checks passed")
    return 1 if failed else 0


def test(words: list[str]) -> int:
    """Everything: code looked at, then run. Words after the verb go to pytest alone."""
    system_libraries.ensure_hearing()
    set_up("requirements-dev.lock")
    return run_all([*(checks() if words in ([], [QUICK]) else []), *tests(words)])


def lint(words: list[str]) -> int:
    """Only what looks at the code."""
    del words
    set_up("requirements-dev.lock")
    return run_all(checks())


def build(words: list[str]) -> int:
    """What is installed with one file, frozen and tried; `--smoke`: tried shortly, no packages."""
    set_up("requirements-dev.lock")
    return module("installer", *words, what="The build")


def bench(words: list[str]) -> int:
    """The measured figures, written to benchmarks/results."""
    set_up("requirements-dev.lock")
    return module("benchmarks", *words, what="The benchmarks")


def basemap(words: list[str]) -> int:
    """Derive the map that ships again from its sources."""
    set_up("requirements-dev.lock")
    return module("tools.basemap", *words, what="Deriving the basemap")


def words_of_the_screen(words: list[str]) -> int:
    """Read the screen's words out of the code into the translation files."""
    del words
    python_setup.ensure("requirements.lock")
    return translations.update()


VERBS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "test": test,
    "lint": lint,
    "build": build,
    "bench": bench,
    "screenshots": screenshots,
    "basemap": basemap,
    "translations": words_of_the_screen,
}


TEST_WORDS = (
    "test takes: --quick (three minutes at most: no server, no window), --histories N [--seed S"
    " --engine sqlite|postgresql --road direct|http], or pytest's words"
)
DEMO_WORDS = "demo takes: --snapshot DIR --seconds N --lang es|en --theme light|dark"


def main(argv: list[str]) -> int:
    """Parse the verb, hand it the other words; an exit code comes back."""
    verbs = "\n".join(f"  {name:13} {verb.__doc__}" for name, verb in VERBS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="Sets up what a verb needs, then runs it. Words after the verb are its own.",
        epilog=f"verbs:\n{verbs}\n\n{TEST_WORDS}\n{DEMO_WORDS}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=list(VERBS), metavar="verb")
    parser.add_argument("words", nargs=argparse.REMAINDER)
    chosen = parser.parse_args(argv)
    os.chdir(ROOT)
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    try:
        return VERBS[chosen.verb](chosen.words)
    except SetupError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        say("Stopped")
        return 130


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # an old console's code page
    sys.exit(main(sys.argv[1:]))
