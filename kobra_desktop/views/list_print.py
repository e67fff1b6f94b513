"""A list as pages of paper: its name, its filter, who printed it and when over every page, titles
repeated, pages numbered. Upright if the columns fit, else lying; words are broken, not cut.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QLineF, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QPen,
)

from kobra_desktop.models.exporting import ShownTable
from kobra_desktop.models.rows import Heading
from kobra_desktop.views.widgets.column_widths import Wish, shared

MARGIN_MM = 12.0
DPI = 96  # what lengths here are reckoned in, whatever the device has
PAD, LEADING = 4.0, 3.0
WIDER = 1.03  # letters of a device may be a little wider than those that were measured
AT_ONCE = 100  # rows that are laid in one turn
LONGEST = 8  # texts of a column that are measured
NARROWEST = 44
INK, FAINT, LINE = QColor("#17202E"), QColor("#4A5568"), QColor("#CBD5E1")
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignTop)
_SIDE = {True: int(Qt.AlignmentFlag.AlignRight), False: int(Qt.AlignmentFlag.AlignLeft)}
Step = tuple[int, int]  # so much is done, of so much


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed: the list as it was shown, its `lines` of words, one a column, and `by` whom
    and when.
    """

    shown: ShownTable
    lines: Sequence[Sequence[str]]
    by: str


@dataclass(slots=True)
class Layout:
    """Where things stand; `pages` are the first line of each and one past the last."""

    scale: float = 1.0
    width: float = 0.0
    height: float = 0.0
    columns: list[Heading] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


