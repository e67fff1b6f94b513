"""Attending a cause: an SOS is not closed by one click, what was done about it is asked first."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.alerts import AlertsModel, Cause
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.theme import Look
from kobra_domain.alerts import AlertKind


def attend(
    look: Look, over: QWidget, model: AlertsModel, cause: Cause, *, has_note: bool = False
) -> None:
    """Attend it, at once or when a person has said what was done (`has_note`: whatever it is)."""
    translate = QCoreApplication.translate
    act = translate("WorkQueue", "Attend")
    if cause.kind is not AlertKind.SOS:
        if not has_note:
            model.attend(cause.ids)
            return
        title = translate("WorkQueue", "Attend: {cause}").format(cause=cause.words)
        noted = ReasonDialog(look, over, title, act, ())
        noted.given.connect(lambda note: model.attend(cause.ids, note))
        noted.open()
        return
    usual = (
        translate("WorkQueue", "I spoke with them: all is well"),
        translate("WorkQueue", "Help is on its way"),
        translate("WorkQueue", "Pressed by mistake"),
    )
    title = translate("WorkQueue", "Attend the SOS of {name}").format(name=cause.words)
    asked = ReasonDialog(look, over, title, act, usual, may_be_empty=True)
    asked.given.connect(lambda note: model.attend(cause.ids, note))
    asked.open()
