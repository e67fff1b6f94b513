"""What an alert goes by is said beside it: a visit's times, missing payments, names."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kobra_desktop.models.alert_evidence import Facts, facts_of, look_up
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.alert_evidence import evidence_of
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.dues import BankPayment, Payment
from kobra_domain.imports.things import Import, ImportKind, ImportState
from kobra_domain.portfolios import Account
from kobra_domain.visits import CheckIn, Outcome, Visit, VisitState
from tests.kobra_desktop.views.world import NOW, World


def an_alert(kind: AlertKind, **values: Any) -> Alert:
    return Alert(
        id="00000000-0000-4000-8000-0000000fffff", kind=kind, raised_at=NOW, last_at=NOW, **values
    )


def said(workspace: Workspace, world: World, alert: Alert) -> dict[str, str]:
    found = evidence_of(world.replica, alert, workspace.today)
    return dict(facts_of(found, alert, workspace))


def ended(visit: Visit, seconds: float, **changes: Any) -> Visit:
    """Done so fast, an hour ago."""
    at = NOW - timedelta(hours=1)
    return replace(
        visit,
        state=VisitState.COMPLETED,
        outcome=Outcome.PAID,
        check_in=CheckIn(at=at),
        ended_at=at + timedelta(seconds=seconds),
        **changes,
    )


def test_a_short_visit_shows_its_times_and_what_is_usual(
    workspace: Workspace, world: World
) -> None:
    first, *others = [one for one in world.visits if one.agent_id][:8]
    same = {"questionnaire_id": None, "portfolio_id": first.portfolio_id}
    usual = [ended(one, 600, **same) for one in others]
    world.pull(ended(first, 40, **same), *usual)
    facts = said(workspace, world, an_alert(AlertKind.VISIT_SHORT, visit_id=first.id))
    assert facts["It took"] == "40 s"
    assert facts["Usually"].startswith("10 min")
    assert {"Arrival", "End", "Result", "Address"} <= facts.keys()


def test_a_long_visit_shows_the_danger_that_was_met_at_its_door(
    workspace: Workspace, world: World
) -> None:
    here, other = [one for one in world.visits if one.agent_id][:2]
    door = {"party_id": here.party_id, "address_id": here.address_id}
    met = replace(ended(other, 60, **door), outcome=Outcome.DANGEROUS)
    world.pull(met)
    facts = said(workspace, world, an_alert(AlertKind.VISIT_LONG, visit_id=here.id))
    assert facts["Danger before"]
    # Under another holder who lives there too.
    address: Any = next(one for one in world.entities if one.id == here.address_id)
    theirs = replace(address, id=world.new_id(), party_id=other.party_id, key="k")
    world.pull(replace(address, key="k"), theirs)
    moved = replace(met, party_id=other.party_id, address_id=theirs.id)
    world.pull(moved)
    assert said(workspace, world, an_alert(AlertKind.VISIT_LONG, visit_id=here.id)) == facts
    gone = an_alert(AlertKind.VISIT_LONG, visit_id="00000000-0000-4000-8000-0000000eeeee")
    assert said(workspace, world, gone) == {}


def test_absent_payments_are_listed_with_their_sum_by_currency(
    workspace: Workspace, world: World
) -> None:
    account = next(one for one in world.entities if isinstance(one, Account))
    agent, today = world.agents[0], workspace.today
    portfolio_id = account.portfolio_id

    def paid(days: int, amount: int, currency: str = "COP") -> Payment:
        return Payment(
            id=world.new_id(),
            portfolio_id=portfolio_id,
            account_id=account.id,
            agent_id=agent.id,
            reported_at=NOW,
            amount_minor=amount,
            currency=currency,
            paid_on=today - timedelta(days=days),
        )

    world.pull(*(paid(12 + n, 100_000) for n in range(13)), paid(20, 5_000, "MXN"))
    line = BankPayment(
        id=world.new_id(),
        portfolio_id=portfolio_id,
        account_number="1",
        amount_minor=1,
        currency="COP",
        value_on=today - timedelta(days=50),
        booked_on=today,
    )
    world.pull(line)
    came = Import(
        id=world.new_id(),
        portfolio_id=portfolio_id,
        kind=ImportKind.PAYMENTS,
        state=ImportState.COMMITTED,
        filename="pagos.csv",
        bytes=1,
        sha256="0",
        received_at=NOW,
    )
    alert = an_alert(AlertKind.PAYMENT_ABSENT, agent_id=agent.id, detail="14 2026-01-01")
    assert said(workspace, world, alert) == {}  # no file has come that could have told
    world.pull(came)
    found = evidence_of(world.replica, alert, today)
    facts = facts_of(found, alert, workspace)
    assert len(found.payments) == 14
    assert facts[0][1].splitlines() == ["$ 13.000 COP", "$50.00 MXN"]
    assert facts[1][1].endswith("24 days ago")
    assert facts[-1] == ("", "and 2 more")
    world.pull(replace(paid(13, 700_000), agent_id=None))
    alone = an_alert(AlertKind.PAYMENT_ABSENT, agent_id=None, detail="nobody 1 2026-01-01")
    (one,) = evidence_of(world.replica, alone, today).payments
    assert one.amount_minor == 700_000


def test_phones_at_one_point_are_named(workspace: Workspace, world: World, qtbot: QtBot) -> None:
    alert = an_alert(AlertKind.SAME_PLACE, detail="AG-01, AG-99 +3")
    heard: list[Facts] = []
    owner = QObject()
    look_up(workspace, alert, heard.append, owner)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [[("The same as", "Ana Ruiz (AG-01)\nAG-99")]]
    look_up(workspace, an_alert(AlertKind.LOW_BATTERY), heard.append, owner)
    assert evidence_of(world.replica, an_alert(AlertKind.LOW_BATTERY), workspace.today).others == ()
