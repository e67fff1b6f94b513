"""An account from one day of corte to the next, as the server keeps it: what numbers over months
are of. No replica has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kobra_domain.limits import AccountId, AgentId, Count, Currency, Line, Minor, PortfolioId
from kobra_domain.metrics.predicates import EVERY, Absent, Compare, Not
from kobra_domain.metrics.tallies import Metric, MetricSource, Share

ACCOUNT_MONTH = "account_month"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountMonth:
    """An account that was collected at the corte of `cut_on`, by the agent and the bucket that it
    had then, in minor units of `currency`; `collected_minor` came in from `begins_on`, the day
    after, until the next corte (`next_on`, None: it has not come). `is_worse`: there it stood in a
    later bucket. `id` is the account's and the day.
    """

    id: Line
    account_id: AccountId
    portfolio_id: PortfolioId
    cut_on: date
    begins_on: date
    bucket: Count
    balance_minor: Minor
    overdue_minor: Minor
    collected_minor: int
    currency: Currency
    is_worse: bool
    next_on: date | None = None
    agent_id: AgentId | None = None


RECOVERY_RATE = Metric(
    key="recovery_rate",
    rows=ACCOUNT_MONTH,
    filter=EVERY,
    expr=Share(EVERY, "overdue_minor", reached="collected_minor"),
    day="begins_on",
    better="up",
    source=MetricSource.INDUSTRY,
)
ROLL_RATE = Metric(
    key="roll_rate",
    rows=ACCOUNT_MONTH,
    filter=Not(Absent("next_on")),
    expr=Share(Compare("is_worse", "=", True), "balance_minor"),
    day="begins_on",
    better="down",
    source=MetricSource.INDUSTRY,
)
SERVER_METRICS: dict[str, Metric] = {one.key: one for one in (RECOVERY_RATE, ROLL_RATE)}
