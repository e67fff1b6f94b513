"""The terms of a portfolio's file while a person works on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from kobra_domain.outgoing.codes import PROPOSED, codes_of
from kobra_domain.outgoing.fields import FORMATS, OutgoingField, type_of
from kobra_domain.outgoing.things import ClientCode, OutgoingColumn, OutgoingTerms

_F = OutgoingField
WIDTH = 20  # of a column of fixed width, to begin with
USUAL = (
    *(_F.CREDIT, _F.DOCUMENT_NUMBER, _F.PARTY_NAME, _F.DAY, _F.TIME, _F.CHANNEL_CODE),
    *(_F.RESULT_CODE, _F.PROMISE_AMOUNT, _F.PROMISE_DAY, _F.PAYMENT_AMOUNT, _F.AGENT_CODE),
    *(_F.NOTE, _F.MARK_CODE),
)


def first_terms(today: date) -> OutgoingTerms:
    """What a portfolio begins with: usual columns, no result named yet."""
    columns = tuple(OutgoingColumn(field=one) for one in USUAL)
    return OutgoingTerms(since_on=today, columns=columns, codes=PROPOSED)


class OutgoingDraft(QObject):
    """`changed`: other terms."""

    changed = Signal()

    def __init__(self, terms: OutgoingTerms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.terms = self._before = terms

    @property
    def is_touched(self) -> bool:
        """Whether something is other than at first."""
        return self.terms != self._before

    def set(self, **values: Any) -> None:
        """Other values of the terms."""
        self._put(replace(self.terms, **values))

    def add(self, field: OutgoingField, at: int) -> int:
        """A column behind `at`; answers where it stands."""
        columns = list(self.terms.columns)
        place = min(len(columns), at + 1)
        columns.insert(place, OutgoingColumn(field=field, width=WIDTH))
        self.set(columns=tuple(columns))
        return place

    def remove(self, at: int) -> None:
        """Without a column."""
        columns = self.terms.columns
        self.set(columns=(*columns[:at], *columns[at + 1 :]))

    def move(self, at: int, to: int) -> None:
        """A column at another place."""
        columns = list(self.terms.columns)
        columns.insert(to, columns.pop(at))
        self.set(columns=tuple(columns))

    def change(self, at: int, **values: Any) -> None:
        """A column as it is said now; a format that is not of its field goes."""
        columns = list(self.terms.columns)
        made = replace(columns[at], **values)
        if made.format is not None and made.format not in FORMATS[type_of(made.field)]:
            made = replace(made, format=None)
        columns[at] = made
        self.set(columns=tuple(columns))

    def code(self, key: str, code: str) -> None:
        """What the client calls a result; empty: nothing yet."""
        known: Mapping[str, str] = {**codes_of(self.terms), key: code.strip()}
        made = tuple(ClientCode(key=one, code=said) for one, said in known.items() if said)
        self.set(codes=made)

    def give_widths(self) -> None:
        """Columns of fixed width that have none get one."""
        columns = tuple(
            one if one.width else replace(one, width=WIDTH) for one in self.terms.columns
        )
        if columns != self.terms.columns:
            self.set(columns=columns)

    def _put(self, terms: OutgoingTerms) -> None:
        if terms != self.terms:
            self.terms = terms
            self.changed.emit()
