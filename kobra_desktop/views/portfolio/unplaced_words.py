"""Writes an address as it is: a corrected street, or the flat that tells two doors apart."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.views.dialogs.form import Form, Submit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.layouts import column
from kobra_domain.portfolios import Address

FIELDS = ("street", "neighbourhood", "municipality", "region", "postal_code")


class AddressWordsDialog(Form):
    """The fields by which a door is told from others."""

    kind = Address

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        address: Address,
        submit: Submit,
        setting: Setting,
    ) -> None:
        title = QCoreApplication.translate("Places", "Correct the address")
        super().__init__(look, parent, title, setting, submit, held=address)
        self.build(column(*(self.of(name) for name in FIELDS), None, space=12), 440, 420)
