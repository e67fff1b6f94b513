"""Making and changing an endpoint, its secret shown once, and what to send again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.administration.webhook_columns import WebhookRow
from kobra_desktop.models.administration.webhooks import Owner, WebhooksModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.copy_button import CopyButton
from kobra_desktop.views.widgets.editors import BoolEditor, LineEditor, TicksEditor
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.errors import Invalid
from kobra_domain.events import WEBHOOK_KINDS, EventKind
from kobra_domain.webhooks import NewWebhook, ReplayWish, Webhook, WebhookSecret
from kobra_domain.words import word

translate = QCoreApplication.translate
Made = Callable[[WebhookSecret], None]
_HEARD = tuple(one for one in EventKind if one in WEBHOOK_KINDS)


class KindsEditor(TicksEditor):
    """Kinds of events; a list of Qt's keeps of each only its text."""

    def read(self) -> tuple[EventKind, ...]:
        """Those that are ticked."""
        return tuple(EventKind(one) for one in super().read())


class WebhookDialog(Form):
    """A new endpoint (`held` None), or one that is there."""

    kind = NewWebhook

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        model: WebhooksModel,
        held: Webhook | None,
        made: Made | None = None,
    ) -> None:
        title = (
            translate("Webhooks", "Change webhook")
            if held
            else translate("Webhooks", "New webhook")
        )
        self._model, self._made, self._was_told = model, made, False
        super().__init__(look, parent, title, Setting.of(model.workspace), self._keep_it, held=held)
        self._owners: tuple[Owner, ...] = ()
        locale = model.workspace.locale
        self.institution = self.of("institution_id")
        self.url = self.by(
            "url",
            LineEditor("https://cobranza.banco.example/kobra"),
            hint=translate("Webhooks", "Where the institution’s system receives posts."),
        )
        self.portfolios = self.by("portfolio_ids", TicksEditor(lines=7))
        self.kinds = self.by(
            "kinds", KindsEditor([(one, word(one, locale)) for one in _HEARD], lines=7)
        )
        self.is_on = self.by("is_on", BoolEditor(translate("Webhooks", "It is told what happens")))
        told = label(
            translate(
                "Webhooks",
                "Ids, states and figures are sent; names and amounts only where a portfolio’s "
                "policy lets webhooks carry them.",
            ),
            "secondary",
            wrap=True,
        )
        lists = row(self.portfolios, self.kinds, space=12)
        for one in (self.portfolios, self.kinds):  # a problem under one moves the other nowhere
            lists.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        inside = column(told, self.institution, self.url, lists, self.is_on, None, space=12)
        self.build(inside, 620, 660)
        self.institution.typing.focus.setEnabled(held is None)
        self.institution.typing.listen(self._on_institution)
        self.url.take_focus()
        model.owners(self._on_owners, self)

    def judge(self, values: Values) -> Iterable[Invalid]:
        """One that hears of nothing is none."""
        for name in ("portfolio_ids", "kinds"):
            if name in values and not values[name]:
                yield Invalid("missing", field=name)

    def _on_owners(self, owners: tuple[Owner, ...]) -> None:
        self._owners = owners
        self.institution.set_options([(one.id, one.name) for one in owners])
        if self.held is None and len(owners) == 1:
            self.institution.put(owners[0].id)
        self._on_institution()

    def _on_institution(self) -> None:
        """Of its portfolios alone."""
        chosen = self.institution.value
        inside = next((one.portfolios for one in self._owners if one.id == chosen), ())
        self.portfolios.set_options(inside)

    def _keep_it(self, values: Values, then: Then, refused: Refused) -> None:
        if isinstance(self.held, Webhook):
            self._change(self.held, values, then, refused)
            return

        def done(told: WebhookSecret) -> None:
            then()
            if self._made is not None:
                self._made(told)

        self._model.add(values, done, refused)

    def _change(self, held: Webhook, values: Values, then: Then, refused: Refused) -> None:
        def failed(problem: Known) -> None:
            self._was_told = self._was_told or problem.code == "webhook_changed"
            refused(problem)

        # Who has been told that it was changed meanwhile wishes it over what stands.
        now = self._model.row(held.id) if self._was_told else None
        self._model.change(now.webhook if now else held, values, then, failed)


class SecretShownDialog(QDialog):
    """A secret, shown once, to be copied; and what it is for."""

    def __init__(self, look: Look, parent: QWidget, told: WebhookSecret, *, is_other: bool) -> None:
        super().__init__(parent)
        title = translate("Webhooks", "Secret of the webhook")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.finished.connect(self.deleteLater)
        self.secret = line_edit(text=told.secret)
        self.secret.setReadOnly(True)
        self.secret.setCursorPosition(0)
        self.secret.setAccessibleName(title)
        self.secret.setMinimumWidth(look.pixels(430))
        once = translate(
            "Webhooks",
            "Copy it now: it is not shown again. Whoever receives the posts checks with it that "
            "they come from here.",
        )
        lines = column(
            label(title, "section"),
            note(look, "warn", once, "key-round"),
            row(self.secret, CopyButton(look, translate("Webhooks", "Copy"), self.secret.text)),
            space=14,
        )
        if is_other:
            both = translate(
                "Webhooks", "For 24 hours the secret before signs too, so that nothing is refused."
            )
            lines.addWidget(label(both, "secondary", wrap=True))
        close = Button(look, translate("Webhooks", "Done"), "primary")
        close.clicked.connect(self.accept)
        lines.addLayout(row(None, close))
        lines.setContentsMargins(24, 20, 24, 16)
        self.setLayout(lines)
        close.setFocus()


@dataclass(frozen=True)
class SendAgain:
    """From when on, and only what was not confirmed."""

    since: datetime
    is_unconfirmed: bool = True


class SendAgainDialog(Form):
    """What an endpoint shall be sent once more; since Monday, unless told otherwise."""

    kind = SendAgain
    is_act = True

    def __init__(
        self, look: Look, parent: QWidget, model: WebhooksModel, found: WebhookRow
    ) -> None:
        self._model, self._webhook_id = model, found.id
        title = translate("Webhooks", "Send again to {host}").format(host=found.host)
        super().__init__(
            look,
            parent,
            title,
            Setting.of(model.workspace),
            self._send_it,
            act=translate("Webhooks", "Send again"),
            start={"since": monday(model.workspace)},
        )
        self.since = self.of("since")
        words = translate("Webhooks", "Only what was not confirmed")
        self.is_unconfirmed = self.by("is_unconfirmed", BoolEditor(words))
        told = label(
            translate(
                "Webhooks",
                "Each goes out under the identifier that it had, so that who has it already can "
                "tell. What happened while the webhook was off is sent too.",
            ),
            "secondary",
            wrap=True,
        )
        self.build(column(told, self.since, self.is_unconfirmed, space=12), 440)

    def _send_it(self, values: Values, then: Then, refused: Refused) -> None:
        wish = ReplayWish(since=values["since"], is_unconfirmed=values["is_unconfirmed"])
        self._model.replay(self._webhook_id, wish, then, refused)


def monday(workspace: Workspace) -> datetime:
    """The beginning of this week by the person's clock."""
    today = workspace.today
    return workspace.midnight(today - timedelta(days=today.weekday()))
