"""Last night's files of the city's bank, as its core system would write them: the accounts of its
portfolio, and the money that came. Nasty in the ordinary way: the letters of an old Windows,
`;` between cells, «1.234.567,50», rows that cannot be used and a row of totals at the end.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import numpy as np

from field_api.simulator import names
from field_api.simulator.city_plan import CITY_NAME
from field_api.simulator.doors import Door, doors
from field_api.simulator.script import Script
from kobra_domain.portfolios import Account, AccountState, Address, Party

ENCODING, DELIMITER, LINE_END = "cp1252", ";", "\r\n"
PAID_SHARE, ABSENT_SHARE, MOVED_PHONES = 0.06, 0.012, 6
NEW_PEOPLE, STRANGERS = 12, 3
ACCOUNT_COLUMNS = (
    *("No. Obligación", "Tipo Doc", "Cédula", "Nombre del titular", "Celular", "Dirección"),
    *("Barrio", "Ciudad", "Saldo total", "Valor en mora", "Valor cuota", "Fecha último pago"),
    *("Tipo crédito", "Fecha asignación", "Fecha autorización"),
)
PAYMENT_COLUMNS = (
    *("No. Obligación", "Cédula", "Valor pagado", "Fecha de pago", "Medio de pago", "Referencia"),
)


@dataclass(frozen=True, slots=True)
class NightlyFiles:
    """Where both lie: take the money first, so that lower balances are explained."""

    payments: Path
    accounts: Path


def write_files(script: Script, folder: Path) -> NightlyFiles:
    """Write both files of the night before the script's day."""
    folder.mkdir(parents=True, exist_ok=True)
    night = _Night(script)
    stamp = f"{script.world.today - timedelta(days=1):%Y%m%d}"
    made = NightlyFiles(folder / f"pagos_{stamp}.csv", folder / f"cartera_microcredito_{stamp}.csv")
    _write(made.accounts, ACCOUNT_COLUMNS, night.account_rows())
    _write(made.payments, PAYMENT_COLUMNS, night.payment_rows())
    return made


class _Night:
    def __init__(self, script: Script) -> None:
        world = script.world
        self._script, self._last_on = script, world.today - timedelta(days=1)
        self._random = Random(f"night {script.seed}")
        self._parties = {party.id: party for party in world.parties}
        self._homes = {address.party_id: address for address in world.addresses}
        bank = world.portfolios[0]
        self._accounts = [
            account
            for account in world.accounts
            if account.portfolio_id == bank.id and account.state is AccountState.ACTIVE
        ]
        self._paid: list[tuple[Account, int]] = []

    def account_rows(self) -> Iterator[Sequence[str]]:
        """Known accounts, some with less to pay, some with another phone, some not there; new
        people; a child's and one without a number; the totals.
        """
        random, total, moved = self._random, 0, MOVED_PHONES
        for account in self._accounts:
            chance = random.random()
            if chance < ABSENT_SHARE:
                continue
            paid = 0
            if chance < ABSENT_SHARE + PAID_SHARE and account.balance_minor > 50_000_00:
                paid = min(account.instalment_minor or 0, account.balance_minor // 2)
                self._paid.append((account, paid))
            party = self._parties[account.parties[0].party_id]
            is_moved = moved > 0 and random.random() < 0.01
            moved -= is_moved
            total += account.balance_minor - paid
            yield self._known(account, party, paid, names.mobile(random) if is_moved else "")
        for row, minor in self._newcomers():
            total += minor
            yield row
        yield ("TOTAL", "", "", "", "", "", "", "", _amount(total), *[""] * 6)

    def payment_rows(self) -> Iterator[Sequence[str]]:
        """What lowered the balances, and a few that belong to nobody known."""
        for account, minor in self._paid:
            document = self._parties[account.parties[0].party_id].document_number
            yield self._payment(account.number, document, minor)
        for account in self._random.sample(self._accounts, min(STRANGERS, len(self._accounts))):
            minor = account.instalment_minor or 0
            yield self._payment(f"{account.number}0", names.document_number(self._random), minor)

    def _payment(self, number: str, document: str, minor: int) -> Sequence[str]:
        reference = f"{self._random.randrange(10**9):09d}"
        return (number, document, _amount(minor), _day(self._last_on), "Corresponsal", reference)

    def _known(self, account: Account, party: Party, paid: int, phone: str) -> Sequence[str]:
        home: Address = self._homes[party.id]
        overdue = max(0, account.overdue_minor - paid)
        return (
            *(account.number, "C.C.", _document(party.document_number), party.name),
            *(phone, home.street, home.neighbourhood, CITY_NAME),
            *(_amount(account.balance_minor - paid), _amount(overdue)),
            _amount(account.instalment_minor or 0),
            _day(self._last_on if paid else account.last_paid_on),
            *("", _day(account.assigned_on), ""),
        )

    def _newcomers(self) -> Iterator[tuple[Sequence[str], int]]:
        """New people at doors that nobody known lives at; two rows are of no use."""
        random, known = self._random, len(self._script.world.doors)
        seed = self._script.seed
        free = doors(self._script.city, known + NEW_PEOPLE, np.random.default_rng([seed, 11]))
        signed = _day(self._last_on - timedelta(days=20))
        for number, door in enumerate(free[known:]):
            minor = random.randrange(8, 60) * 10_000_000
            document = _document(names.document_number(random))
            person = (f"MC-{900_001 + number}", "C.C.", document, names.full_name(random))
            yield self._new(person, door, minor, random, signed), minor
        child = ("MC-900100", "T.I.", _document(names.document_number(random)))
        door = free[known]
        yield self._new((*child, names.full_name(random)), door, 10_000_000, random, ""), 10_000_000
        nobody = ("", "C.C.", _document(names.document_number(random)), names.full_name(random))
        yield self._new(nobody, door, 20_000_000, random, signed), 20_000_000

    def _new(
        self, person: tuple[str, ...], door: Door, minor: int, random: Random, signed: str
    ) -> Sequence[str]:
        return (
            *(*person, names.mobile(random), door.street, door.neighbourhood, CITY_NAME),
            *(_amount(minor), _amount(minor // 6), _amount(minor // 18 // 100_000 * 100_000)),
            *("", "Microcrédito", _day(self._last_on), signed),
        )


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    lines = [DELIMITER.join(cells) + LINE_END for cells in (columns, *rows)]
    path.write_bytes("".join(lines).encode(ENCODING))


def _amount(minor: int) -> str:
    """«1.234.567,50»."""
    whole, cents = divmod(minor, 100)
    return f"{whole:,}".replace(",", ".") + f",{cents:02d}"


def _document(number: str) -> str:
    return f"{int(number):,}".replace(",", ".")


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"
