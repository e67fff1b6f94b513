"""The ground all tests stand on: no real screen, no real keyring, no real user's folders."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

from tests.warm_workers import WarmWorkers

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_MEMORY = Path("/dev/shm")
_ROOM = 2 * 2**30  # bytes, for both halves
_HOME_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")

settings.register_profile("suite", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("suite")  # the same examples on every machine: a red run can be repeated


def _prepare_environment() -> Path:
    """Set what libraries read when they are imported; answer the folder that stands for home.

    All that tests write is forgotten with them: where it fits it lies in memory, for a commit
    waits milliseconds until a disk has it.
    """
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ.setdefault("TMPDIR", str(_MEMORY))
        tempfile.tempdir = None  # it was asked for before
    folder = Path(tempfile.mkdtemp(prefix="kobra-tests-"))
    for name in (*_HOME_FOLDERS, "APPDATA", "LOCALAPPDATA"):
        os.environ[name] = str(folder / name.lower())
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # Chromium refuses its sandbox to root
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    return folder


_FOLDER = _prepare_environment()

_LONGEST = "tests/system/"
_FREEZE = gc.freeze
_COLLECTOR = pytest.MonkeyPatch()
ENGINES = ("sqlite", "postgresql")
_PATIENCE_MS = 100_000


@pytest.fixture(scope="session")
def engine() -> str:
    """What the server keeps its data in, where the test does not care."""
    return "sqlite"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Where the engines' SQL differs a test or file says `both_engines`, and runs on each; on
    what the mark names besides too.
    """
    mark = metafunc.definition.get_closest_marker("both_engines")
    if mark and "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", (*mark.args, *ENGINES), scope="module")


def pytest_collection_finish() -> None:
    """All that was imported outlives the tests: the full collection that ends each of them, a
    third of a second with it, does not walk it.
    """
    gc.collect()
    gc.freeze()
    for name in ("freeze", "unfreeze"):  # what the product sets aside is looked at as well
        _COLLECTOR.setattr(gc, name, lambda: None)


@pytest.fixture(scope="module", autouse=True)
def file_of_its_own() -> None:
    """What files before have left for good, caches and what they imported, is set aside as well."""
    gc.collect()
    _FREEZE()


@pytest.fixture(scope="session")
def processes() -> Iterator[WarmWorkers]:
    """Those that tests hand on to each other."""
    made = WarmWorkers()
    yield made
    made.end()


@pytest.fixture(scope="module", autouse=True)
def warm_workers(request: pytest.FixtureRequest, processes: WarmWorkers) -> Iterator[None]:
    """Processes for hostile work are handed on, unless the file looks at how they begin and end."""
    if request.node.get_closest_marker("cold_workers"):
        yield
        return
    with processes.lent():
        yield


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The plugin's, which waits as long for one condition as for another: what a machine under load
    needs is not known to who writes a test.
    """
    bot = QtBot(request)
    for wait in (bot.waitUntil, bot.waitSignal, bot.waitSignals, bot.waitExposed, bot.waitActive):
        setattr(bot, wait.__name__, partial(wait, timeout=_PATIENCE_MS))
    return bot


@pytest.fixture
def bare_collector() -> Iterator[None]:
    """Python's collector as the product finds it."""
    _COLLECTOR.undo()
    gc.unfreeze()
    yield
    pytest_collection_finish()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files begin first, so that both halves end together."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONGEST))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """What gives the tests to the halves."""
    from tests.halves import Halves  # not where there is no xdist

    return Halves(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.hookimpl(optionalhook=True)
def pytest_handlecrashitem(crashitem: str, report: pytest.TestReport, sched: Any) -> None:
    """A process that died (its dump is printed) says nothing of the test it was at, which is then
    the first that a new one runs.
    """
    is_run_again = getattr(sched, "is_run_again", None)  # only the halves run it again
    if is_run_again is not None and is_run_again(crashitem):
        report.outcome = "skipped"
        report.longrepr = (crashitem.split("::")[0], 0, f"{crashitem}: its process died, run again")


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(_FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """The application class; what the web engine wants done before the first one is done here."""
    from PySide6 import QtWebEngineWidgets  # noqa: F401

    from kobra_desktop.app.application import Application
    from kobra_desktop.web.walls import register_scheme

    register_scheme()
    return Application
