"""How an account has lived since it was given out for collection: what was paid, and how late it
was at each month's end. Follows from the account's id, the day and a few amounts alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from kobra_domain.portfolios import Account, AccountState

LAST_FILE = timedelta(days=2)  # before today: last night's is still to be taken
MONTHS_KEPT = 12
DAYS_A_MONTH = 30
_MOST_DAYS = 720
MONTHS_GIVEN_OUT = 14
PAID_SHARE = 0.02
# How many instalments come in a month, and how often.
_PAYS = {0.0: 36, 0.5: 8, 1.0: 36, 2.0: 20}
METHODS = {
    "COP": ("PSE", "Corresponsal", "Consignación", "Ventanilla"),
    "MXN": ("SPEI", "Tienda de conveniencia", "Depósito", "Ventanilla"),
}
STEP_MINOR = {"COP": 100_000, "MXN": 1_000}


@dataclass(frozen=True, slots=True)
class Paid:
    """Money that the bank's file names, in minor units."""

    on: date
    minor: int
    method: str
    reference: str


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """How late the account was on a month's last day; `overdue_minor` in minor units."""

    on: date
    days_past_due: int
    overdue_minor: int


@dataclass(frozen=True, slots=True)
class Life:
    """What was paid, the oldest first, the month ends, and how late it is on the last day told."""

    paid: tuple[Paid, ...]
    month_ends: tuple[MonthEnd, ...]
    now: MonthEnd


def life_of(account: Account, last_on: date) -> Life:
    """The account's life from its assignment to a day, that of the creditor's last file."""
    assert account.assigned_on is not None
    assert account.instalment_minor
    chance = Random(f"life {account.id}")
    arrears = chance.uniform(0.2, 1.9)
    paid: list[Paid] = []
    ends: list[MonthEnd] = []
    since = account.assigned_on
    for end in _month_ends(since, last_on):
        pays = chance.choices(list(_PAYS), list(_PAYS.values()))[0]
        day = since + timedelta(days=chance.randrange((end - since).days + 1))
        if pays and day <= last_on:
            paid.append(_payment(account, pays, _working(day, last_on), chance))
            arrears -= pays
        late = max(0.1, arrears + (min(end, last_on) - since).days / DAYS_A_MONTH)
        ends.append(_end(account, min(end, last_on), late))
        arrears, since = max(0.1, arrears + 1.0), end + timedelta(days=1)
    whole = ends if ends[-1].on == _last_of(ends[-1].on) else ends[:-1]
    return Life(tuple(paid), tuple(whole[-MONTHS_KEPT:]), ends[-1])


def given_out(account: Account, today: date, random: Random) -> Account:
    """The account given out for collection in one of the last months, and what became of it."""
    first = today.replace(day=1)
    for _ in range(int(random.random() ** 2 * MONTHS_GIVEN_OUT)):  # more of the last months
        first = (first - timedelta(days=1)).replace(day=1)
    assigned_on = min(first + timedelta(days=2), today - timedelta(days=1))
    is_paid = random.random() < PAID_SHARE
    given = replace(
        account,
        assigned_on=assigned_on,
        originated_on=assigned_on - timedelta(days=random.randrange(120, 700)),
        lot=f"{assigned_on:%Y-%m}",
        state=AccountState.PAID if is_paid else AccountState.ACTIVE,
        balance_minor=0 if is_paid else account.balance_minor,
    )
    return lived(given, today - LAST_FILE)


def lived(account: Account, last_on: date) -> Account:
    """The account as the creditor's last file says it."""
    life = life_of(account, last_on)
    late = life.now.days_past_due
    overdue = min(account.balance_minor, life.now.overdue_minor)
    return replace(
        account,
        overdue_minor=overdue if account.state is AccountState.ACTIVE else 0,
        days_past_due=late if account.state is AccountState.ACTIVE else 0,
        due_on=last_on - timedelta(days=late),
        next_due_on=last_on + timedelta(days=DAYS_A_MONTH - late % DAYS_A_MONTH),
        last_paid_on=life.paid[-1].on if life.paid else None,
        cut_off_on=last_on,
    )


def _end(account: Account, on: date, late: float) -> MonthEnd:
    days = min(_MOST_DAYS, max(1, int(late * DAYS_A_MONTH)))
    due = (account.instalment_minor or 0) * (1 + days // DAYS_A_MONTH)
    return MonthEnd(on, days, due)


def _payment(account: Account, pays: float, on: date, chance: Random) -> Paid:
    step = STEP_MINOR[account.currency]
    minor = max(step, round((account.instalment_minor or 0) * pays / step) * step)
    method = chance.choice(METHODS[account.currency])
    return Paid(on, minor, method, f"{chance.randrange(10**9):09d}")


def _month_ends(first: date, last: date) -> Iterator[date]:
    end = _last_of(first)
    while end < last:
        yield end
        end = _last_of(end + timedelta(days=1))
    yield end


def _last_of(day: date) -> date:
    """The last day of its month."""
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return after - timedelta(days=1)


def _working(day: date, last: date) -> date:
    """No Sunday: banks write what came on one to the next day."""
    moved = day + timedelta(days=1) if day.weekday() == 6 else day
    return min(moved, last)
