"""Whose debts a portfolio holds: one of the institutions that are here, or a new one by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kobra_desktop.views.widgets.choices import Option
from kobra_desktop.views.widgets.editors import ChoiceEditor


class InstitutionEditor(ChoiceEditor):
    """A name that is none of the options is that of a new institution, under `fresh_id`."""

    def __init__(self, options: Iterable[Option], fresh_id: str) -> None:
        super().__init__(options, is_searched=True)
        self._fresh_id = fresh_id

    @property
    def new_name(self) -> str:
        """The name of an institution that is not here yet; empty if one was chosen."""
        typed = self.typed()
        return typed[0].strip() if isinstance(typed, tuple) else ""

    def read(self) -> Any:
        """The id of the one chosen, or the id that the new one will have; None for nothing."""
        typed = self.typed()
        if isinstance(typed, tuple):
            return self._fresh_id if self.new_name else None
        return typed
