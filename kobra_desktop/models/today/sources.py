"""What asks for somebody in Jornada beside the alerts: edits that are held, answers with money to
settle, petitions that are due; for administrators that nothing leaves. A further cause is a
`WorkSource` of its own in `work_sources`; what the server raises is an alert, whose main act
`main_act` says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.models.alert_evidence import payments_wish
from kobra_desktop.models.alerts import Cause
from kobra_desktop.models.counts import counts
from kobra_desktop.models.live import MinuteRead
from kobra_desktop.models.portfolio.petitions_due import petitions_due
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.today.sending import Sending
from kobra_desktop.models.today.work import Opens, WorkAct, WorkLine, WorkSource
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.outbox import HELD
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.store.queries.money import money_to_settle
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.scope import Permission

RESOLVE, CARRY = "resolve", "carry"
# Below every alert: nobody is in danger, and nothing of it can be silenced.
_PETITIONS, _UNREAD, _PROPOSED, _CONFLICTS = range(1_000, 1_004)


def work_sources(workspace: Workspace, status: StatusModel) -> list[WorkSource]:
    """One of each that concerns who is in."""
    made: list[WorkSource] = [Settling(workspace)]
    if workspace.desk.may(Permission.ADMINISTER):
        made.append(Sending(workspace, status))
    return made


class Settling(QObject):
    """What of one's own work, and of money that was said, waits for a person."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = MinuteRead(workspace, lambda: settling_lines(workspace), self)
        self._read.loaded.connect(self.changed)

    @property
    def lines(self) -> tuple[WorkLine, ...]:
        """What asks now."""
        return self._read.value or ()

    def open(self) -> None:
        """It is seen: what is due soon changes with the day."""
        self._read.open()

    def rest(self) -> None:
        """It is not seen."""
        self._read.rest()

    def reload(self) -> None:
        """Read it anew."""
        self._read.reload()


def settling_lines(workspace: Workspace) -> tuple[WorkLine, ...]:
    """Read them. Runs on a worker. Of each the oldest is opened; once it is dealt with, the next is
    the oldest.
    """
    store = workspace.desk.store
    money, due = money_to_settle(store, workspace.reach), petitions_due(workspace)
    held = len(op_rows(store, *HELD))
    made: list[WorkLine] = []
    if due.party_ids:
        made.append(
            WorkLine(
                key="petitions",
                danger=_PETITIONS,
                icon="scale",
                words=counts.petitions(len(due.party_ids)),
                detail=counts.overdue(due.overdue) if due.overdue else "",
                acts=(_see(("portfolio", {"party": due.party_ids[0]})),),
            )
        )
    for key, danger, icon, ids, say in (
        ("unread", _UNREAD, "banknote", money.unread, counts.unread),
        ("proposed", _PROPOSED, "hand-coins", money.proposed, counts.proposed),
    ):
        if ids:
            see = _see(("visits", {"submission": ids[0]}))
            made.append(
                WorkLine(key=key, danger=danger, icon=icon, words=say(len(ids)), acts=(see,))
            )
    if held:
        resolve = WorkAct(RESOLVE, QCoreApplication.translate("WorkQueue", "Resolve"))
        words = counts.conflicts(held)
        made.append(
            WorkLine(
                key="held", danger=_CONFLICTS, icon="git-compare", words=words, acts=(resolve,)
            )
        )
    return tuple(made)


def _see(opens: Opens) -> WorkAct:
    return WorkAct("see", QCoreApplication.translate("WorkQueue", "See"), "file-text", opens)


# The main act of an alert

_Act = Callable[[Alert], WorkAct]


def main_act(cause: Cause, workspace: Workspace) -> WorkAct | None:
    """What a cause leads to, or what ends it; None where only attending does."""
    kind, alert = cause.kind, cause.lines[0].row.alert
    translate = QCoreApplication.translate
    if kind is AlertKind.RULE_BLOCKED and workspace.desk.may(Permission.PLAN_VISITS):
        return WorkAct(CARRY, translate("WorkQueue", "Reschedule"), "calendar-clock")
    see = translate("WorkQueue", "See")
    if len(cause.lines) > 1:
        return WorkAct("see", see, "list", ("alerts", {"kind": kind.value}))
    if kind in _OF_KIND:
        return _OF_KIND[kind](alert)
    if alert.agent_id:
        return WorkAct("see", see, "map", ("map", {"agent": alert.agent_id}))
    if alert.visit_id:
        opens: Opens = ("visits", {"visit": alert.visit_id, "chosen": alert.visit_id})
        return WorkAct("see", see, "clipboard-list", opens)
    return WorkAct("see", see, "list", ("alerts", {"kind": kind.value}))


def visits_of(cause: Cause) -> tuple[str, ...]:
    """The visits that a cause is about."""
    found = (line.row.alert.visit_id for line in cause.lines)
    return tuple(dict.fromkeys(one for one in found if one))


def _to_import(alert: Alert) -> WorkAct:
    translate, file = QCoreApplication.translate, alert.import_id or ""
    words = (
        translate("WorkQueue", "See the file")
        if file
        else translate("WorkQueue", "See the imports")
    )
    return WorkAct("see", words, "file-search", ("portfolio", {"tab": "imports", "chosen": file}))


def _to_outgoing(alert: Alert) -> WorkAct:
    words = QCoreApplication.translate("WorkQueue", "See the file")
    opens: Opens = ("portfolio", {"tab": "outgoing", "chosen": alert.import_id or ""})
    return WorkAct("see", words, "send", opens)


def _to_reports(_alert: Alert) -> WorkAct:
    words = QCoreApplication.translate("WorkQueue", "See the reports by mail")
    return WorkAct("see", words, "mail", ("reports", {"shared": "mails"}))


def _to_visit(alert: Alert) -> WorkAct:
    words, visit_id = QCoreApplication.translate("WorkQueue", "See"), alert.visit_id or ""
    opens: Opens = ("visits", {"visit": visit_id, "chosen": visit_id})
    return WorkAct("see", words, "clipboard-list", opens)


def _to_payments(_alert: Alert) -> WorkAct:
    words = QCoreApplication.translate("WorkQueue", "See")
    return WorkAct("see", words, "banknote", ("agreements", payments_wish()))


_OF_KIND: Mapping[AlertKind, _Act] = {
    AlertKind.VISIT_SHORT: _to_visit,
    AlertKind.PAYMENT_ABSENT: _to_payments,
    AlertKind.IMPORT_HELD: _to_import,
    AlertKind.IMPORT_MISSING: _to_import,
    AlertKind.OUTGOING_HELD: _to_outgoing,
    AlertKind.REPORT_FAILED: _to_reports,
}
