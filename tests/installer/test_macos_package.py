"""What macOS is told, as far as a system that is none can hold it against its rules."""

from __future__ import annotations

import plistlib
import stat
import subprocess
import sys

import pytest

from installer import macos_package


def test_the_hardened_runtime_lets_the_web_engine_work_and_no_more() -> None:
    said = plistlib.loads(macos_package.ENTITLEMENTS.read_bytes())
    prefix = "com.apple.security.cs."
    names = ("allow-jit", "allow-unsigned-executable-memory", "disable-library-validation")
    assert said == {prefix + name: True for name in names}


def test_links_and_questionnaires_are_opened_by_it() -> None:
    said = plistlib.loads(plistlib.dumps(macos_package.info_plist("1.2.3")))
    (links,) = said["CFBundleURLTypes"]
    assert links["CFBundleURLSchemes"] == ["kobra-desktop"]
    (document,) = said["CFBundleDocumentTypes"]
    (kind,) = said["UTExportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
    assert said["CFBundleLocalizations"] == ["es", "en"]
    assert said["CFBundleShortVersionString"] == "1.2.3"


@pytest.mark.skipif(sys.platform == "win32", reason="no shell")
def test_the_script_of_the_image_is_a_script() -> None:
    script = macos_package.SOURCES / "dmg.sh"
    assert script.stat().st_mode & stat.S_IXUSR
    assert subprocess.run(["sh", "-n", script], check=False).returncode == 0
    assert str(macos_package.ENTITLEMENTS.name) in script.read_text("utf-8")
