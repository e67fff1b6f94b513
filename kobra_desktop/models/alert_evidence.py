"""What an alert goes by, in words: one line for each thing that is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.models.counts import figure
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.alert_evidence import AbsentPayment, Evidence, evidence_of
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.collected import PaymentStanding
from kobra_domain.words import duration, full_day, moment, money, monies, word

translate = QCoreApplication.translate
SHOWN = frozenset(
    {
        AlertKind.VISIT_SILENT,
        AlertKind.VISIT_LONG,
        AlertKind.VISIT_SHORT,
        AlertKind.NOT_THERE,
        AlertKind.LATE,
        AlertKind.SAME_PLACE,
        AlertKind.PAYMENT_ABSENT,
    }
)
MOST_LISTED = 12
Facts = list[tuple[str, str]]


def look_up(
    workspace: Workspace, alert: Alert, then: Callable[[Facts], None], owner: QObject
) -> None:
    """Read what an alert goes by and tell `owner`; nothing for kinds that say it themselves."""
    if alert.kind not in SHOWN:
        return
    store, today = workspace.desk.store, workspace.today
    workspace.background.read(
        lambda: evidence_of(store, alert, today),
        lambda found: then(facts_of(found, alert, workspace)),
        owner=owner,
    )


def facts_of(found: Evidence, alert: Alert, workspace: Workspace) -> Facts:
    """What is known, in the order in which it is asked for."""
    if found.payments:
        return _payments(found.payments, workspace)
    if found.others:
        return [(translate("Alerts", "The same as"), "\n".join(found.others))]
    return [(name, said) for name, said in _visit(found, alert, workspace) if said]


def _visit(found: Evidence, alert: Alert, workspace: Workspace) -> Facts:
    locale = workspace.locale
    begun_at = found.check_in.at if found.check_in else None

    def at(one: datetime | None) -> str:
        return moment(one, workspace.zone.key, locale, workspace.now) if one else ""

    window = ""
    if found.window_start_at and found.window_end_at:
        window = f"{workspace.hour(found.window_start_at)}–{workspace.hour(found.window_end_at)}"
    taken = ""
    if begun_at and found.ended_at:
        taken = duration(max(0.0, (found.ended_at - begun_at).total_seconds()), locale)
    return [
        (translate("Alerts", "Address"), found.street),
        (translate("Alerts", "Window"), window),
        (translate("Alerts", "Arrival"), at(begun_at)),
        (translate("Alerts", "End"), at(found.ended_at)),
        (translate("Alerts", "It took"), taken),
        (
            translate("Alerts", "Usually"),
            "" if found.usual_s is None else duration(found.usual_s, locale),
        ),
        (translate("Alerts", "Questionnaire"), found.questionnaire),
        (translate("Alerts", "Result"), word(found.outcome, locale) if found.outcome else ""),
        (
            translate("Alerts", "Danger before"),
            at(found.danger_at) if alert.kind is not AlertKind.VISIT_SHORT else "",
        ),
    ]


def _payments(payments: tuple[AbsentPayment, ...], workspace: Workspace) -> Facts:
    """The sums by currency, then each: account, amount, day and age."""
    sums: dict[str, int] = defaultdict(int)
    for one in payments:
        sums[one.currency] += one.amount_minor
    total = "\n".join(monies(sums))
    made = [(translate("Alerts", "Not at the bank"), total)]
    for one in payments[:MOST_LISTED]:
        days = (workspace.today - one.paid_on).days
        age = translate("Alerts", "{count} days ago").format(count=figure(days))
        when = full_day(one.paid_on, workspace.locale)
        amount = money(one.amount_minor, one.currency)
        made.append((one.account_number, f"{amount}\n{when} · {age}"))
    if len(payments) > MOST_LISTED:
        more = translate("Alerts", "and {count} more")
        made.append(("", more.format(count=figure(len(payments) - MOST_LISTED))))
    return made


def payments_wish() -> dict[str, object]:
    """The state of Acuerdos in which such payments are seen."""
    accepted = [PaymentStanding.NOT_SEEN.value, PaymentStanding.AWAITED.value]
    return {"tab": "payments", "accepted": {"standing": accepted, "source": ["door"]}}
