"""Photos of a submission: small ones side by side, asked for when they are seen; one click shows a
photo large.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kobra_desktop.models.submissions.photos import Photo, PhotoShelf, PhotoState
from kobra_desktop.models.visit_result import FileFacts, ResultFacts
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import Flow, column, emptied, holding
from kobra_domain.submissions import AttachmentState

WIDE, HIGH = 148, 110
_ICONS = {
    PhotoState.LOADING: "image",
    PhotoState.OFFLINE: "cloud-off",
    PhotoState.MISSING: "clock",
    PhotoState.REFUSED: "octagon-alert",
    PhotoState.FAILED: "triangle-alert",
    PhotoState.NO_PICTURE: "file-text",
}


class PhotoTile(QAbstractButton):
    """One photo, small. It asks for its picture when it is first painted."""

    def __init__(self, look: Look, shelf: PhotoShelf, submission_id: str, file: FileFacts) -> None:
        super().__init__()
        self._look, self._shelf, self.file = look, shelf, file
        self._submission_id = submission_id
        self.setFixedSize(look.pixels(WIDE), look.pixels(HIGH))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = " · ".join(part for part in (file.label, file.taken, file.problem) if part)
        self.setAccessibleName(words)
        self.setToolTip(words)
        shelf.arrived.connect(self._on_arrived)

    @property
    def photo(self) -> Photo:
        """What there is to see now."""
        if self.file.attachment.state is AttachmentState.REFUSED:
            return Photo(PhotoState.REFUSED)
        return self._shelf.photo(self._submission_id, self.file.name)

    def _on_arrived(self, submission_id: str, name: str, _size: str) -> None:
        if submission_id == self._submission_id and name == self.file.name:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture filling the tile, or why there is none."""
        with QPainter(self) as painter:
            look, photo = self._look, self.photo
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            whole = self.rect()
            painter.fillRect(whole, look.colour("sunken"))
            if photo.image is not None:
                image = photo.image
                mode = Qt.AspectRatioMode.KeepAspectRatio
                size = QSize(whole.size()).scaled(image.size(), mode)
                left = (image.width() - size.width()) // 2
                top = (image.height() - size.height()) // 2
                painter.drawImage(whole, image, QRect(left, top, size.width(), size.height()))
            else:
                self._paint_state(painter, photo.state)
            is_lit = self.hasFocus() or self.underMouse()
            pen = painter.pen()
            pen.setColor(look.colour("focus" if is_lit else "border"))
            pen.setWidth(2 if self.hasFocus() else 1)
            painter.setPen(pen)
            painter.drawRect(whole.adjusted(0, 0, -1, -1))

    def _paint_state(self, painter: QPainter, state: PhotoState) -> None:
        look, whole = self._look, self.rect()
        side = look.pixels(20)
        picture = icons.pixmap(look, _ICONS[state], 20, "text_3", self.devicePixelRatioF())
        painter.drawPixmap(
            QRect((whole.width() - side) // 2, whole.height() // 2 - side - 4, side, side), picture
        )
        painter.setPen(look.colour("text_2"))
        painter.setFont(look.font("caption"))
        below = whole.adjusted(8, whole.height() // 2, -8, -6)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        is_refused = state is PhotoState.REFUSED
        words = self.file.problem if is_refused and self.file.problem else state_words(state)
        painter.drawText(below, int(flags), words)


def state_words(state: PhotoState) -> str:
    """Why there is no picture to see."""
    translate = QCoreApplication.translate
    return {
        PhotoState.LOADING: translate("Photos", "Loading…"),
        PhotoState.HERE: "",
        PhotoState.OFFLINE: translate("Photos", "Not seen before: needs the server"),
        PhotoState.MISSING: translate("Photos", "Not received from the phone yet"),
        PhotoState.REFUSED: translate("Photos", "Kept aside because of its content"),
        PhotoState.FAILED: translate("Photos", "Could not be fetched"),
        PhotoState.NO_PICTURE: translate("Photos", "Not a picture"),
    }[state]


class PhotoStrip(QWidget):
    """All files of a submission; `opened` (name) of a photo, `save_requested` of another file."""

    opened = Signal(str)
    save_requested = Signal(str)

    def __init__(self, look: Look, shelf: PhotoShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._shelf = look, shelf
        self._shown: tuple[object, ...] = ()
        self.tiles: list[PhotoTile] = []
        self._body = column(space=8)
        self.setLayout(self._body)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_facts(self, facts: ResultFacts) -> None:
        """Fill it anew unless it shows the same files already."""
        shown = facts.submission
        wanted = (shown.id if shown else "", facts.files)
        if wanted == self._shown:
            return
        self._shown = wanted
        emptied(self._body)
        self.tiles = []
        if shown is None:
            return
        flow = Flow(8)
        for file in facts.photos:
            tile = PhotoTile(self._look, self._shelf, shown.id, file)
            tile.clicked.connect(lambda _checked=False, name=file.name: self.opened.emit(name))
            flow.addWidget(tile)
            self.tiles.append(tile)
        if self.tiles:
            self._body.addWidget(holding(flow))
        for file in facts.files:
            if not file.is_picture:
                self._body.addWidget(self._other(file))
        if not facts.files:
            self._body.addWidget(label(self.tr("No photos or files."), "secondary"))

    def _other(self, file: FileFacts) -> QWidget:
        """A file that is no picture; what is wrong with it stands below."""
        if not file.problem:
            return self._saver(file)
        return holding(column(self._saver(file), label(file.problem, "secondary"), space=0))

    def _saver(self, file: FileFacts) -> QWidget:
        made = Button(self._look, f"{file.label} · {file.name}", "link", "file-text")
        made.setToolTip(self.tr("Save a copy…"))
        made.clicked.connect(lambda: self.save_requested.emit(file.name))
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return made
