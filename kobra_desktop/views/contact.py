"""Hands a number to the machine's own telephone or browser, at the user's click only."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication


def digits(phone: str) -> str:
    """The number as dialled, with its +."""
    return "".join(c for c in phone if c.isdigit() or c == "+")


def call(phone: str) -> None:
    """Open the telephone."""
    QDesktopServices.openUrl(QUrl(f"tel:{digits(phone)}"))


def write(phone: str) -> None:
    """Open WhatsApp on a chat with the number."""
    QDesktopServices.openUrl(QUrl(f"https://wa.me/{digits(phone).lstrip('+')}"))


def copy(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setText(text)
