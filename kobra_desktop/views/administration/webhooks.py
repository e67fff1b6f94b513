"""Administración › Envíos › Webhooks: the endpoints of client institutions, and the log of each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.webhook_columns import WebhookRow
from kobra_desktop.models.administration.webhook_log import WebhookLogModel
from kobra_desktop.models.administration.webhooks import WebhooksModel
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.administration.webhook_form import (
    SecretShownDialog,
    SendAgainDialog,
    WebhookDialog,
)
from kobra_desktop.views.administration.webhook_help import ReceiverDialog
from kobra_desktop.views.administration.webhook_panels import TryPanel, WebhookPanel
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.server_box import ServerBox
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_domain.webhooks import ReplayWish, WebhookSecret, WebhookTryWhole

translate = QCoreApplication.translate


class WebhooksTab(Tab):
    """Shows a WebhooksModel, and the log of one endpoint in its place."""

    def __init__(self, look: Look, model: WebhooksModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        model.setParent(self)
        self.panel = WebhookPanel(look, model)
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            translate("Webhooks", "Webhooks"),
            translate("Webhooks", "Institution, portfolio, address…   Ctrl+F"),
            translate("Webhooks", "New webhook"),
            panel=self.panel,
        )
        empty = translate(
            "Webhooks",
            "No institution is told by webhook. With one its system hears of each visit the moment "
            "it ends.",
        )
        self.box.set_empty(empty, "send")
        self.refresh = Button(look, translate("Administration", "Refresh"), icon="refresh-cw")
        self.box.add_act(self.refresh)
        self.help = Button(
            look, translate("Webhooks", "How to receive…"), "link", icon="circle-help"
        )
        self.kept = ServerBox(self, self.box, self.panel, model)
        self.log = WebhookLogView(look, WebhookLogModel(model.workspace, self))
        front = QWidget()
        lines = column(self.box, row(self.kept.told, None, self.help), space=8)
        lines.setStretch(0, 1)
        front.setLayout(lines)
        self.stack = QStackedWidget()
        self.stack.addWidget(front)
        self.stack.addWidget(self.log)
        self.setLayout(column(self.stack, margins=(20, 12, 20, 12)))
        self._connect()

    def _connect(self) -> None:
        self.box.opened.connect(self.open_log)
        self.box.new_requested.connect(self.create_new)
        self.panel.wished.connect(self._on_wished)
        self.refresh.clicked.connect(self.kept.ask)
        self.help.clicked.connect(lambda: ReceiverDialog(self.look, self).open())
        self.log.left.connect(self._show_list)
        self.log.again_wished.connect(self._send_one)
        self.log.failed.connect(self.kept.fail)

    # Tab

    def on_shown(self) -> None:
        """Ask for what is new each time it is seen."""
        self.kept.ask()
        if self.stack.currentWidget() is self.log:
            self.log.ask()

    def filter_field(self) -> QLineEdit | None:
        """The search of the list in front."""
        return self.log.box.search if self.stack.currentWidget() is self.log else self.box.search

    def choose(self, row_id: str) -> None:
        """Select an endpoint."""
        self._show_list()
        self.box.choose(row_id)

    def create_new(self) -> None:
        """Ctrl+N: another endpoint, whose secret is shown once it is there."""
        show = partial(self._show_secret, is_other=False)
        WebhookDialog(self.look, self, self.model, None, show).open()

    def escape(self) -> bool:
        """Close the panel, else leave the log."""
        if self.stack.currentWidget() is not self.log:
            return self.panel.escape()
        if not self.log.panel.escape():
            self._show_list()
        return True

    def open_log(self, webhook_id: str) -> None:
        """What an endpoint was told and answered."""
        found = self.model.row(webhook_id)
        if found is not None:
            self.log.show_webhook(found)
            self.stack.setCurrentWidget(self.log)

    def _show_list(self) -> None:
        self.stack.setCurrentIndex(0)

    # Acts

    def _on_wished(self, key: str, found: WebhookRow) -> None:
        acts: dict[str, Callable[[WebhookRow], object]] = {
            "log": lambda one: self.open_log(one.id),
            "test": self._test,
            "again": lambda one: SendAgainDialog(self.look, self, self.model, one).open(),
            "edit": lambda one: WebhookDialog(self.look, self, self.model, one.webhook).open(),
            "secret": self._ask_secret,
            "switch": lambda one: self.model.switch(one, is_on=not one.webhook.is_on),
            "remove": self._ask_remove,
        }
        acts[key](found)

    def _test(self, found: WebhookRow) -> None:
        def came(answer: WebhookTryWhole | None) -> None:
            if answer is None:
                self.panel.forget_tested(found)
            else:
                self.panel.show_tested(found, answer)

        self.panel.show_tested(found, None)
        self.model.test(found, came)

    def _ask_secret(self, found: WebhookRow) -> None:
        asked = Question(
            self.look,
            self,
            translate("Webhooks", "Replace the secret?"),
            translate(
                "Webhooks",
                "The institution has to put the new one into its system within 24 hours. Until "
                "then both sign.",
            ),
            translate("Webhooks", "Replace"),
            translate("Webhooks", "Leave it"),
        )
        show = partial(self._show_secret, is_other=True)
        asked.accepted.connect(lambda: self.model.renew_secret(found, show))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _show_secret(self, told: WebhookSecret, *, is_other: bool) -> None:
        SecretShownDialog(self.look, self, told, is_other=is_other).open()

    def _ask_remove(self, found: WebhookRow) -> None:
        told = translate(
            "Webhooks",
            "{host} is told nothing more, and its secret is gone. What waits for it is cancelled. "
            "To stop for a while, switch it off.",
        )
        asked = Question(
            self.look,
            self,
            translate("Webhooks", "Remove the webhook?"),
            told.format(host=found.host),
            translate("Webhooks", "Remove"),
            translate("Webhooks", "Leave it"),
        )
        asked.accepted.connect(lambda: self.model.remove(found))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _send_one(self, delivery_id: str) -> None:
        def sent() -> None:
            self.log.ask()

        webhook_id, wish = self.log.model.webhook_id, ReplayWish(delivery_ids=(delivery_id,))
        self.model.replay(webhook_id, wish, sent, self.kept.fail)


class WebhookLogView(QWidget):
    """Shows a WebhookLogModel. `left`: back to the list; `again_wished` (delivery id)."""

    left = Signal()
    again_wished = Signal(str)
    failed = Signal(object)

    def __init__(self, look: Look, model: WebhookLogModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        self._problem: Known | None = None
        self._can_send = True
        self.panel = TryPanel(look, model.workspace)
        self.back = Button(look, translate("Webhooks", "Webhooks"), "link", "chevron-left")
        self.title = label("", "section")
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            translate("Webhooks", "Webhook log"),
            translate("Webhooks", "Event, answer, identifier…   Ctrl+F"),
            panel=self.panel,
        )
        empty = translate(
            "Webhooks", "Nothing was sent in the last 30 days. A test shows whether it answers."
        )
        self.box.set_empty(empty, "scroll-text")
        self.refresh = Button(look, translate("Administration", "Refresh"), icon="refresh-cw")
        self.box.add_act(self.refresh)
        self.more = Button(look, translate("Administration", "Older entries"), "row", "history")
        kept = label(translate("Webhooks", "Kept for 30 days."), "caption")
        head = row(self.back, self.title, None, space=8)
        lines = column(head, self.box, row(kept, None, self.more), space=8)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self.back.clicked.connect(self.left)
        self.refresh.clicked.connect(self.ask)
        self.more.clicked.connect(model.more)
        self.box.chosen.connect(self._on_chosen)
        self.panel.closed.connect(self.box.table.clearSelection)
        self.panel.again_wished.connect(self.again_wished)
        model.changed.connect(self._say)
        model.failed.connect(self._on_failed)
        model.list.tell(self._on_list)
        self._say()

    def show_webhook(self, found: WebhookRow) -> None:
        """The log of this endpoint."""
        if found.id != self.model.webhook_id:
            self.panel.close_panel()
        self.title.setText(f"{found.institution} · {found.host}")
        self._can_send = found.webhook.is_on
        self._problem = None
        self.model.show(found.id)
        self._on_list()

    def ask(self) -> None:
        """What is new."""
        self._problem = None
        self.model.show(self.model.webhook_id)
        self._on_list()

    def _say(self) -> None:
        self.more.setVisible(self.model.has_older)

    def _on_list(self) -> None:
        if not self.model.is_loaded:
            if self._problem is None:
                self.box.stack.show_loading()
            else:
                self.box.stack.show_problem(self._problem, self.ask)

    def _on_chosen(self, try_id: str) -> None:
        found = self.model.row(try_id) if try_id else None
        if found is None:
            self.panel.hide()
            return
        self.panel.show_loading(found.event)

        def came(whole: WebhookTryWhole) -> None:
            if self.box.chosen_id == whole.id:
                self.panel.show_try(whole, can_send=self._can_send)

        self.model.whole(found, came, self.failed.emit, self)

    def _on_failed(self, problem: Known) -> None:
        if self.model.is_loaded:
            self.failed.emit(problem)
        else:
            self._problem = problem
            self.box.stack.show_problem(problem, self.ask)
