"""Recording an agent's consent to be located: where it is written, for what, and since when."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.administration.staff import StaffModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.dialogs.form import Form, Submit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.editors import LineEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.time_editors import DayEditor
from kobra_domain.errors import Invalid
from kobra_domain.people import Agent, Consent

translate = QCoreApplication.translate


class ConsentDialog(Form):
    """Needs the server: consent is never recorded offline."""

    kind = Consent
    is_act = True

    def __init__(
        self, look: Look, parent: QWidget, model: StaffModel, agent: Agent, submit: Submit
    ) -> None:
        title = translate("Administration", "Record consent")
        workspace = model.workspace
        words = translate("Administration", "Location during the shift, for field work and safety")
        start = {"purpose": words, "given_at": workspace.now}
        setting = Setting.of(workspace)
        act = translate("Administration", "Record")
        super().__init__(look, parent, title, setting, submit, start=start, act=act)
        example = translate("Administration", "Contract annex 3, signed on paper, archive 2026-118")
        hint = translate("Administration", "Where the yes is written down.")
        self.source = self.by("source", LineEditor(example), hint=hint)
        self.purpose = self.of("purpose")
        self.day = self.by("given_at", _SinceDay(workspace))
        who = translate("Administration", "{name} agrees to be located during the shift.")
        said = label(who.format(name=agent.name), "secondary", wrap=True)
        inside = column(said, self.source, self.purpose, self.day, None, space=12)
        self.build(inside, 520, 370)
        self.source.take_focus()

    def judge(self, values: Values) -> list[Invalid]:
        """Both texts are needed; the server would say the same, later."""
        return [
            Invalid("missing", field=name, of="consent")
            for name in ("source", "purpose")
            if not values[name]
        ]


class _SinceDay(DayEditor):
    """A day as a moment: today's is now, an earlier day's its first moment."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        super().__init__(workspace.locale, workspace.today)

    def put(self, value: Any) -> None:
        """Show the day of a moment."""
        super().put(value.astimezone(ZoneInfo(str(self._workspace.zone))).date())

    def read(self) -> Any:
        """The moment in UTC."""
        day, workspace = self.typed(), self._workspace
        if day is None or day == workspace.today:
            return workspace.now
        return workspace.midnight(day)
