"""What the values of a row say together: whose document it is, which party of the account, whether
it came before, and what contradicts itself (which is told and never refused).
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from kobra_domain.imports.mapping import Slot
from kobra_domain.imports.problems import RowCode, WarningCode
from kobra_domain.imports.reading import Setting
from kobra_domain.imports.targets import SHIFT_PARTS, Target
from kobra_domain.imports.things import ImportKind
from kobra_domain.words.figures import COINS, OTHER_COIN
from kobra_records.files.portfolio_files.parties import Documents, Parties
from kobra_records.files.portfolio_files.shifts import join_shifts
from kobra_records.files.portfolio_files.troubles import Troubles

T = Target
Found = dict[Slot, list[Any]]
_ORDER = {target: place for place, target in enumerate(Target)}
_PAST = frozenset({T.ORIGINATED_ON, T.LAST_PAID_ON, T.PAID_ON, T.AUTHORISED_ON, T.CUT_OFF_ON})
# Types and numbers of documents.
_TYPED = (
    (T.DOCUMENT_TYPE, T.DOCUMENT),
    (T.CODEBTOR_DOCUMENT_TYPE, T.CODEBTOR_DOCUMENT),
)
_GONE = frozenset({T.SURNAME, T.PLACE, T.CONTACTED_AT}) | SHIFT_PARTS


def digits_of(currency: str) -> int:
    """How many decimals a currency's minor unit stands for, by ISO 4217."""
    return COINS.get(currency, OTHER_COIN).digits


class Checks:
    """The checks of one file; remembers which accounts came before."""

    def __init__(
        self, kind: ImportKind, names: dict[Slot, str], setting: Setting, troubles: Troubles
    ) -> None:
        self._kind, self._names, self._setting = kind, names, setting
        self._troubles = troubles
        self._zone = ZoneInfo(setting.time_zone)
        self._documents = [Documents(names, troubles, kind, number) for kind, number in _TYPED]
        self._parties = Parties(names, troubles)

    def slots(self, said: Sequence[Slot]) -> tuple[Slot, ...]:
        """The slots of the rows that are made, of those that a mapping names."""
        wanted = {slot for slot in said if slot.target not in _GONE}
        wanted |= {Slot(kind) for kind, number in _TYPED if Slot(number) in wanted}
        if any(slot.target in SHIFT_PARTS for slot in said):
            wanted.add(Slot(T.SHIFT))
        if Slot(T.AMOUNT) in wanted:
            wanted.add(Slot(T.REVERSAL))
        for slot in said:
            if slot.target is T.PLACE:
                wanted |= {Slot(T.LAT, slot.ordinal), Slot(T.LON, slot.ordinal)}
        ordinals = {target: set() for target in (T.LAT, T.LON)}  # type: dict[Target, set[int]]
        for slot in wanted:
            if slot.target in ordinals:
                ordinals[slot.target].add(slot.ordinal)
        alone = ordinals[T.LAT] ^ ordinals[T.LON]
        wanted -= {Slot(target, ordinal) for target in ordinals for ordinal in alone}
        return tuple(sorted(wanted, key=lambda slot: (slot.ordinal, _ORDER[slot.target])))

    def check(self, found: Found, count: int) -> None:
        """Look at the rows of a block; values that follow from several columns are put in."""
        self._join_names(found)
        join_shifts(found, count, self._names, self._troubles)
        for documents in self._documents:
            documents.read(found)
        self._turn_reversals(found, count)
        self._place_in_time(found)
        self._contradict(found)
        self._look_ahead(found)
        self._compare_currencies(found)
        if self._kind is ImportKind.ACCOUNTS:
            self._parties.check(found)

    def _name(self, target: Target) -> str:
        return self._names.get(Slot(target), target.value)

    def _join_names(self, found: Found) -> None:
        surnames = found.pop(Slot(T.SURNAME), None)
        names = found.get(Slot(T.NAME))
        if surnames is not None and names is not None:
            found[Slot(T.NAME)] = [
                f"{name} {surname}"[:120] if name and surname else name or surname
                for name, surname in zip(names, surnames, strict=True)
            ]

    def _turn_reversals(self, found: Found, count: int) -> None:
        """A payment below nothing takes its amount back."""
        amounts = found.get(Slot(T.AMOUNT))
        if amounts is None:
            return
        turned = found.get(Slot(T.REVERSAL)) or [None] * count
        found[Slot(T.REVERSAL)] = [
            "yes" if amount is not None and amount < 0 else said
            for amount, said in zip(amounts, turned, strict=True)
        ]
        found[Slot(T.AMOUNT)] = [None if amount is None else abs(amount) for amount in amounts]

    def _place_in_time(self, found: Found) -> None:
        """A contact's day and hour, by the clock of the portfolio, as a moment in UTC."""
        days = found.get(Slot(T.CONTACTED_ON))
        if days is None:
            return
        hours = found.pop(Slot(T.CONTACTED_AT), None) or [None] * len(days)
        made: list[datetime | None] = []
        for row, (day, hour) in enumerate(zip(days, hours, strict=True)):
            if day is None:
                made.append(None)
                continue
            if not isinstance(day, datetime):
                if hour is None and row not in self._troubles.refused:
                    self._troubles.doubt(row, self._name(T.CONTACTED_ON), WarningCode.NO_HOUR, day)
                day = datetime.combine(day, hour or time(12))
            made.append(day.replace(tzinfo=self._zone).astimezone(UTC))
        found[Slot(T.CONTACTED_ON)] = made

    def _look_ahead(self, found: Found) -> None:
        """Days that have been, and lie ahead."""
        today = self._setting.today
        for slot, days in found.items():
            if slot.target in _PAST and any(day is not None and day > today for day in set(days)):
                for row, day in enumerate(days):
                    if day is not None and day > today:
                        name = self._names.get(slot, slot.target.value)
                        self._troubles.doubt(row, name, WarningCode.IN_FUTURE, day)

    def _compare_currencies(self, found: Found) -> None:
        """Amounts were read with the decimals of the portfolio's currency."""
        currencies = found.get(Slot(T.CURRENCY), [])
        digits = digits_of(self._setting.currency)
        others = {one for one in set(currencies) if one and digits_of(one) != digits}
        if others:
            for row, one in enumerate(currencies):
                if one in others:
                    name = self._name(T.CURRENCY)
                    self._troubles.refuse(row, name, RowCode.OTHER_CURRENCY, value=one)

    def _contradict(self, found: Found) -> None:
        if self._kind is not ImportKind.ACCOUNTS:
            return
        empty: list[Any] = []
        days = found.get(Slot(T.DAYS_PAST_DUE), empty)
        overdue = found.get(Slot(T.OVERDUE), empty)
        balance = found.get(Slot(T.BALANCE), empty)
        due = found.get(Slot(T.DUE_ON), empty)
        doubt, today = self._troubles.doubt, self._setting.today
        for row, (late, owed) in enumerate(zip(days, overdue, strict=False)):
            if late and owed == 0:
                name = self._name(T.DAYS_PAST_DUE)
                doubt(row, name, WarningCode.DAYS_WITHOUT_OVERDUE, late)
        for row, (owed, whole) in enumerate(zip(overdue, balance, strict=False)):
            if owed and whole is not None and owed > whole:
                doubt(row, self._name(T.OVERDUE), WarningCode.OVERDUE_ABOVE_BALANCE)
        for row, (late, day) in enumerate(zip(days, due, strict=False)):
            if late and day is not None and day > today:
                doubt(row, self._name(T.DUE_ON), WarningCode.DUE_LATER, day)
