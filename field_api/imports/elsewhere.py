"""Whether a file is another portfolio's: most of its accounts are not here, and are there. Only
portfolios of the same institution are looked through: of others not even that is told.
"""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from field_api.database import chunks
from field_api.imports.setting import PlanSetting
from field_api.imports.stage import Stage
from field_api.tables.replicated import accounts, portfolios
from kobra_domain.imports.problems import RowCode
from kobra_domain.portfolios import Portfolio

MOST_ASKED = 2_000  # numbers, spread over the file
_AT_ONCE = 500
_UNKNOWN = {
    "new_account": "1",
    "new_bank_payment": "account_id IS NULL",
    "refused": f"code = '{RowCode.UNKNOWN_ACCOUNT}'",
}
_NUMBERS = {"new_account": "number", "new_bank_payment": "account_number", "refused": "key"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Of `asked` accounts that the file names, `found` are not here and are in a portfolio of the
    same institution.
    """

    portfolio_id: str
    found: int
    asked: int


def elsewhere_of(
    connection: Connection, stage: Stage, setting: PlanSetting, rows: int
) -> Elsewhere | None:
    """The portfolio that holds most of a file's accounts instead of this one, of `rows` taken."""
    others = _others(connection, setting.portfolio)
    if not others:
        return None
    strange = sum(stage.count(table, where) for table, where in _UNKNOWN.items())
    if 2 * strange <= rows:
        return None
    numbers = _some(stage, strange)
    a = accounts.c
    counted: Counter[str] = Counter()
    for some in chunks(numbers, _AT_ONCE):
        here = (a.portfolio_id.in_(others), a.number.in_(some))
        query = select(a.portfolio_id, func.count()).where(*here).group_by(a.portfolio_id)
        counted.update({row[0]: row[1] for row in connection.execute(query)})
    [(portfolio_id, found)] = counted.most_common(1) or [("", 0)]
    if 2 * found <= len(numbers):
        return None
    return Elsewhere(portfolio_id=portfolio_id, found=found, asked=len(numbers))


def _others(connection: Connection, portfolio: Portfolio) -> list[str]:
    if not portfolio.institution_id:
        return []
    p = portfolios.c
    here = (p.institution_id == portfolio.institution_id, p.id != portfolio.id)
    return list(connection.scalars(select(p.id).where(*here).order_by(p.id)))


def _some(stage: Stage, strange: int) -> list[str]:
    """Numbers that nobody knows here, each once, from all over the file."""
    step = max(1, strange // MOST_ASKED)
    found: set[str] = set()
    for table, where in _UNKNOWN.items():
        number = _NUMBERS[table]
        asked = stage.select(
            f"SELECT DISTINCT {number} FROM {table}"
            f" WHERE {where} AND {number} <> '' AND rowid % ? = 0",
            step,
        )
        found.update(row[0] for row in asked)
    return sorted(found)[:MOST_ASKED]