class ListPrint:
    """Lays a list for a device, then paints it, a little with each step, so that nothing waits."""

    def __init__(self, paper: Paper, family: str) -> None:
        self.paper, self.layout = paper, Layout()
        self._text, self._bold, self._name = (
            _font(family, 11, QFont.Weight.Normal),
            _font(family, 11, QFont.Weight.DemiBold),
            _font(family, 17, QFont.Weight.DemiBold),
        )
        self._metrics = QFontMetricsF(self._text)
        self._line = self._metrics.height()

    # Laying

    def lay(self, device: QPagedPaintDevice) -> Generator[Step, None, None]:
        """Choose the side of the paper, the widths and the pages; each step says how far it is."""
        headings, lines = self.paper.shown.headings, self.paper.lines
        wishes = [self._wish(n, heading) for n, heading in enumerate(headings)]
        device.setPageMargins(QMarginsF(*[MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
        self._take(device)
        if sum(wish.whole for wish in wishes) > self.layout.width:
            device.setPageOrientation(QPageLayout.Orientation.Landscape)
            self._take(device)
        room = int(self.layout.width)
        fitting = len(wishes)
        while fitting > 1 and sum(wish.title for wish in wishes[:fitting]) > room:
            fitting -= 1
        layout = self.layout
        layout.columns = list(headings[:fitting])
        layout.left_out = [heading.title for heading in headings[fitting:]]
        layout.widths = shared(wishes[:fitting], room)
        layout.heights = []
        for start in range(0, len(lines), AT_ONCE):
            layout.heights += [self._height(line) for line in lines[start : start + AT_ONCE]]
            yield len(layout.heights), len(lines)
        layout.pages = self._broken()

    def _take(self, device: QPagedPaintDevice) -> None:
        self.layout.scale = device.logicalDpiX() / DPI
        self.layout.width = device.width() / self.layout.scale
        self.layout.height = device.height() / self.layout.scale

    def _wish(self, place: int, heading: Heading) -> Wish:
        """Its longest texts whole, if that may be; a column of words may be as narrow as a word."""
        longest = sorted((line[place] for line in self.paper.lines), key=len)[-LONGEST:]
        widest = max((self._advance(text) for text in longest), default=0.0)
        title = QFontMetricsF(self._bold).horizontalAdvance(heading.title) * WIDER
        need = int(max(widest, title) + 2 * PAD) + 1
        least = min(need, int(title + 2 * PAD) + 1)
        return Wish(min(need, 160), 0 if heading.is_right else 1, need, max(least, NARROWEST))

    def _advance(self, text: str) -> float:
        return self._metrics.horizontalAdvance(text) * WIDER

    def _height(self, line: Sequence[str]) -> float:
        most = self._line
        for text, width in zip(line, self.layout.widths, strict=False):
            if self._advance(text) > width - 2 * PAD:
                most = max(most, self._wrapped(text, width).height())
        return min(most, self._body() / 2) + LEADING

    def _wrapped(self, text: str, width: int) -> QRectF:
        room = QRectF(0, 0, (width - 2 * PAD) / WIDER, 10_000)
        return self._metrics.boundingRect(room, _WRAP, text)

    def _body(self) -> float:
        return self.layout.height - self._head_height() - 2 * self._line

    def _head_height(self) -> float:
        return QFontMetricsF(self._name).height() + len(self._told()) * self._line + 8 + self._line

    def _broken(self) -> list[int]:
        body, pages, used = self._body(), [0], 0.0
        for number, height in enumerate(self.layout.heights):
            if used + height > body:
                pages.append(number)
                used = 0.0
            used += height
        return [*pages, len(self.layout.heights)]

    # Painting

    def paint(self, device: QPagedPaintDevice) -> Generator[Step, None, None]:
        """A page a step. Who gives up closes it."""
        pages = len(self.layout.pages) - 1
        with QPainter(device) as painter:
            for page in range(pages):
                if page:
                    device.newPage()
                self._paint_page(painter, page, pages)
                yield page + 1, pages

    def _paint_page(self, painter: QPainter, page: int, pages: int) -> None:
        layout = self.layout
        top = self._paint_head(painter)
        for number in range(layout.pages[page], layout.pages[page + 1]):
            self._paint_line(painter, self.paper.lines[number], top, layout.heights[number])
            top += layout.heights[number]
        words = QCoreApplication.translate("ListPrint", "Page {page} of {pages}")
        foot = QRectF(0, layout.height - self._line, layout.width, self._line)
        self._write(painter, foot, words.format(page=page + 1, pages=pages), _SIDE[True], FAINT)

    def _told(self) -> list[str]:
        """What stands under the name of the list."""
        translate, shown = QCoreApplication.translate, self.paper.shown
        told = [self.paper.by]
        if shown.filter:
            told.insert(0, shown.filter)
        if self.layout.left_out:
            words = translate("ListPrint", "Without room on the page: {titles}")
            told.append(words.format(titles=", ".join(self.layout.left_out)))
        return told

    def _paint_head(self, painter: QPainter) -> float:
        layout, top = self.layout, QFontMetricsF(self._name).height()
        name, side = QRectF(0, 0, layout.width, top), _SIDE[False]
        self._write(painter, name, self.paper.shown.listing, side, INK, self._name)
        for text in self._told():
            said = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, layout.width)
            inside = QRectF(0, top, layout.width, self._line)
            self._write(painter, inside, said, side, FAINT)
            top += self._line
        top += 6
        left = 0.0
        for heading, width in zip(layout.columns, layout.widths, strict=True):
            inside = QRectF(left + PAD, top, width - 2 * PAD, self._line)
            self._write(painter, inside, heading.title, _SIDE[heading.is_right], INK, self._bold)
            left += width
        self._rule(painter, top + self._line, INK)
        return top + self._line + 2

    def _paint_line(
        self, painter: QPainter, line: Sequence[str], top: float, height: float
    ) -> None:
        left = 0.0
        for text, heading, width in zip(
            line, self.layout.columns, self.layout.widths, strict=False
        ):
            if text:
                inside = QRectF(left + PAD, top, width - 2 * PAD, height - LEADING)
                self._write(painter, inside, text, _WRAP | _SIDE[heading.is_right], INK)
            left += width
        self._rule(painter, top + height - 1, LINE)

    def _write(
        self,
        painter: QPainter,
        inside: QRectF,
        text: str,
        flags: int,
        ink: QColor,
        font: QFont | None = None,
    ) -> None:
        """In the device's own lengths: letters of a scaled painter stand apart, and no search of
        a PDF finds their words.
        """
        scale, font = self.layout.scale, QFont(font or self._text)
        font.setPixelSize(round(font.pixelSize() * scale))
        painter.setFont(font)
        painter.setPen(ink)
        lengths = (inside.x(), inside.y(), inside.width(), inside.height())
        painter.drawText(QRectF(*(scale * one for one in lengths)), flags, text)

    def _rule(self, painter: QPainter, at: float, ink: QColor) -> None:
        scale = self.layout.scale
        painter.setPen(QPen(ink, 0.5 * scale))
        painter.drawLine(QLineF(0, at * scale, self.layout.width * scale, at * scale))


def _font(family: str, size: int, weight: QFont.Weight) -> QFont:
    made = QFont(family)
    made.setPixelSize(size)
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
