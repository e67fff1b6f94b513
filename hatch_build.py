"""Puts `resources/`, the built web parts included, and the help of `docs/` into the wheel as
data of kobra_desktop.
"""

from __future__ import annotations

import os
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = (
    *(f"web/dist/{name}" for name in ("map.js", "map.css", "forms.js", "forms.css", "logic.mjs")),
    "icons/dist/LICENSE.txt",
)
LEFT_OUT = ("web/src",)
READ = ("help", "changes")  # folders of docs/ that people read inside the program


def shipped_files(root: str | os.PathLike[str]) -> dict[str, str]:
    """Where each file that ships beside the code lies, and where in an installation. Raises
    RuntimeError when a built part is missing.
    """
    resources = os.path.join(root, "resources")
    absent = [name for name in BUILT if not os.path.isfile(os.path.join(resources, name))]
    absent += _unbuilt_translations(resources)
    if absent:
        raise RuntimeError(f"Build first (python dev.py lint): resources lack {absent}")
    found = {}
    for folder, _, names in os.walk(resources):
        inside = os.path.relpath(folder, resources).replace(os.sep, "/")
        if inside.startswith(LEFT_OUT):
            continue
        for name in names:
            if not name.endswith(".ts"):
                found[os.path.join(folder, name)] = (
                    f"kobra_desktop/_resources/{inside}/{name}".replace("/./", "/")
                )
    return {**found, **_read_pages(root)}


def _read_pages(root: str | os.PathLike[str]) -> dict[str, str]:
    docs = os.path.join(root, "docs")
    found = {}
    for name in READ:
        for folder, _, files in os.walk(os.path.join(docs, name)):
            inside = os.path.relpath(folder, docs).replace(os.sep, "/")
            for file in files:
                place = f"kobra_desktop/_resources/docs/{inside}/{file}"
                found[os.path.join(folder, file)] = place
    if not found:
        raise RuntimeError(f"{docs} lacks the pages of help")
    return found


def _unbuilt_translations(resources: str) -> list[str]:
    folder = os.path.join(resources, "translations")
    names = os.listdir(folder) if os.path.isdir(folder) else []
    wanted = [name[:-3] + ".qm" for name in names if name.endswith(".ts")]
    return [name for name in wanted if name not in names]


class CustomBuildHook(BuildHookInterface[Any]):
    """A wheel without its web parts would open an empty map, so such a build fails."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name each resource for the wheel. Raises RuntimeError when a built part is missing."""
        if version != "editable":
            build_data["force_include"].update(shipped_files(self.root))
