"""Every package hands the same links and files to the program, and it takes them."""

from __future__ import annotations

from configparser import ConfigParser

import pytest

from installer import linux_packages, macos_package, windows_package
from installer.freezing import NAME
from kobra_desktop.app.handed import _SUFFIXES
from kobra_desktop.command_line import flags_of
from kobra_domain.invitations import SCHEME

SUFFIX = ".xlsform"


def test_links_of_invitations_are_registered_by_all_packages() -> None:
    entry = ConfigParser(interpolation=None)
    entry.read(linux_packages.SOURCES / f"{NAME}.desktop", "utf-8")
    assert f"x-scheme-handler/{SCHEME};" in entry["Desktop Entry"]["MimeType"]
    (links,) = macos_package.info_plist("1.2.3")["CFBundleURLTypes"]
    assert links["CFBundleURLSchemes"] == [SCHEME]
    assert f'!define LINK "{SCHEME}"' in windows_package.SCRIPT.read_text("utf-8")


def test_questionnaires_are_registered_by_all_packages_and_read() -> None:
    kind = (linux_packages.SOURCES / f"{NAME}.xml").read_text("utf-8")
    assert f'pattern="*{SUFFIX}"' in kind
    (declared,) = macos_package.info_plist("1.2.3")["UTExportedTypeDeclarations"]
    assert [
        f".{one}" for one in declared["UTTypeTagSpecification"]["public.filename-extension"]
    ] == [SUFFIX]
    assert f'!define FORM_SUFFIX "{SUFFIX}"' in windows_package.SCRIPT.read_text("utf-8")
    assert SUFFIX in _SUFFIXES


@pytest.mark.parametrize("handed", [f"{SCHEME}://invite/x", f"forma{SUFFIX}"])
def test_the_program_takes_what_it_is_handed_as_its_one_word(handed: str) -> None:
    assert flags_of([handed]).opened == handed
