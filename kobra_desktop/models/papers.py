"""Documents of the desktop on their way to a file: set in a process of its own, whole or not at
all. Everything here runs on a worker.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter

from kobra_desktop.errors import KobraError
from kobra_desktop.models.workspace import Workspace
from kobra_domain.words import full_moment
from kobra_records.files.exports.deed import NotWritten, whole_file
from kobra_records.files.paper import SECONDS, Paper, Picture, set_paper
from kobra_records.files.worker import Worker

# Pixels: a photo is at most 84 mm wide on the page, so this is some 300 to the inch.
MOST_SIDE = 1_000
_QUALITY = 85


def new_press() -> Worker:
    """The process that sets documents; close it when they are set."""
    return Worker(seconds=SECONDS)


def write_paper(path: Path, paper: Paper) -> None:
    """Write one document. Raises KobraError (`file_not_written`), WorkFailure."""
    with new_press() as press:
        content = press.run(set_paper, paper)
    try:
        with whole_file(path) as part:
            part.write_bytes(content)
    except NotWritten as problem:
        raise KobraError("file_not_written", path=path.name) from problem


def printed_by(workspace: Workspace) -> str:
    """Who printed it, and when: the foot of every page."""
    at = full_moment(workspace.now, workspace.zone.key, workspace.locale)
    words = QCoreApplication.translate("ResultFiles", "Printed by {name}, {time}")
    return words.format(name=workspace.desk.who.name, time=at)


def photo_picture(image: QImage, says: str, caption: str = "") -> Picture:
    """A photo as paper takes it, on white and no larger than paper shows."""
    if max(image.width(), image.height()) > MOST_SIDE:
        most, ratio = QSize(MOST_SIDE, MOST_SIDE), Qt.AspectRatioMode.KeepAspectRatio
        image = image.scaled(most, ratio, Qt.TransformationMode.SmoothTransformation)
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    with QPainter(flat) as painter:
        painter.drawImage(0, 0, image)
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(made, QByteArray(b"jpg"))
    writer.setQuality(_QUALITY)
    writer.write(flat)
    content = bytes(made.data().data())
    return Picture(content, "image/jpeg", flat.width(), flat.height(), says, caption)
