"""The panels of an endpoint and of one attempt: what is known of it, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from kobra_desktop.models.administration.webhook_columns import (
    FAILING,
    OFF,
    OK,
    WebhookRow,
    facts_of,
)
from kobra_desktop.models.administration.webhook_log import event_words, readable
from kobra_desktop.models.administration.webhooks import WebhooksModel
from kobra_desktop.models.counts import figure
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.acts_panel import Act, ActsPanel
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.copy_button import CopyButton
from kobra_desktop.views.widgets.facts import note, offline_note, pairs
from kobra_desktop.views.widgets.labels import label, line
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.side_panel import SidePanel
from kobra_domain.webhooks import WebhookTryWhole
from kobra_domain.words import moment, say

translate = QCoreApplication.translate
_TINTS = {OK: ("ok", "circle-check"), FAILING: ("warn", "triangle-alert"), OFF: ("error", "ban")}
_NEUTRAL = ("neutral", "info")


class WebhookPanel(ActsPanel):
    """`wished` (key, row): log, test, again, secret, edit, switch, remove."""

    def __init__(self, look: Look, model: WebhooksModel, parent: QWidget | None = None) -> None:
        super().__init__(look, 364, parent)
        self._model = model
        self._tested: dict[str, WebhookTryWhole | None] = {}  # by endpoint; None: on its way

    def show_row(self, row_id: str) -> None:
        """Fill it with an endpoint; hidden for none."""
        found = self._model.row(row_id) if row_id else None
        if found is None:
            self.hide()
            return
        body = self.begin(found.host)
        tint, icon = _TINTS.get(found.state, _NEUTRAL)
        body.addWidget(note(self._look, tint, found.state_words, icon))
        if self._model.is_offline:
            body.addWidget(offline_note(self._look))
        self._add_acts(body, found)
        self._add_tested(body, found)
        body.addWidget(line())
        body.addWidget(pairs(facts_of(found, self._model.workspace)))
        body.addStretch(1)
        self.show()

    def show_tested(self, found: WebhookRow, answer: WebhookTryWhole | None) -> None:
        """A signed example is on its way (None), or what came back."""
        self._tested[found.id] = answer
        self.show_row(found.id)

    def forget_tested(self, found: WebhookRow) -> None:
        """Nothing came of it."""
        self._tested.pop(found.id, None)
        self.show_row(found.id)

    def _add_acts(self, body: QVBoxLayout, found: WebhookRow) -> None:
        is_on = found.webhook.is_on
        switch = (
            translate("Webhooks", "Switch off") if is_on else translate("Webhooks", "Switch on")
        )
        is_tested = self._tested.get(found.id, found) is None
        offered = [
            Act("log", translate("Webhooks", "Log"), "scroll-text"),
            Act("test", translate("Webhooks", "Test"), "send", is_possible=not is_tested),
            Act("again", translate("Webhooks", "Send again…"), "repeat"),
            Act("edit", translate("Webhooks", "Change…"), "pencil"),
            Act("secret", translate("Webhooks", "Replace secret…"), "key-round"),
            Act("switch", switch, "circle-pause" if is_on else "play"),
            Act("remove", translate("Webhooks", "Remove…"), "trash-2"),
        ]
        self.add_acts(body, offered, found, is_offline=self._model.is_offline)

    def _add_tested(self, body: QVBoxLayout, found: WebhookRow) -> None:
        if found.id not in self._tested:
            return
        answer = self._tested[found.id]
        if answer is None:
            words = translate("Webhooks", "A signed example is on its way…")
            body.addWidget(note(self._look, "info", words, "send"))
            return
        locale = self._model.workspace.locale
        words = tried_words(answer, locale)
        tint, icon = _TINTS[OK] if answer.is_ok else _TINTS[FAILING]
        body.addWidget(note(self._look, tint, words, icon))
        if answer.answer:
            body.addWidget(content(answer.answer, translate("Webhooks", "Answer"), 5))


class TryPanel(SidePanel):
    """One attempt: request, answer, time. `again_wished` (delivery id): send it once more."""

    again_wished = Signal(str)

    def __init__(self, look: Look, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(look, 420, parent)
        self._look, self._workspace = look, workspace
        self.again: Button | None = None

    def show_loading(self, title: str) -> None:
        """It is being asked for."""
        body = self.begin(title)
        body.addWidget(label(translate("Webhooks", "Reading…"), "secondary"))
        body.addStretch(1)
        self.show()

    def show_try(self, found: WebhookTryWhole, *, can_send: bool) -> None:
        """Fill it."""
        locale, workspace = self._workspace.locale, self._workspace
        body = self.begin(event_words(found.kind, locale))
        tint, icon = _TINTS[OK] if found.is_ok else _TINTS[FAILING]
        body.addWidget(note(self._look, tint, tried_words(found, locale), icon, found.detail))
        self.again = Button(
            self._look, translate("Webhooks", "Send this one again"), "row", "repeat"
        )
        self.again.setEnabled(can_send and found.kind != "test" and bool(found.body))
        self.again.clicked.connect(lambda: self.again_wished.emit(found.delivery_id))
        copied = CopyButton(
            self._look, translate("Webhooks", "Copy request"), lambda: request_text(found), "row"
        )
        body.addWidget(holding(row(self.again, copied, None, space=6)))
        at = moment(found.at, str(workspace.zone), locale, workspace.now)
        facts = [
            (translate("Webhooks", "When"), at),
            (translate("Webhooks", "Try"), figure(found.tries)),
            (translate("Webhooks", "Time taken"), f"{figure(found.ms)} ms"),
            (translate("Webhooks", "Address"), found.url),
            (translate("Webhooks", "Identifier"), found.delivery_id),
        ]
        body.addWidget(pairs(facts))
        body.addWidget(line())
        self._add_texts(body, found)
        body.addStretch(1)
        self.show()

    def _add_texts(self, body: QVBoxLayout, found: WebhookTryWhole) -> None:
        headers = "\n".join(f"{name}: {value}" for name, value in found.headers.items())
        gone = translate("Webhooks", "(kept no longer)")
        for title, text, lines in (
            (translate("Webhooks", "Headers sent"), headers, 6),
            (translate("Webhooks", "Body sent"), readable(found.body) or gone, 12),
            (translate("Webhooks", "Answer"), found.answer or "—", 6),
        ):
            body.addWidget(holding(column(label(title, "strong"), content(text, title, lines))))


def content(text: str, name: str, lines: int) -> QPlainTextEdit:
    """A text to be read and copied, of so many lines."""
    made = QPlainTextEdit(text)
    made.setReadOnly(True)
    made.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    made.setFixedHeight(made.fontMetrics().lineSpacing() * lines + 18)
    return made


def tried_words(found: WebhookTryWhole, locale: str) -> str:
    """What came of an attempt, in a sentence."""
    if found.is_ok:
        told = translate("Webhooks", "Confirmed: it answered {status} in {ms} ms.")
        return told.format(status=found.status, ms=figure(found.ms))
    detail = "" if found.status is None else str(found.status)
    return say(found.code, {"detail": detail}, locale)


def request_text(found: WebhookTryWhole) -> str:
    """The request as it was sent, for who has to mend the other side."""
    headers = "\n".join(f"{name}: {value}" for name, value in found.headers.items())
    return f"POST {found.url}\n{headers}\n\n{found.body}\n"
