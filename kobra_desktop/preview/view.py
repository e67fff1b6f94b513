"""The preview as a widget, as wide as a phone: shows a form, says what it cannot show. It compiles
nothing and keeps no answer.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kobra_desktop import resources
from kobra_desktop.preview.bridge import FormBridge
from kobra_desktop.preview.page import HOME, MEDIA, PreviewFile, Routes
from kobra_desktop.resources import Theme
from kobra_desktop.web.host import PageHost, Site
from kobra_desktop.web.pane import PaneWords, WebPane
from kobra_desktop.web.scheme import Runner, run_here

PHONE_WIDTH = 360
NO_FILES: Mapping[str, PreviewFile] = MappingProxyType({})
_LEAST_HEIGHT = 320
_PLACE = re.compile(r"(-?\d{1,2}(?:\.\d+)?) (-?\d{1,3}(?:\.\d+)?)(?: .*)?")


class FormPreview(QWidget):
    """A form as the phone will show it. Every method may be called before `ready`; what was said
    last is what the page shows. `submitted` brings what a phone would send, `failed` the engine's
    words about a form that it cannot show, `shown` how many milliseconds the page took.
    """

    ready = Signal()
    shown = Signal(float)
    submitted = Signal(str)
    failed = Signal(str)
    console_error = Signal(str)

    def __init__(
        self, parent: QWidget | None = None, *, locale: str = "es", run: Runner = run_here
    ) -> None:
        super().__init__(parent)
        self._routes = Routes()
        self._routes.language = locale[:2]
        bridge = FormBridge()
        site = Site(HOME, self._routes.find, "KobraForms", ("theme", "show", "reach"))
        self._host = PageHost(site, bridge, run, self)
        self._host.ready.connect(self.ready)
        self._host.console_error.connect(self.console_error)
        self._pane = WebPane(self._host, self)
        self._pane.failed.connect(self._on_gone)
        bridge.shown.connect(self.shown)
        bridge.submitted.connect(self.submitted)
        bridge.failed.connect(self.failed)
        self._absent: tuple[str, ...] = ()
        self._build()
        self.set_theme("light")

    def _build(self) -> None:
        self._strip = QLabel()
        self._strip.setObjectName("preview_strip")
        self._strip.setWordWrap(True)
        self._strip.setContentsMargins(12, 8, 12, 8)
        self._strip.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._pane, 1)
        rows.addWidget(self._strip)
        self.setFixedWidth(PHONE_WIDTH)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self._name_parts()

    def _name_parts(self) -> None:
        self._pane.set_words(
            PaneWords(
                self.tr("Preview of the form"),
                self.tr("Loading the preview…"),
                self.tr("The preview stopped working. Nothing of the form was lost."),
                self.tr("Retry"),
            )
        )
        self._strip.setText(self.tr("On the phone, not here: %1").replace("%1", self._listed()))

    def _listed(self) -> str:
        return ", ".join(self._absent)

    def show_form(
        self,
        xform: str,
        media: Mapping[str, str],
        language: str,
        files: Mapping[str, PreviewFile] = NO_FILES,
    ) -> None:
        """Show an XForm with what the server would send (`media`, texts by name) and its own files
        by name, in one of its languages («Español (es)» or «es»; empty: its own default). The phone
        stands where the first visit of the media is.
        """
        self._routes.files = dict(files)
        self._host.say(
            "show",
            xform=xform,
            media=dict(media),
            files={name: f"{MEDIA}{file.sha256}" for name, file in files.items()},
            language=language,
            position=first_place(media),
        )

    def reach(self, path: str) -> None:
        """Bring the question at a path («grupo/pregunta», without the form's own name) into view,
        as soon as it stands on the page. Said again, it leaves the page where the person has it;
        empty: no question.
        """
        self._host.say("reach", path=path)

    def show_absent(self, names: Sequence[str]) -> None:
        """Name, in words of the screen, what the form asks for and only a phone can show."""
        self._absent = tuple(names)
        self._strip.setVisible(bool(self._absent))
        self._name_parts()

    def set_theme(self, theme: Theme) -> None:
        """Paint with the colours of a theme."""
        colours = resources.tokens(theme)
        self._pane.set_ground(colours["window"])
        self._host.say("theme", colours=colours)

    def set_language(self, locale: str) -> None:
        """Say the furniture's words (buttons, refusals) in the language of a locale."""
        self._name_parts()
        if self._routes.language != locale[:2]:
            self._routes.language = locale[:2]
            self._host.load()

    def _on_gone(self, was_loaded: bool) -> None:
        died, absent = self.tr("The preview stopped several times."), self.tr("No preview page.")
        self.failed.emit(died if was_loaded else absent)

    def changeEvent(self, event: QEvent) -> None:
        """Qt tells that the language changed."""
        if event.type() == QEvent.Type.LanguageChange:
            self._name_parts()
        super().changeEvent(event)

    def dispose(self) -> None:
        """End the page and its profile; done by itself when the program quits. Twice is no harm."""
        self._host.dispose()


def first_place(media: Mapping[str, str]) -> tuple[float, float] | None:
    """Latitude and longitude of the first row of any visit list that has a geometry."""
    for name, text in media.items():
        if not name.endswith(".csv"):
            continue
        for row in csv.DictReader(io.StringIO(text)):
            found = _PLACE.fullmatch((row.get("geometry") or "").strip())
            if found:
                return float(found[1]), float(found[2])
    return None
