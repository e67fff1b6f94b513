"""What macOS gets: an application that may be signed and notarised, in a disk image."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from installer.freezing import Frozen
from tools.console import ROOT, run

IDENTIFIER = "co.kobra.desktop"
APPLICATION = "Kobra Desktop.app"
# Qt 6.11 runs on nothing older.
OLDEST = "13.0"
SOURCES = ROOT / "installer" / "macos"
ENTITLEMENTS = SOURCES / "entitlements.plist"
# Who signs, as codesign knows it; without it what is made says so by its name.
IDENTITY = "KOBRA_CODESIGN_IDENTITY"
QUESTIONNAIRE = "co.kobra.xlsform"


def info_plist(version: str) -> dict[str, Any]:
    """What macOS is told of the application beside what PyInstaller tells it."""
    return {
        "CFBundleDisplayName": "Kobra Desktop",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDevelopmentRegion": "es",
        "CFBundleLocalizations": ["es", "en"],
        "LSMinimumSystemVersion": OLDEST,
        "LSApplicationCategoryType": "public.app-category.business",
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "CFBundleURLTypes": [
            {"CFBundleURLName": IDENTIFIER, "CFBundleURLSchemes": ["kobra-desktop"]}
        ],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Cuestionario (XLSForm)",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": [QUESTIONNAIRE],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": QUESTIONNAIRE,
                "UTTypeDescription": "Cuestionario (XLSForm)",
                "UTTypeConformsTo": ["org.openxmlformats.spreadsheetml.sheet"],
                "UTTypeTagSpecification": {"public.filename-extension": ["xlsform"]},
            }
        ],
    }


def dmg(frozen: Frozen, version: str, into: Path) -> Path:
    """The disk image with the application beside where it is dragged to. Raises SetupError when
    macOS' own tools fail. Signed and notarised where the environment says by
    whom.
    """
    application = frozen.folder.parent / APPLICATION
    suffix = "" if os.environ.get(IDENTITY) else "-unsigned"
    path = into / f"Kobra-Desktop-{version}-macos{suffix}.dmg"
    licences = ROOT / "THIRD_PARTY.md"
    script: list[str | Path] = [SOURCES / "dmg.sh", application, path, ENTITLEMENTS, licences]
    run(script, "Packing the disk image")
    return path
