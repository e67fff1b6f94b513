"""How a portfolio's outgoing file is made: its columns, the client's codes, its format, where it
goes; and below them the file as it would begin, of real gestiones.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from kobra_desktop.models.administration.acts import Refused, Then
from kobra_desktop.models.portfolio.outgoing.draft import OutgoingDraft, first_terms
from kobra_desktop.models.portfolio.outgoing.files import Opened
from kobra_desktop.models.portfolio.outgoing.preview import Preview, locale_of, preview_of
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.portfolio.outgoing.codes_page import CodesPage
from kobra_desktop.views.portfolio.outgoing.columns_page import ColumnsPage
from kobra_desktop.views.portfolio.outgoing.file_page import FormatPage, LeavingPage
from kobra_desktop.views.room import give_room
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import hide_unless, label, notice
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.tabs import TabBar
from kobra_domain.errors import Param
from kobra_domain.outgoing.things import OutgoingTerms
from kobra_domain.words import say

translate = QCoreApplication.translate
_REST_MS = 120  # between the last letter and the rows it makes
_SHOWN = 7  # lines of the preview
Keep = Callable[[OutgoingTerms, Then, Refused], None]


class OutgoingEditor(Form):
    """`missing`: keys for which a file is held; it opens where they are given."""

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        opened: Opened,
        setting: Setting,
        now: datetime,
        keep: Keep,
        end: Callable[[Then, Refused], None],
        missing: Collection[str] = (),
    ) -> None:
        portfolio, terms = opened.portfolio, opened.setting.terms
        title = translate("Outgoing", "Outgoing file of {portfolio}")
        super().__init__(look, parent, title.format(portfolio=portfolio.name), setting)
        self._opened, self._now, self._keep_terms, self._end = opened, now, keep, end
        self._locale = locale = setting.locale
        today = now.astimezone(ZoneInfo(portfolio.time_zone)).date()
        self.draft = OutgoingDraft(terms or first_terms(today), self)
        self.is_new = terms is None
        self.columns = ColumnsPage(look, self.draft, locale, locale_of(portfolio))
        self.codes = CodesPage(look, self.draft, locale, missing)
        self.format = FormatPage(self.draft, locale)
        self.leaving = LeavingPage(
            look, self.draft, locale, portfolio.time_zone, has_left=opened.sample.sequence > 1
        )
        self.pages: dict[str, QWidget] = {
            "columns": self.columns,
            "codes": self.codes,
            "format": self.format,
            "leaving": self.leaving,
        }
        words = {
            "columns": translate("Outgoing", "Columns"),
            "codes": translate("Outgoing", "Codes"),
            "format": translate("Outgoing", "Format and name"),
            "leaving": translate("Outgoing", "When and where to"),
        }
        self.tabs = TabBar(look, words)
        self.stack = QStackedWidget()
        for page in self.pages.values():
            self.stack.addWidget(page)
        self._lay_out()
        self._connect()
        self._show_preview()
        if missing:
            self.tabs.choose("codes")
            if (line := self.codes.first_missing()) is not None:
                line.setFocus()

    def _lay_out(self) -> None:
        self.caption = label("", "caption", wrap=True)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName(translate("Outgoing", "The file as it would begin"))
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.preview.setFont(fixed)
        self.preview.setTabChangesFocus(True)
        height = self.preview.fontMetrics().lineSpacing() * _SHOWN + 34
        self.preview.setFixedHeight(height)
        self.wrong = notice("warn")
        self.stop = Button(self.look, translate("Outgoing", "Make it no more…"), "link", "trash-2")
        hide_unless(self.stop, not self.is_new)
        lines = column(
            label(self.windowTitle(), "section", wrap=True),
            self.tabs,
            self.stack,
            self.caption,
            self.preview,
            self.wrong,
            self.problem,
            row(self.stop, None, self.leave, self.save, space=8),
            space=10,
            margins=(20, 16, 20, 12),
        )
        lines.setStretch(2, 1)
        self.setLayout(lines)
        give_room(self, self.look, 980, 640)

    def _connect(self) -> None:
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._show_preview)
        self.draft.changed.connect(self._on_changed)
        self.tabs.chosen.connect(self._on_tab)
        self.stop.clicked.connect(self._on_stop)
        self._allow()

    def _on_tab(self, key: str) -> None:
        self.stack.setCurrentWidget(self.pages[key])
        self.columns.show_state()
        self.codes.show_state(self.shown.missing)

    def _on_changed(self) -> None:
        self._rest.start()
        self._allow()

    # Preview

    def _show_preview(self) -> None:
        opened = self._opened
        self.shown = preview_of(self.draft.terms, opened.sample, opened.portfolio, self._now)
        self.caption.setText(self._caption(self.shown))
        bar = self.preview.horizontalScrollBar()
        at = bar.value()
        self.preview.setPlainText("\n".join(self.shown.lines))
        bar.setValue(at)
        words = self._wrong(self.shown)
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))
        self.codes.show_state(self.shown.missing)

    def _caption(self, shown: Preview) -> str:
        if not self._opened.sample.items:
            return translate(
                "Outgoing", "No visit of this portfolio has ended yet: its rows are shown here."
            )
        told = translate("Outgoing", "{file}, with the last {count} real gestiones:")
        count = len(self._opened.sample.items)
        return told.format(file=shown.name or "–", count=count)

    def _wrong(self, shown: Preview) -> str:
        if shown.problem is not None:
            params: dict[str, Param] = {**shown.problem.params, "of": "outgoing_terms"}
            return say(shown.problem.code, params, self._locale)
        if (wide := shown.too_wide) is not None:
            told_of: dict[str, Param] = {
                "title": wide.title,
                "width": wide.width,
                "text": wide.text,
            }
            return say("outgoing_too_wide", told_of, self._locale)
        if shown.missing:
            named = ", ".join(say(key, None, self._locale) for key in shown.missing)
            told = translate(
                "Outgoing", "Without the client's code these would hold the file: {named}"
            )
            return told.format(named=named)
        if shown.cut:
            told = translate("Outgoing", "Texts that are cut at their column's width: {count}")
            return told.format(count=shown.cut)
        return ""

    # Form

    @property
    def is_touched(self) -> bool:
        """Whether there is something to be saved: of a new one, what it begins with is."""
        return self.is_new or self.draft.is_touched

    @property
    def would_lose(self) -> bool:
        """Only what was typed."""
        return self.draft.is_touched

    def submit(self) -> None:
        """Keep it; what is wrong is said above."""
        if not self.save.isEnabled():
            return
        self.problem.hide()
        self._show_preview()
        if self.shown.problem is None:
            self._set_busy(True)
            self._keep_terms(self.draft.terms, self._on_saved, self._on_refused)

    def _on_stop(self) -> None:
        asked = Question(
            self.look,
            self,
            translate("Outgoing", "Make no more files?"),
            translate(
                "Outgoing",
                "Those that left stay, and what they told is not told again. Its columns and codes "
                "are lost.",
            ),
            translate("Outgoing", "Make no more"),
            translate("Form", "Leave it"),
        )
        asked.accepted.connect(lambda: self._end(self._on_saved, self._on_refused))
        asked.finished.connect(asked.deleteLater)
        asked.open()
