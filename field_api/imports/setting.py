"""Of what a plan is: the portfolio, the import, the day."""

from dataclasses import dataclass
from datetime import date, datetime

from kobra_domain.imports.things import ImportKind
from kobra_domain.portfolios import Portfolio


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSetting:
    """`today` is the day in the portfolio's zone."""

    import_id: str
    portfolio: Portfolio
    kind: ImportKind
    filename: str
    now: datetime
    today: date
