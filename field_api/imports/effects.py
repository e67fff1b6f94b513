"""What a plan does beside its rows: visits that it calls off, balances that it moves, and what
looks wrong about that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from field_api.imports.accounts import ACCOUNT, BALANCE, NUMBER, STATE
from field_api.imports.rows import Tale
from field_api.imports.setting import PlanSetting
from field_api.imports.stage import Stage
from field_api.imports.stored import Row, entity_of_stored
from field_api.money.payments import balance_doubts
from field_api.money.settled import SettledVisits, settled_visits
from field_api.tables.replicated import accounts
from kobra_domain.imports.problems import Doubt, WarningCode
from kobra_domain.imports.targets import Target
from kobra_domain.portfolios import Account, AccountState

_ACTIVE = AccountState.ACTIVE.value
_CUT_OFF = ACCOUNT["cut_off_on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """`before` and `after` are the balances of all active accounts together, in minor units;
    `agents` those whose phone shows one of the `visits` that are called off. `closing_visits` and
    `closing_agents` are these when absent accounts are closed.
    """

    visits: int
    agents: tuple[str, ...]
    closing_visits: int = 0
    closing_agents: tuple[str, ...] = ()
    kept: int
    doubts: tuple[Doubt, ...]
    cut_off_on: date | None
    before: int
    after: int


def effects_of(
    connection: Connection,
    stage: Stage,
    setting: PlanSetting,
    tale: Tale,
    cut_off_on: date | None,
    *,
    closes: bool = False,
) -> Effects:
    """The effects of a plan that lies in the stage; absent accounts are kept unless it `closes`."""
    closing = visits_called_off(
        connection, stage, setting.portfolio.id, setting.now, closes=True, lock=False
    )
    settled = closing
    if not closes and stage.count("absent"):
        settled = visits_called_off(
            connection, stage, setting.portfolio.id, setting.now, closes=False, lock=False
        )
    before, after = _balances(connection, stage, setting.portfolio.id, tale)
    return Effects(
        visits=len(settled.called_off),
        agents=agents_of(settled),
        closing_visits=len(closing.called_off),
        closing_agents=agents_of(closing),
        kept=stage.count("kept"),
        doubts=tale.doubts,
        cut_off_on=cut_off_on,
        before=before,
        after=after,
    )


def visits_called_off(
    connection: Connection,
    stage: Stage,
    portfolio_id: str,
    now: datetime,
    *,
    closes: bool,
    lock: bool,
) -> SettledVisits:
    """The visits not begun of accounts that the plan ends, absent ones with them if it `closes`."""
    states = {
        row[0]: AccountState(row[1])
        for row in stage.select("SELECT id, state FROM changed_account WHERE state <> ?", _ACTIVE)
    }
    if closes:
        states |= {row[0]: AccountState.CLOSED for row in stage.select("SELECT id FROM absent")}
    return settled_visits(connection, portfolio_id, states, now, lock=lock)


def agents_of(settled: SettledVisits) -> tuple[str, ...]:
    """The names of agents whose phone shows a visit that is called off, each once."""
    return tuple(sorted({one.agent_name for one in settled.on_phone}))


def _balances(
    connection: Connection, stage: Stage, portfolio_id: str, tale: Tale
) -> tuple[int, int]:
    """The balances of all active accounts before and after; what looks wrong of those that move is
    told. The accounts that change are gone through once.
    """
    here = (accounts.c.portfolio_id == portfolio_id, accounts.c.state == AccountState.ACTIVE)
    before = int(connection.scalar(select(func.sum(accounts.c.balance_minor)).where(*here)) or 0)
    new = stage.select(
        "SELECT coalesce(sum(balance_minor), 0) FROM new_account WHERE state = ?", _ACTIVE
    )
    after = before + next(new)[0]
    lines: dict[str, int] = {}

    def moved() -> Iterator[tuple[Account, Account]]:
        nonlocal after
        for line, was, now in stage.pairs("account"):
            after += _owed(now) - _owed(was)
            if was[BALANCE] != now[BALANCE] or was[_CUT_OFF] != now[_CUT_OFF]:
                lines[now[NUMBER]] = line
                one, other = (entity_of_stored("account", row) for row in (was, now))
                assert isinstance(one, Account)
                assert isinstance(other, Account)
                yield one, other

    for one in balance_doubts(connection, moved()):
        tale.doubt(WarningCode(one.code), Target.BALANCE, lines[one.number], one.number)
    return before, after


def _owed(account: Row) -> int:
    balance: int = account[BALANCE]
    return balance if account[STATE] == _ACTIVE else 0
