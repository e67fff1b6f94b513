"""The rules of alerts: whoever changes them first makes their row."""

from typing import Any

from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, do
from kobra_desktop.store import rows
from kobra_desktop.store.making import Edit
from kobra_desktop.store.replica import Replica
from kobra_domain.alert_rules import RULES_ID, AlertRules


def rules_of(store: Replica) -> AlertRules | None:
    """The company's rules; None while nobody has chosen any."""
    with store.reading() as connection:
        found = rows.entities(connection, "alert_rules", [RULES_ID])
    return found[0] if found else None


def save_rules(desk: Desk, *, seen: AlertRules | None = None, **changes: Any) -> Done:
    """Write these thresholds. Raises DomainError."""
    if rules_of(desk.store) is not None:
        return edits.edit(desk, "alert_rules.edit", RULES_ID, changes, seen)
    return do(desk, [Edit("alert_rules.create", RULES_ID, {"id": RULES_ID, **changes})])
