"""Making and changing what an address is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import time
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.administration.choices import Choices
from kobra_desktop.models.administration.follows import FollowsModel
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.editors import BoolEditor, ChoiceEditor, LineEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.time_editors import TimeEditor
from kobra_domain.errors import Invalid
from kobra_domain.follows import Follow, FollowMode
from kobra_domain.words import word

translate = QCoreApplication.translate
_EVENING = time(18, 30)


class HourEditor(TimeEditor):
    """The hour of a digest; where there is none yet, the end of the day is offered."""

    def put(self, value: Any) -> None:
        """Show it."""
        super().put(value or _EVENING)


class FollowDialog(Form):
    """A new one (`held` None), or one that is there; of oneself without address."""

    kind = Follow

    def __init__(
        self, look: Look, parent: QWidget, model: FollowsModel, held: Follow | None
    ) -> None:
        self._model = model
        title = (
            translate("Follows", "What comes by mail")
            if model.is_own
            else translate("Follows", "Who follows what")
        )
        who = model.workspace.desk.who
        start = {
            "id": model.new_id(),
            "email": who.email if model.is_own else "",
            "mode": FollowMode.EACH,
            "language": who.language,
        }
        setting = Setting.of(model.workspace)
        super().__init__(look, parent, title, setting, self._keep_it, held=held, start=start)
        self._start = start
        self._make()
        self._lay_out()
        self.mode.typing.listen(self._on_mode)
        self._on_mode()
        model.choices(self._on_choices, self)

    def _make(self) -> None:
        own = self._model.is_own
        self.email = None if own else self.by("email", LineEditor("nombre@entidad.example"))
        client = translate("Follows", "One of the institution's own people")
        self.is_client = None if own else self.by("is_client", BoolEditor(client))
        locale = self.setting.locale
        modes = [(one, word(one, locale)) for one in FollowMode]
        self.mode = self.by("mode", ChoiceEditor(modes))
        self.hour = self.by("digest_at", HourEditor())
        self.zone = self.by("time_zone", ChoiceEditor(self._zones()))
        none = translate("Follows", "Empty: as many as there are")
        self.cap = self.of("cap", hint=none)
        self.language = self.of("language")
        self.portfolios = self.of("portfolio_ids")
        self.is_on = self.by("is_on", BoolEditor(translate("Follows", "Mails are sent")))

    def _zones(self) -> list[tuple[str | None, str]]:
        held = self.held.time_zone if isinstance(self.held, Follow) else None
        known = dict.fromkeys(filter(None, (self.setting.zone, held)))
        return [(None, translate("Follows", "The portfolio's")), *((one, one) for one in known)]

    def _lay_out(self) -> None:
        told = (
            translate(
                "Follows",
                "Nothing ticked: of all that you see. A call for help comes at once, whatever is "
                "chosen here.",
            )
            if self._model.is_own
            else translate(
                "Follows",
                "A user is told what they see; nothing ticked: all of it. The institution's people "
                "see what the portfolio lets them, and open it with a code.",
            )
        )
        head = () if self.email is None else (self.email, self.is_client)
        inside = column(
            *head,
            row(self.mode, self.cap, space=12),
            row(self.hour, self.zone, space=12),
            self.portfolios,
            label(told, "caption", wrap=True),
            self.language,
            self.is_on,
            None,
            space=12,
        )
        self.build(inside, 520, 560)

    def judge(self, values: Values) -> Iterable[Invalid]:
        """The institution's people follow portfolios that are named."""
        if self.is_client is not None and self.is_client.value and not self.portfolios.value:
            yield Invalid("missing", field="portfolio_ids")

    def _on_mode(self) -> None:
        is_digest = self.mode.value is FollowMode.DIGEST
        self.hour.setVisible(is_digest)
        self.zone.setVisible(is_digest)
        self.cap.setVisible(not is_digest)

    def _on_choices(self, choices: Choices) -> None:
        self.portfolios.set_options(choices.portfolios)

    def _keep_it(self, values: Values, then: Then, refused: Refused) -> None:
        base = self.held if isinstance(self.held, Follow) else Follow(**self._start)
        made = replace(base, **values)
        if made.mode is FollowMode.DIGEST and made.digest_at is None:
            made = replace(made, digest_at=_EVENING)
        self._model.save(made, then, refused)
