"""Recording an agent's consent to be located: where it is written, for what, and since when."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.administration.staff import StaffModel
from kobra_desktop.views.administration.editors import DayField
from kobra_desktop.views.administration.form import FormDialog, Submit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column
from kobra_domain.errors import Invalid
from kobra_domain.people import Agent
from kobra_domain.words import say

translate = QCoreApplication.translate


class ConsentDialog(FormDialog):
    """Needs the server: consent is never recorded offline."""

    def __init__(
        self, look: Look, parent: QWidget, model: StaffModel, agent: Agent, submit: Submit
    ) -> None:
        title = translate("Administration", "Record consent")
        super().__init__(look, parent, title, submit, model.workspace.locale)
        self._workspace = model.workspace
        self.source = line_edit(
            translate("Administration", "Contract annex 3, signed on paper, archive 2026-118")
        )
        self.purpose = line_edit(
            text=translate("Administration", "Location during the shift, for field work and safety")
        )
        self.day = DayField(model.workspace.today)
        who = translate("Administration", "{name} agrees to be located during the shift.")
        inside = column(
            label(who.format(name=agent.name), "secondary", wrap=True),
            self.add(
                "source",
                say("field.source", None, self._locale),
                self.source,
                translate("Administration", "Where the yes is written down."),
            ),
            self.add("purpose", say("field.purpose", None, self._locale), self.purpose),
            self.add("given_at", say("field.given_at", None, self._locale), self.day),
            None,
            space=12,
        )
        self.purpose.setCursorPosition(0)
        self.build(inside, 520, 370)
        self.save.setText(translate("Administration", "Record"))
        self.settle()
        self.source.setFocus()

    def values(self) -> Values:
        """`source`, `purpose`, `given_at`: today's is now, an earlier day's its first moment."""
        workspace, day = self._workspace, self.day.day
        begins = datetime.combine(day, time(), ZoneInfo(str(workspace.zone))).astimezone(UTC)
        return {
            "source": self.source.text().strip(),
            "purpose": self.purpose.text().strip(),
            "given_at": workspace.now if day == workspace.today else begins,
        }

    def submit(self) -> None:
        """Both texts are needed; the server would say the same, later."""
        values = self.values()
        for name in ("source", "purpose"):
            if not values[name]:
                self.refuse(Invalid("missing", field=name))
                return
        super().submit()
