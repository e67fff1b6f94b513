"""The calls for help that nobody has attended: who, where, and the number to call."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.errors import Known
from kobra_desktop.models.alerts import AlertsModel, Cause
from kobra_desktop.store.queries.places import street_near
from kobra_domain.alerts import Alert, AlertKind

Places = dict[str, str]


@dataclass(frozen=True, slots=True)
class SosCall:
    """One open SOS; `place` in words: the street that is known near it, else its position."""

    cause: Cause
    place: str

    @property
    def phone(self) -> str:
        """The agent's number as it is written down; may be empty."""
        return self.cause.lines[0].row.agent_phone

    @property
    def agent_id(self) -> str:
        """Who calls."""
        return self.cause.lines[0].row.alert.agent_id or ""


class SosModel(QObject):
    """Follows the list of alerts; `changed` when other calls stand, or are known better."""

    changed = Signal()

    def __init__(self, alerts: AlertsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.alerts = alerts
        self._streets: Places = {}
        alerts.list.tell(self._on_loaded)

    @property
    def calls(self) -> list[SosCall]:
        """The oldest first."""
        causes = (cause for cause in self.alerts.causes if cause.kind is AlertKind.SOS)
        return [SosCall(cause, self._place(cause.lines[0].row.alert)) for cause in causes]

    def _place(self, alert: Alert) -> str:
        translate = QCoreApplication.translate
        if alert.lat is None or alert.lon is None:
            return translate("Sos", "place not known")
        street = self._streets.get(_spot(alert))
        if street:
            return translate("Sos", "near {street}").format(street=street)
        return _spot(alert)

    def _on_loaded(self) -> None:
        self.changed.emit()
        open_now = [call.cause.lines[0].row.alert for call in self.calls]
        fresh = [alert for alert in open_now if _spot(alert) not in self._streets]
        if not fresh:
            return
        store = self.alerts.workspace.desk.store

        def streets() -> Places:
            return {
                _spot(one): street_near(store, one.lat, one.lon)
                for one in fresh
                if one.lat is not None and one.lon is not None
            }

        run = self.alerts.workspace.background.read
        run(streets, self._on_streets, self._on_no_streets, owner=self)

    def _on_streets(self, found: Places) -> None:
        self._streets.update(found)
        self.changed.emit()

    def _on_no_streets(self, _problem: Known) -> None:
        """The position itself is shown."""


def _spot(alert: Alert) -> str:
    return "" if alert.lat is None or alert.lon is None else f"{alert.lat:.5f}, {alert.lon:.5f}"
