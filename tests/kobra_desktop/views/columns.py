"""A person's hand on the columns of a table."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView


def draw_column(table: QTableView, section: int, by: int) -> None:
    """Pull the right edge of a column so many pixels to the right."""
    header = table.horizontalHeader()
    edge = header.sectionViewportPosition(section) + header.sectionSize(section) - 1
    hold, goal = QPoint(edge, header.height() // 2), QPoint(edge + by, header.height() // 2)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=hold)
    QTest.mouseMove(header.viewport(), goal)
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=goal)
