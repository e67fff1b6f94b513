"""Builds what lives in a web page: npm packages by their lock, then vite."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from tools import icons, python_setup, stamps
from tools.console import ROOT, SetupError, run, say

MODULES = ROOT / "node_modules"
DIST = ROOT / "resources" / "web" / "dist"
PACKAGES = (ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc")
CONFIGURATIONS = ("vite.config.js", "vite.forms.js", "vite.logic.js")  # the first empties DIST
PRODUCTS = tuple(
    DIST / name for name in ("map.js", "map.css", "forms.js", "forms.css", "logic.mjs")
)
SOURCES = (
    *PACKAGES,
    *sorted(ROOT.glob("vite.*.js")),
    ROOT / "tsconfig.json",
    ROOT / "resources/web/src",
)


def ensure() -> None:
    """`resources/web/dist` and the icons are built from what is committed now."""
    bundle = stamps.digest(SOURCES)
    pictures = icons.value()
    needs_bundle = not stamps.is_fresh(MODULES / ".bundle", bundle, *PRODUCTS)
    needs_icons = not stamps.is_fresh(MODULES / ".icons", pictures, icons.DIST)
    if needs_bundle or needs_icons:
        ensure_packages()
    if needs_bundle:
        vite = MODULES / "vite" / "bin" / "vite.js"
        for name in CONFIGURATIONS:
            build: list[str | Path] = [node(), vite, "build", "--config", name]
            run(build, f"Building the web parts of {name}", env=node_env())
        stamps.write(MODULES / ".bundle", bundle, *PRODUCTS)
    if needs_icons:
        say(f"Drew {icons.build()} icons in the colours of both themes")
        stamps.write(MODULES / ".icons", pictures, icons.DIST)


def ensure_packages() -> None:
    """`node_modules` holds exactly what the lock names."""
    value = stamps.digest(PACKAGES)
    if stamps.is_fresh(MODULES / ".packages", value):
        return
    say("Web packages: about 85 MB to download, 235 MB on disk")
    install: list[str | Path] = [*npm(), "ci", "--no-progress", "--loglevel=error"]
    run(install, "Installing the web packages", env=node_env())
    stamps.write(MODULES / ".packages", value)


def check_types() -> int:
    """TypeScript's own check, strict; answers its exit code."""
    ensure_packages()
    compiler = MODULES / "typescript" / "bin" / "tsc"
    return run([node(), compiler, "--noEmit"], "tsc", env=node_env(), needed=False)


def serves(version: str) -> bool:
    """Whether a `node --version` is one that vite runs on (20.19 on, 22.12 on)."""
    match = re.fullmatch(r"v(\d+)\.(\d+)\..*", version.strip())
    if not match:
        return False
    major, minor = int(match[1]), int(match[2])
    return (major == 20 and minor >= 19) or (major == 22 and minor >= 12) or major > 22


def _on_path() -> Path | None:
    found, packager = shutil.which("node"), shutil.which("npm")
    if not found or not packager:
        return None
    asked = subprocess.run([found, "--version"], capture_output=True, text=True)
    return Path(found) if serves(asked.stdout) else None


def node() -> Path:
    """The Node to use: the one on the PATH when it serves, else the wheel's."""
    return _on_path() or _in_wheel("bin/node", "node.exe")


def npm() -> list[Path]:
    """The command that is npm. The wheel's own `bin/npm` does not run, its script does."""
    if _on_path():
        return [Path(shutil.which("npm") or "npm")]
    script = "node_modules/npm/bin/npm-cli.js"
    return [node(), _in_wheel(f"lib/{script}", script)]


def _in_wheel(unix: str, windows: str) -> Path:
    folder = python_setup.node_wheel() or python_setup.install_node()
    path = folder / (windows if os.name == "nt" else unix)
    if not path.exists():
        raise SetupError(f"{path} is missing; delete .venv and start again.")
    return path


def node_env() -> dict[str, str]:
    """Node first on the PATH, and the system's certificates, as a private authority needs."""
    env = {**os.environ, "PATH": f"{node().parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    if "NODE_EXTRA_CA_CERTS" not in env:
        env["NODE_USE_SYSTEM_CA"] = "1"
    return env
