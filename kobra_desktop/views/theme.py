"""Turns tokens.json and style.qss into the application's palette, fonts and style sheet. Draws
nothing itself.
"""

from __future__ import annotations

import re
import sys
from enum import StrEnum

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from kobra_desktop import resources
from kobra_desktop.models.memory import Memory
from kobra_desktop.resources import Theme

TEXT_SCALE = "text_scale"
_STYLE = "Fusion"
_SHEETS = ("style.qss", "contrast.qss")
_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
_PIXELS = re.compile(r"(?<![\w#.])(\d+)px")
_NAMES = re.compile(r"@icon\(([a-z0-9-]+)\)|@(size|radius)\.(\w+)|@([a-z_0-9]+)")
_TINTS = ("info", "ok", "warn", "error", "doubt", "neutral")
# Folders of icons by Qt's own short name: a blank or a bracket in the folder that the program lies
# in would end an address of the style sheet, and with it the whole sheet.
_ICONS = "icons"  # Qt takes letters and digits
_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text_3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "selected",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Mid: "border",
}


class ThemeChoice(StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def colours(theme: Theme, *, is_high_contrast: bool = False) -> dict[str, str]:
    """The colours by name; under high contrast text and borders are pure and tints vanish."""
    found = dict(resources.tokens(theme))
    found["text_off"] = found["text_3"]
    if not is_high_contrast:
        return found
    found["text_off"] = "#595959" if theme == "light" else "#A6A6A6"  # else as what can be used
    ink, ground = ("#000000", "#FFFFFF") if theme == "light" else ("#FFFFFF", "#000000")
    for name in ("text", "text_2", "text_3", "border", "border_control", "focus"):
        found[name] = ink
    for name in ("window", "surface", "sunken", "hover"):
        found[name] = ground
    for tint in _TINTS:
        found[f"{tint}_bg"], found[f"{tint}_fg"] = ground, ink
    return found


def style_sheet(theme: Theme, scale: float, *, is_high_contrast: bool = False) -> str:
    """The filled template; Qt finds its icons from now on. Raises KeyError for a name that no token
    has.
    """
    named = colours(theme, is_high_contrast=is_high_contrast)
    measures = resources.measures()
    folder = _ICONS + theme
    QDir.setSearchPaths(folder, [str(resources.path("icons", "dist", theme))])

    def value(match: re.Match[str]) -> str:
        icon, group, size, colour = match.groups()
        if icon:
            return f"{folder}:{resources.icon_file(icon, theme).name}"
        if group == "size":
            return f"{measures['type'][size][0]}px"
        if group == "radius":
            return f"{measures['radius'][size]}px"
        return named[colour]

    sheets = _SHEETS if is_high_contrast else _SHEETS[:1]
    said = "".join(resources.path(name).read_text("utf-8") for name in sheets)
    template = _COMMENTS.sub("", said)
    filled = _NAMES.sub(value, template)
    return _PIXELS.sub(lambda m: f"{_scaled(int(m[1]), scale)}px", filled)


_LEAST_SCALE, _MOST_SCALE = 0.5, 4.0


def theme_choice(kept: str) -> ThemeChoice:
    """What the user asked for; of a theme that a newer version has, the system's."""
    return ThemeChoice(kept) if kept in set(ThemeChoice) else ThemeChoice.SYSTEM


def _scaled(pixels: int, scale: float) -> int:
    """Hair lines and focus rings keep their width, the rest follows the text."""
    return pixels if pixels <= 2 else round(pixels * scale)


def own_scale(memory: Memory) -> float:
    """The text scale that the user chose, 1.0 until then."""
    kept = memory.read(TEXT_SCALE)
    is_one = isinstance(kept, int | float) and _LEAST_SCALE <= kept <= _MOST_SCALE
    return float(kept) if is_one else 1.0  # type: ignore[arg-type]


def system_scale() -> float:
    """How much larger than usual the system writes: Windows enlarges its font, X11 and Wayland
    their dots per inch.
    """
    screen = QApplication.primaryScreen()
    platform = str(sys.platform)  # so that no branch is dead to the type checker
    if platform.startswith("linux"):
        return max(1.0, screen.logicalDotsPerInch() / 96)
    usual = 12 if platform == "win32" else 13
    return max(1.0, QFontInfo(QApplication.font()).pixelSize() / usual)


class Look(QObject):
    """The look in force. Widgets that paint themselves ask it for colours and listen to
    `changed`.
    """

    changed = Signal()

    def __init__(
        self, choice: ThemeChoice = ThemeChoice.SYSTEM, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.choice = choice
        self.scale = 1.0
        # Cells ask for both hundreds of times a frame; emptied whenever the look changes.
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self._system = system_scale()
        # Kept: the wrapper of the accessibility hints dies with its last reference.
        self._hints = QApplication.styleHints()
        self._contrast = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        self._contrast.contrastPreferenceChanged.connect(self._on_system_changed)

    @property
    def theme(self) -> Theme:
        """The theme drawn now."""
        if self.choice is not ThemeChoice.SYSTEM:
            return "dark" if self.choice is ThemeChoice.DARK else "light"
        is_dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        return "dark" if is_dark else "light"

    @property
    def is_high_contrast(self) -> bool:
        """Whether the system asks for more contrast."""
        return self._contrast.contrastPreference() == Qt.ContrastPreference.HighContrast

    def colour(self, name: str) -> QColor:
        """A colour of the theme in force, by its token."""
        found = self._colours.get(name)
        if found is None:
            names = colours(self.theme, is_high_contrast=self.is_high_contrast)
            found = self._colours[name] = QColor(names[name])
        return QColor(found)

    def pixels(self, at_100: int) -> int:
        """A length that follows the text scale."""
        return round(at_100 * self.scale)

    def font(self, role: str) -> QFont:
        """The font of a role of tokens.json, with tabular figures where numbers stand below each
        other.
        """
        if role in self._fonts:
            return QFont(self._fonts[role])
        size, _line, weight = resources.measures()["type"][role]
        font = QFont(QApplication.font())
        font.setPixelSize(self.pixels(size))
        font.setWeight(QFont.Weight(weight))
        if role in ("table", "number"):
            font.setFeature(QFont.Tag("tnum"), 1)
        self._fonts[role] = QFont(font)
        return font

    def apply(self, choice: ThemeChoice, own_scale: float = 1.0) -> None:
        """Dress the application; `own_scale` is the user's, on top of the system's text scale."""
        self.choice, self.scale = choice, self._system * own_scale
        self._dress()

    def _dress(self) -> None:
        app = QApplication.instance()
        self._colours.clear()
        self._fonts.clear()
        if not isinstance(app, QApplication):
            return
        # Without a sheet first: a second one on top of another dresses each widget once for every
        # widget around it, and a first one dresses it once.
        app.setStyleSheet("")
        if app.style().name() != _STYLE.lower():
            app.setStyle(QStyleFactory.create(_STYLE))
        app.setPalette(self._palette())
        app.setFont(self.font("body"))
        contrast = self.is_high_contrast
        app.setStyleSheet(style_sheet(self.theme, self.scale, is_high_contrast=contrast))
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _PALETTE.items():
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text_off"))
        return palette

    def _on_system_changed(self) -> None:
        self._dress()
