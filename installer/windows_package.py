"""What Windows gets: one setup program, made by NSIS from `kobra.nsi`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from installer import icons
from installer.freezing import Frozen
from tools.console import ROOT, SetupError, is_root, run, say
from tools.system_libraries import apt_install

SCRIPT = ROOT / "installer" / "kobra.nsi"
# The certificate of who signs, as Windows keeps it; without it what is made says so by its name.
THUMBPRINT = "KOBRA_SIGN_THUMBPRINT"
# Who witnesses when something was signed: it stays good when the certificate is not any more.
WITNESS = "http://timestamp.digicert.com"


def setup(
    frozen: Frozen, version: str, into: Path, *, is_quick: bool = False, target: str = ""
) -> Path:
    """The setup program; `is_quick` packs nothing, for who only wants to know that it compiles,
    `target` is one of NSIS' kinds of program. Raises SetupError where NSIS is not there, or warns.
    """
    icon, side = into / "kobra-desktop.ico", into / "kobra-desktop.bmp"
    icon.write_bytes(icons.ico())
    side.write_bytes(icons.side())
    sign = signer()
    path = into / f"Kobra-Desktop-{version}-setup{'' if sign else '-unsigned'}.exe"
    said = {"VERSION": version, "SOURCE": frozen.folder, "OUT": path, "ICON": icon, "SIDE": side}
    if is_quick:
        said["QUICK"] = "1"
    if target:
        said["TARGET"] = target
    if sign:
        for program in sorted(frozen.folder.glob("*.exe")):
            run([*sign, program], f"Signing {program.name}")
        said["SIGN"] = subprocess.list2cmdline([str(word) for word in sign])
    options = [f"-D{name}={value}" for name, value in said.items()]
    try:
        # Every warning is an error; words of the script are UTF-8 on every system.
        command: list[str | Path] = [nsis(), "-V2", "-WX", "-INPUTCHARSET", "UTF8", *options]
        run([*command, SCRIPT], "Packing the setup program")
    finally:
        icon.unlink()
        side.unlink()
    return path


def signer() -> list[str | Path]:
    """The words before a file's name that sign it; none where nobody signs. Raises SetupError
    where there is a certificate and nothing to sign with.
    """
    thumbprint = os.environ.get(THUMBPRINT)
    if not thumbprint:
        return []
    kits = Path(os.environ.get("PROGRAMFILES(X86)", ""), "Windows Kits", "10", "bin")
    found = shutil.which("signtool") or max(map(str, kits.glob("*/x64/signtool.exe")), default="")
    if not found:
        raise SetupError("signtool is not here: it comes with the kit for Windows' programs.")
    when = ("/tr", WITNESS, "/td", "SHA256")
    return [found, "sign", "/q", "/sha1", thumbprint, "/fd", "SHA256", *when]


def nsis() -> Path:
    """The compiler of setup programs; brought where we may. Raises SetupError where it is not."""
    folders = [os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)")]
    path = os.pathsep.join([os.environ.get("PATH", ""), *(f"{f}\\NSIS" for f in folders if f)])
    if not shutil.which("makensis", path=path) and is_root() and shutil.which("apt-get"):
        apt_install(["nsis"])
    found = shutil.which("makensis", path=path)
    if found is None:
        raise SetupError("makensis is not here.\nRun: sudo apt-get install nsis, or get NSIS 3")
    return Path(found)


def compiles(frozen: Frozen, version: str, into: Path) -> None:
    """Whether the setup program compiles on a system that is no Windows, around the folder of this
    one. Raises SetupError when it does not.
    """
    if sys.platform == "win32":
        return
    try:
        nsis()
    except SetupError as problem:
        say(f"The setup program of Windows was not compiled: {problem}")
        return
    made = setup(frozen, version, into, is_quick=True)
    made.unlink()
    say("The setup program of Windows compiles around this folder; nothing of it was run here.")
