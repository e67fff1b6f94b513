"""Asks why, before what is known of a person is changed from their page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.views.dialogs.amend import AmendForm
from kobra_desktop.views.dialogs.form import Submit
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.portfolio.unplaced_words import FIELDS
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.layouts import column
from kobra_domain.portfolios import Address

translate = QCoreApplication.translate


class AddressDialog(AmendForm):
    """An address as the person told it; another door gets another place."""

    kind = Address

    def __init__(
        self, look: Look, parent: QWidget, address: Address, submit: Submit, setting: Setting
    ) -> None:
        title = translate("Person", "Correct the address")
        super().__init__(look, parent, title, setting, submit, held=address)
        fields = [self.of(name) for name in (*FIELDS, "directions")]
        self.build(column(*fields, None, space=12), 440, 600, above=self.ask_reason())


class _NoteDeath(Protocol):
    def __call__(self, reason: str, *, is_known: bool) -> None: ...


class _Restrict(Protocol):
    def __call__(self, reason: str, *, is_restricted: bool) -> None: ...


def ask_let_contact(look: Look, parent: QWidget, then: Callable[[str], None]) -> None:
    """Why a person may be contacted again."""
    usual = [
        translate("Person", "The person asked for it"),
        translate("Person", "It was a mistake"),
    ]
    title = translate("Person", "May be contacted again")
    dialog = ReasonDialog(look, parent, title, title, usual)
    dialog.given.connect(then)
    dialog.open()


def ask_hours_end(look: Look, parent: QWidget, then: Callable[[str], None]) -> None:
    """How the person took back the hours that they had asked for."""
    usual = [translate("Person", "The person asked for it")]
    title, act = translate("Person", "Take the hours back"), translate("Person", "Take back")
    warning = translate("Person", "The general hours hold again from today on.")
    dialog = ReasonDialog(look, parent, title, act, usual, warning=warning)
    dialog.given.connect(then)
    dialog.open()


def ask_death(look: Look, parent: QWidget, then: _NoteDeath, *, is_known: bool) -> None:
    """From whom or what a death is known, or why it is not so."""
    if is_known:
        title = translate("Person", "They have died")
        act = translate("Person", "Write it down")
        usual = [
            translate("Person", "Death certificate"),
            translate("Person", "A relative said so"),
            translate("Person", "The institution said so"),
        ]
        warning = translate("Person", "Nobody visits or calls them from now on.")
    else:
        title = act = translate("Person", "They have not died")
        usual, warning = [translate("Person", "It was a mistake")], ""
    dialog = ReasonDialog(look, parent, title, act, usual, warning=warning)
    dialog.given.connect(partial(then, is_known=is_known))
    dialog.open()


def ask_restriction(look: Look, parent: QWidget, then: _Restrict, *, is_restricted: bool) -> None:
    """Why data is only kept, or may be used again."""
    title = translate("Person", "Use their data again")
    warning = ""
    if is_restricted:
        title = translate("Person", "Restrict their data")
        warning = translate("Person", "It is only kept: nobody contacts them, no file changes it.")
    dialog = ReasonDialog(look, parent, title, title, warning=warning)
    dialog.given.connect(partial(then, is_restricted=is_restricted))
    dialog.open()
