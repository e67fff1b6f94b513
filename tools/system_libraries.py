"""The shared libraries that Qt WebEngine needs on Linux: which are missing, and how to get them."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tools.console import SetupError, is_root, run, say

# Debian package, the file it brings, the package of Fedora, the package of Arch.
NEEDED = (
    ("libgl1", "libGL.so.1", "mesa-libGL", "libglvnd"),
    ("libegl1", "libEGL.so.1", "mesa-libEGL", "libglvnd"),
    ("libopengl0", "libOpenGL.so.0", "libglvnd-opengl", "libglvnd"),
    ("libgbm1", "libgbm.so.1", "mesa-libgbm", "mesa"),
    ("libxkbcommon0", "libxkbcommon.so.0", "libxkbcommon", "libxkbcommon"),
    ("libfontconfig1", "libfontconfig.so.1", "fontconfig", "fontconfig"),
    ("libdbus-1-3", "libdbus-1.so.3", "dbus-libs", "dbus"),
    ("libglib2.0-0", "libglib-2.0.so.0", "glib2", "glib2"),
    ("libnss3", "libnss3.so", "nss", "nss"),
    ("libasound2", "libasound.so.2", "alsa-lib", "alsa-lib"),
    ("libxcomposite1", "libXcomposite.so.1", "libXcomposite", "libxcomposite"),
    ("libxdamage1", "libXdamage.so.1", "libXdamage", "libxdamage"),
    ("libxrandr2", "libXrandr.so.2", "libXrandr", "libxrandr"),
    ("libxtst6", "libXtst.so.6", "libXtst", "libxtst"),
    ("libxkbfile1", "libxkbfile.so.1", "libxkbfile", "libxkbfile"),
    ("libgssapi-krb5-2", "libgssapi_krb5.so.2", "krb5-libs", "krb5"),
    ("libbrotli1", "libbrotlidec.so.1", "libbrotli", "brotli"),
)
# Only a real X11 screen asks for these.
SCREEN = (
    ("libxcb-cursor0", "libxcb-cursor.so.0", "xcb-util-cursor", "xcb-util-cursor"),
    ("libxcb-icccm4", "libxcb-icccm.so.4", "xcb-util-wm", "xcb-util-wm"),
    ("libxcb-image0", "libxcb-image.so.0", "xcb-util-image", "xcb-util-image"),
    ("libxcb-keysyms1", "libxcb-keysyms.so.1", "xcb-util-keysyms", "xcb-util-keysyms"),
    ("libxcb-randr0", "libxcb-randr.so.0", "libxcb", "libxcb"),
    (
        "libxcb-render-util0",
        "libxcb-render-util.so.0",
        "xcb-util-renderutil",
        "xcb-util-renderutil",
    ),
    ("libxcb-shape0", "libxcb-shape.so.0", "libxcb", "libxcb"),
    ("libxcb-xkb1", "libxcb-xkb.so.1", "libxcb", "libxcb"),
    ("libxkbcommon-x11-0", "libxkbcommon-x11.so.0", "libxkbcommon-x11", "libxkbcommon-x11"),
)
# What packs and tries packages (`dev.py build`), of Debian: setup programs, what runs those,
# archives, what software centres are told, a screen that nobody sees.
BUILD = ("nsis", "wine", "wine64", "xz-utils", "appstream", "binutils", "xvfb", "xdotool")
# Programs and the word of the session's bus that tests of a screen reader ask for.
_AT_SPI = "/usr/share/dbus-1/services/org.a11y.Bus.service"
HEARING = (
    ("dbus", "dbus-run-session", "dbus-daemon", "dbus"),
    ("xvfb", "Xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    ("at-spi2-core", _AT_SPI, "at-spi2-core", "at-spi2-core"),
)
RENAMED = {"libasound2", "libglib2.0-0"}
# Pictures of the screen compare only where the same face is installed.
FONT = ("fonts-noto-core", "NotoSans-Regular.ttf", "google-noto-sans-fonts", "noto-fonts")

_PROBE = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""


def missing(wanted: tuple[tuple[str, str, str, str], ...]) -> list[tuple[str, str, str, str]]:
    """The rows whose library does not load. Tried in a child: loading has side effects."""
    names = [row[1] for row in wanted]
    answer = subprocess.run(
        [sys.executable, "-S", "-E", "-c", _PROBE, *names], capture_output=True, text=True
    )
    if answer.returncode:  # a library that crashes the child is not one that Qt can use either
        raise SetupError(f"The check of the system's libraries failed: {answer.stderr.strip()}")
    absent = set(answer.stdout.split())
    return [row for row in wanted if row[1] in absent]


def font_is_missing() -> bool:
    """Whether the face of our pictures is in none of the usual folders."""
    folders = (Path("/usr/share/fonts"), Path.home() / ".local/share/fonts")
    places = ("truetype/noto", "noto", "google-noto", "google-noto-vf", "")
    return not any(list((f / p).glob("NotoSans*Regular*")) for f in folders for p in places)


def ensure(*, screen: bool) -> None:
    """Bring what Qt lacks, or raise SetupError with the one line that would.

    As root on Debian and Ubuntu it is installed; elsewhere nothing on the system is touched.
    `screen` says whether windows will open on a real display.
    """
    if platform.system() != "Linux":
        return
    needed, for_screen = missing(NEEDED), missing(SCREEN)
    rows = [*needed, *for_screen, *([FONT] if font_is_missing() else [])]
    if not rows:
        return
    line = install_line(rows)
    if is_root() and shutil.which("apt-get"):
        _install(rows)
    elif needed or (screen and for_screen):
        lacking = ", ".join(row[1] for row in rows)
        raise SetupError(f"The screen needs libraries that are missing ({lacking}).\nRun: {line}")
    else:
        say(f"Some pictures may differ from ours; to have the same: {line}")


def ensure_hearing() -> None:
    """Bring what tests of a screen reader stand on, as root on Debian and Ubuntu; else say how."""
    rows = absent_programs(HEARING)
    if platform.system() != "Linux" or not rows:
        return
    if is_root() and shutil.which("apt-get"):
        _install(rows)
    else:
        say(f"The tests of what a screen reader hears fail until this is run: {install_line(rows)}")


def absent_programs(
    wanted: tuple[tuple[str, str, str, str], ...],
) -> list[tuple[str, str, str, str]]:
    """The rows whose program is not on the path, or whose file is not there."""
    return [row for row in wanted if not shutil.which(row[1]) and not Path(row[1]).is_file()]


def install_line(rows: list[tuple[str, str, str, str]]) -> str:
    """The command that brings these rows on this system, chosen by /etc/os-release."""
    release = os_release()
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    if family & {"fedora", "rhel", "centos"}:
        return "sudo dnf install " + " ".join(sorted({row[2] for row in rows}))
    if "arch" in family:
        return "sudo pacman -S --needed " + " ".join(sorted({row[3] for row in rows}))
    return "sudo apt-get install --no-install-recommends --no-upgrade " + " ".join(debian(rows))


def os_release() -> dict[str, str]:
    """What the system says it is; empty where it says nothing."""
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


def debian(rows: list[tuple[str, str, str, str]]) -> list[str]:
    """Package names as this release has them: two were renamed when time grew to 64 bits."""
    names = [row[0] for row in rows]
    return [f"{n}t64" if n in RENAMED and _is_known(f"{n}t64") else n for n in names]


def _is_known(package: str) -> bool:
    if not shutil.which("apt-cache"):
        return False
    asked = subprocess.run(["apt-cache", "show", package], capture_output=True)
    return asked.returncode == 0


def apt_install(packages: list[str]) -> None:
    """Install Debian packages without touching what is there. Raises SetupError."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "--no-upgrade"]
    run([*install, *packages], f"Installing {len(packages)} system packages", env=env)


def tools_are_there(packages: Mapping[str, str]) -> None:
    """Bring the programs that a build needs, each with Debian's package of it, or raise SetupError
    with the line that would.
    """
    lacking = sorted({packages[name] for name in packages if shutil.which(name) is None})
    if not lacking:
        return
    if not (is_root() and shutil.which("apt-get")):
        raise SetupError(f"Run: sudo apt-get install {' '.join(lacking)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], "Reading the list of packages", env=env, needed=False)
    apt_install(lacking)


def _install(rows: list[tuple[str, str, str, str]]) -> None:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], "Reading the list of packages", env=env, needed=False)
    apt_install(debian(rows))
