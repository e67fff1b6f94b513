"""One photo as large as the window, with zoom and the ones beside it. It never leaves the replica:
nothing is written to the disk here.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QPainter, QPaintEvent, QShortcut, QWheelEvent
from PySide6.QtWidgets import QDialog, QWidget

from kobra_desktop.models.submissions.photos import Photo, PhotoShelf, PhotoState
from kobra_desktop.models.visit_result import FileFacts
from kobra_desktop.views.theme import Look
from kobra_desktop.views.visits.photos import state_words
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import ElidedLabel, hide_unless, label
from kobra_desktop.views.widgets.layouts import column, row

FULL, THUMBNAIL = "full", "thumbnail"
STEP, MOST = 1.25, 8.0


class PhotoCanvas(QWidget):
    """Paints a photo that can be made larger and moved."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._photo = Photo(PhotoState.LOADING)
        self.zoom = 1.0
        self._offset = QPointF()
        self._grip: QPoint | None = None
        self.setMinimumSize(320, 240)

    def show_photo(self, photo: Photo, *, is_same: bool) -> None:
        """Another photo is seen whole; a sharper one of the same stays where it is."""
        self._photo = photo
        if not is_same:
            self.fit()
        self.update()

    def fit(self) -> None:
        """As large as the room allows."""
        self.zoom, self._offset = 1.0, QPointF()
        self.update()

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller around the middle."""
        self.zoom = max(1.0, min(MOST, self.zoom * factor))
        if self.zoom == 1.0:
            self._offset = QPointF()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photo in its place, or why there is none."""
        with QPainter(self) as painter:
            image = self._photo.image
            painter.fillRect(self.rect(), self._look.colour("sunken"))
            if image is None:
                painter.setPen(self._look.colour("text_2"))
                words = state_words(self._photo.state)
                painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), words)
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                fit = min(self.width() / image.width(), self.height() / image.height())
                wide, high = image.width() * fit * self.zoom, image.height() * fit * self.zoom
                left = (self.width() - wide) / 2 + self._offset.x()
                top = (self.height() - high) / 2 + self._offset.y()
                painter.drawImage(QRectF(left, top, wide, high), image)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel makes it larger."""
        self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        self._grip = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it under the hand."""
        if self._grip is not None and self.zoom > 1:
            now = event.position().toPoint()
            self._offset += QPointF(now - self._grip)
            self._grip = now
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        self._grip = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nearer, or whole again."""
        if self.zoom > 1:
            self.fit()
        else:
            self.zoom_by(STEP**3)


class PhotoDialog(QDialog):
    """`place_requested` (latitude, longitude): see on the map where it was taken."""

    place_requested = Signal(float, float)

    def __init__(
        self,
        look: Look,
        shelf: PhotoShelf,
        submission_id: str,
        files: tuple[FileFacts, ...],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._shelf, self._submission_id, self._files = shelf, submission_id, files
        self._at = 0
        self.setWindowTitle(self.tr("Photo"))
        self.canvas = PhotoCanvas(look)
        self._title = ElidedLabel("", "strong")
        self._detail = label("", "secondary")
        self._place = Button(look, self.tr("See on map"), "row", "map-pin")
        self._place.clicked.connect(self._on_place)
        self._build(look)
        shelf.arrived.connect(self._on_arrived)
        self.resize(parent.window().size() * 0.92)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas.setFocus()

    def _build(self, look: Look) -> None:
        tools = []
        for icon, words, keys, act in (
            ("chevron-left", self.tr("Previous photo"), "Left", lambda: self.step(-1)),
            ("chevron-right", self.tr("Next photo"), "Right", lambda: self.step(1)),
            ("zoom-out", self.tr("Zoom out"), "-", lambda: self.canvas.zoom_by(1 / STEP)),
            ("zoom-in", self.tr("Zoom in"), "+", lambda: self.canvas.zoom_by(STEP)),
            ("maximize", self.tr("Whole photo"), "0", self.canvas.fit),
        ):
            button = IconButton(look, icon, words, keys)
            button.clicked.connect(act)
            QShortcut(QKeySequence(keys), self).activated.connect(act)
            if icon.startswith("chevron"):
                hide_unless(button, len(self._files) > 1)
            tools.append(button)
        close = IconButton(look, "x", self.tr("Close"), "Esc")
        close.clicked.connect(self.reject)
        head = row(self._title, self._detail, self._place, *tools, close, space=6)
        head.setStretchFactor(self._title, 1)
        lines = column(head, self.canvas, space=8, margins=(12, 10, 12, 12))
        lines.setStretchFactor(self.canvas, 1)
        self.setLayout(lines)

    @property
    def file(self) -> FileFacts:
        """The one that is shown."""
        return self._files[self._at]

    def show_file(self, name: str) -> None:
        """Show one by its name."""
        names = [file.name for file in self._files]
        self._at = names.index(name) if name in names else 0
        self._show(is_same=False)

    def step(self, by: int) -> None:
        """The one beside it, around the end."""
        self._at = (self._at + by) % len(self._files)
        self._show(is_same=False)

    def _show(self, *, is_same: bool) -> None:
        file = self.file
        self._title.setText(file.label)
        place = f"{self._at + 1}/{len(self._files)}"
        details = (file.taken, file.problem, place)
        self._detail.setText(" · ".join(part for part in details if part))
        self._place.setVisible(file.attachment.lat is not None)
        photo = self._shelf.photo(self._submission_id, file.name, FULL)
        if photo.state is PhotoState.LOADING:
            small = self._shelf.photo(self._submission_id, file.name, THUMBNAIL)
            photo = small if small.image is not None else photo
        self.canvas.show_photo(photo, is_same=is_same)
        beside = self._files[(self._at + 1) % len(self._files)]
        self._shelf.want(self._submission_id, beside.name, THUMBNAIL)

    def _on_arrived(self, submission_id: str, name: str, _size: str) -> None:
        if submission_id == self._submission_id and name == self.file.name:
            self._show(is_same=True)

    def _on_place(self) -> None:
        at = self.file.attachment
        if at.lat is not None and at.lon is not None:
            self.accept()
            self.place_requested.emit(at.lat, at.lon)
