"""The mails of the city as their readers see them: HTML at the width of a phone, and their text."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWebEngineCore import QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QPlainTextEdit

from demo.scene import Scene
from kobra_desktop.api import deliveries as online
from kobra_desktop.api.http import FieldApi
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.window import MainWindow
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryPurpose, DeliveryState
from kobra_domain.sending import DeliveryLetter

PHONE_PX = 360
LONGEST_PX = 1_400
MOST_READ = 12  # letters, until one has a map
# By name: whose mail it is, and which.
_WANTED: tuple[tuple[str, str, DeliveryPurpose], ...] = (
    ("visit-es", "supervisora@", DeliveryPurpose.EACH),
    ("visit-en", "regional.manager@", DeliveryPurpose.EACH),
    ("client-es", "cobranza@", DeliveryPurpose.EACH),
    ("digest-es", "gerencia@", DeliveryPurpose.DIGEST),
    ("receipt-es", "titular", DeliveryPurpose.RECEIPT),
)


class Reading:
    """Asks the server for its mails, off the window's thread, until there are those wanted."""

    def __init__(self, window: MainWindow) -> None:
        assert isinstance(window, KobraWindow)
        self._workspace = window.workspace
        self.letters: dict[str, DeliveryLetter] = {}
        self._is_asking = False

    def is_there(self) -> bool:
        """Whether each of them has come; asks again meanwhile."""
        if len(self.letters) == len(_WANTED):
            return True
        if not self._is_asking:
            self._is_asking = True
            background = self._workspace.background
            background.network(self._read, self._come, self._failed, owner=None)
        return False

    def _read(self) -> dict[str, DeliveryLetter]:
        api = self._workspace.desk.api
        items = online.deliveries(api, limit=500).items
        return {
            name: letter
            for name, address, purpose in _WANTED
            if name not in self.letters
            and (letter := _told(api, _of(items, address, purpose), name.startswith("visit")))
        }

    def _come(self, letters: dict[str, DeliveryLetter]) -> None:
        self._is_asking = False
        self.letters |= letters

    def _failed(self, _problem: object) -> None:
        self._is_asking = False


def scenes(window: MainWindow) -> Iterator[Scene]:
    """Each mail as HTML and as text."""
    if "administration" not in window.keys:
        return
    reading = Reading(window)
    view = QWebEngineView()
    view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    view.resize(QSize(PHONE_PX, 640))
    view.show()
    view.settings().setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, False)
    page = Page(view)
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # it is as high as it is
    text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    text.resize(QSize(PHONE_PX, 640))
    for number, (name, _address, _purpose) in enumerate(_WANTED):
        if number > 0 and name not in reading.letters:
            continue  # that it did not come was said of the first
        yield Scene(f"mail-{name}", view, partial(_is_shown, reading, page, name))
        if name in reading.letters:
            letter = reading.letters[name]
            text.setPlainText(f"{letter.subject}\n\n{letter.text}")
            text.show()
            lines = round(text.document().size().height())  # a plain document counts them
            high = (lines + 2) * text.fontMetrics().lineSpacing()
            text.resize(QSize(PHONE_PX, min(high, LONGEST_PX)))
            yield Scene(f"mail-{name}-text", text)
    text.close()
    view.close()


class Page:
    """The one view, and whose letter stands in it as high as it is."""

    def __init__(self, view: QWebEngineView) -> None:
        self._view, self._shown, self._is_high = view, "", False
        view.loadFinished.connect(self._on_loaded)

    def is_shown(self, name: str, letter: DeliveryLetter) -> bool:
        """Whether it is there; begins to show it."""
        if self._shown != name:
            self._shown, self._is_high = name, False
            self._view.resize(PHONE_PX, 320)
            self._view.setHtml(_with_pictures(letter))
        return self._is_high

    def _on_loaded(self, _is_whole: bool) -> None:
        self._view.page().runJavaScript("document.documentElement.scrollHeight", self._on_height)

    def _on_height(self, height: object) -> None:
        wanted = int(height) if isinstance(height, int | float) else 640
        self._view.resize(PHONE_PX, min(wanted, LONGEST_PX))
        self._is_high = True


def _is_shown(reading: Reading, page: Page, name: str) -> bool:
    """The first waits until all have come; what has come by then is shown."""
    is_whole = reading.is_there() or name != _WANTED[0][0]
    letter = reading.letters.get(name)
    return is_whole and letter is not None and page.is_shown(name, letter)


def _with_pictures(letter: DeliveryLetter) -> str:
    """Its pictures within, as a mail program shows them."""
    html = letter.html
    for part in letter.parts:
        if part.cid:
            html = html.replace(f"cid:{part.cid}", f"data:{part.mime};base64,{part.content}")
    return html


def _of(items: tuple[Delivery, ...], address: str, purpose: DeliveryPurpose) -> list[Delivery]:
    """Those to an address that are not withheld, the newest first."""
    return [
        one
        for one in items
        if one.channel is DeliveryChannel.MAIL
        and one.purpose is purpose
        and one.address.startswith(address)
        and one.state is not DeliveryState.UNSENT
    ]


def _told(api: FieldApi, found: list[Delivery], is_of_visit: bool) -> DeliveryLetter | None:
    """The newest letter; of a visit one whose portfolio lets mails show its map."""
    about = [one for one in found if one.visit_id] if is_of_visit else found[:1]
    newest = {one.portfolio_id: one for one in reversed(about)}  # of each, which say more or less
    letters = (online.letter(api, one.id) for one in [*newest.values(), *about[:MOST_READ]])
    return next((one for one in letters if one.parts or not is_of_visit), None)
