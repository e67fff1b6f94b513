"""Where a file shall lie: asked in the system's own dialog, from the folder of the last one on."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from kobra_records.files.exports.names import file_names

_LAST = "last_folder"  # kept on the window


def ask_where(parent: QWidget, title: str, name: str, ending: str = "") -> Path | None:
    """The place that a person chose for a file that is called `name` at first, None: none.

    Begins in `folder_of`: where the program was started from is nobody's folder. Of an `ending`
    («pdf») a name gets it that has none, before the system asks about a file that is there.
    """
    dialog = QFileDialog(parent, title, str(folder_of(parent)))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if ending:
        dialog.setNameFilter(f"{ending.upper()} (*.{ending})")
        dialog.setDefaultSuffix(ending)
    dialog.selectFile(name)
    try:
        chosen = dialog.selectedFiles() if dialog.exec() else []
    finally:
        dialog.deleteLater()
    if not chosen:
        return None
    path = Path(chosen[0])
    _main(parent).setProperty(_LAST, str(path.parent))
    return path


def folder_of(parent: QWidget) -> Path:
    """Where the window's last file was saved, else the documents."""
    held = _main(parent).property(_LAST)
    return Path(held) if isinstance(held, str) and Path(held).is_dir() else _documents()


def free_place(folder: Path, name: str) -> Path:
    """A place for a file of that name that no other has: «Visitas 2.xlsx»."""
    try:
        taken = [one.name for one in folder.iterdir()]
    except OSError:  # whoever writes there is told
        taken = []
    return folder / file_names([(name, "")], taken)[0]


def with_ending(path: Path, ending: str) -> Path:
    """A place that was chosen, with the ending that its file has: «lista.v2» has another."""
    return path if path.suffix.lower() == f".{ending}" else path.with_name(f"{path.name}.{ending}")


def _main(widget: QWidget) -> QWidget:
    """The window under all dialogs."""
    window = widget.window()
    while (below := window.parentWidget()) is not None:
        window = below.window()
    return window


def _documents() -> Path:
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
    return next((Path(one) for one in places if Path(one).is_dir()), Path.home())
