"""What of others travels with the program, by what name, version and licence, and the whole text
of each licence: `THIRD_PARTY.md` and the SBOM are written from this one list.

`python -m installer.third_party` writes the document anew; `--check` says what is missing.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Literal

from installer.freezing import Frozen
from tools.console import ROOT, say

Kind = Literal["python", "npm", "part"]
DOCUMENT = ROOT / "THIRD_PARTY.md"
LICENCES = ROOT / "installer" / "licences"
WEB = ROOT / "resources" / "web" / "dist"
_LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
_WEB_ENTRY = re.compile(r"(\S+) (\S+) \((.+?)\)\n\n(.*)", re.DOTALL)
_NO_TEXT = "(the package ships no licence text)"
_TEXT_NAME = re.compile(r"(licen[cs]e|copying|notice|assembly_exception)", re.IGNORECASE)
# Of Qt these are under the GPL alone (or paid for): none may travel.
GPL_ONLY = (
    *("Charts", "DataVisualization", "Graphs", "VirtualKeyboard", "Quick3D", "QuickTimeline"),
    *("Lottie", "NetworkAuth", "HttpServer", "WaylandCompositor", "Coap", "Mqtt", "OpcUa"),
    *("InsightTracker", "QuickEffectMaker", "ProtobufWellKnownTypes", "Grpc", "CanvasPainter"),
)
_GPL_FILE = re.compile(rf"(?:lib)?Qt6?({'|'.join(GPL_ONLY)})\w*[.]")


class MissingLicence(Exception):
    """Something travels whose licence nobody knows; the text names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One thing of others: `licence` as SPDX writes it, `notice` who made it or what it does here,
    `texts` the licences whole. An empty `version` is that of whatever machine builds.
    """

    name: str
    version: str
    licence: str
    kind: Kind
    notice: str
    texts: tuple[str, ...]


@cache
def said() -> dict[str, Any]:
    """What packages do not say of themselves (`licences/parts.json`)."""
    read: dict[str, Any] = json.loads((LICENCES / "parts.json").read_text("utf-8"))
    return read


def ingredients() -> list[Ingredient]:
    """All of them, in order. Raises MissingLicence."""
    found = [*python_packages(), *web_packages(), *parts()]
    return sorted(found, key=lambda one: (one.kind, one.name.lower(), one.version))


def python_packages() -> Iterator[Ingredient]:
    """Each package of the lock for running, but what is only there to build and to compare."""
    locked = _LOCKED.findall((ROOT / "requirements.lock").read_text("utf-8"))
    for name in sorted({name for name, _ in locked} - set(said()["not_frozen"])):
        try:
            package = distribution(name)
        except PackageNotFoundError:  # of another system
            (version,) = {version for other, version in locked if other == name}
            yield _python_package(name, version, None)
        else:
            yield _python_package(name, package.version, package)


def _python_package(name: str, version: str, package: Distribution | None) -> Ingredient:
    licence = said()["spdx"].get(name)
    if licence is None and package is not None:
        metadata = package.metadata.json
        licence = str(metadata.get("license_expression") or metadata.get("license") or "")
    notice, texts = _own_texts(name)
    if not texts and package is not None:
        texts = _texts_of(package)
    if not licence or "\n" in licence or not texts:
        raise MissingLicence(f"{name}: name its licence in {LICENCES / 'parts.json'}")
    return Ingredient(name, version, licence, "python", notice, texts)


def _texts_of(package: Distribution) -> tuple[str, ...]:
    """The licences that a package carries, but those of programs that are left out."""
    found: dict[str, None] = {}
    for file in sorted(package.files or (), key=str):
        is_its_own = ".dist-info" in str(file) or "legal/java.base" in str(file)
        if is_its_own and ("licenses/" in str(file) or _TEXT_NAME.match(file.name)):
            found[_clean(Path(str(file.locate())).read_text("utf-8", errors="replace"))] = None
    return tuple(found)


def _own_texts(name: str) -> tuple[str, tuple[str, ...]]:
    """Who made a package that carries no text, and its licences out of our folder."""
    notice, *names = said()["texts"].get(name, ("",))
    return notice, tuple(map(_text, names))


@cache
def _text(name: str) -> str:
    return _clean((LICENCES / f"{name}.txt").read_text("utf-8"))


def _clean(text: str) -> str:
    """Without what an editor would change: ends of lines, blanks at their ends, tabs."""
    lines = text.replace("\f", "").expandtabs(4).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def web_packages() -> Iterator[Ingredient]:
    """Each npm package in a page's bundle, as the bundles' own lists name them."""
    found: dict[tuple[str, str], Ingredient] = {}
    for path in sorted(WEB.glob("*licences.txt")):
        for entry in re.split(r"\n-{78}\n\n", path.read_text("utf-8")):
            match = _WEB_ENTRY.fullmatch(entry.strip())
            if match is None:
                raise MissingLicence(f"{path.name}: {entry[:80]!r} is no entry")
            name, version, licence, text = match.groups()
            notice, texts = _own_texts(name)
            if text.strip() != _NO_TEXT:
                texts = (_clean(text),)
            if not texts:
                raise MissingLicence(f"{name}: name its text in {LICENCES / 'parts.json'}")
            found[name, version] = Ingredient(name, version, licence, "npm", notice, texts)
    yield from found.values()


def parts() -> Iterator[Ingredient]:
    """What is inside others without a package of its own: engines, libraries, faces, data."""
    for part in said()["parts"]:
        texts = tuple(map(_text, part["texts"]))
        if "texts_of" in part:
            texts = _texts_of(distribution(part["texts_of"]))
        if "file" in part:
            texts = (_clean((ROOT / part["file"]).read_text("utf-8")),)
        yield Ingredient(part["name"], "", part["licence"], "part", part["notice"], texts)


def document() -> str:
    """`THIRD_PARTY.md`: who, then every text once, with whom it belongs to. Raises
    MissingLicence.
    """
    all_of_them = ingredients()
    lines = [_HEAD]
    for kind, title in _TITLES.items():
        lines += [f"## {title}", "", "| what | version | licence | text |", "|---|---|---|---|"]
        lines += [_row(one) for one in all_of_them if one.kind == kind]
        lines.append("")
    lines.append("## Licence texts\n")
    for text in dict.fromkeys(text for one in all_of_them for text in one.texts):
        names = dict.fromkeys(one.name for one in all_of_them if text in one.texts)
        head = f"### Text {_mark(text)}"
        lines += [head, "", ", ".join(names), "", "````text", text, "````", ""]
    return "\n".join(lines)


def _mark(text: str) -> str:
    """What a text is called: its own, so that one more package changes no other's line."""
    return sha256(text.encode()).hexdigest()[:8]


def _row(one: Ingredient) -> str:
    links = ", ".join(f"[{mark}](#text-{mark})" for mark in map(_mark, one.texts))
    name = f"`{one.name}`" if one.kind != "part" else one.name
    about = f"{name}: {one.notice}" if one.notice else name
    return f"| {about} | {one.version or '—'} | {one.licence} | {links or '—'} |"


_TITLES: dict[Kind, str] = {
    "part": "Engines, libraries, faces and data",
    "python": "Python packages",
    "npm": "Packages in the pages",
}
_HEAD = """# What of others travels with Kobra Desktop

Written by `python -m installer.third_party`; change `installer/licences/parts.json` instead. A test
fails when this is not what the locks and bundles hold.

Qt and psycopg are used under the LGPL, unmodified, as libraries of their own beside the program:
another build of the same version may be put in their place, and taking the program apart to mend
what does not work with it is allowed. Their source is that of the versions named here.
"""


def gpl_only(frozen: Frozen) -> list[str]:
    """The files in a frozen folder that only the GPL allows; a link to nothing is none."""
    return [
        str(path.relative_to(frozen.folder))
        for path in frozen.files()
        if _GPL_FILE.match(path.name) and path.exists()
    ]


def problems() -> list[str]:
    """What is wrong with the document, in sentences; empty when nothing is."""
    try:
        wanted = document()
    except MissingLicence as problem:
        return [str(problem)]
    if not DOCUMENT.is_file() or DOCUMENT.read_text("utf-8") != wanted:
        return ["THIRD_PARTY.md is not what the locks hold. Run: python -m installer.third_party"]
    return []


def main() -> int:
    """Write the document, or check it; answers the exit code."""
    parser = argparse.ArgumentParser(prog="installer.third_party", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, say what is wrong")
    if parser.parse_args().check:
        found = problems()
    else:
        DOCUMENT.write_text(document(), "utf-8", newline="\n")
        found = []
    for sentence in found:
        say(sentence)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
