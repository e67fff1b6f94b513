"""The form of a portfolio; the law it would stand under is said while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.administration.choices import CURRENCY_OF, ZONES_OF, country_names
from kobra_desktop.models.administration.law import Law, law_of
from kobra_desktop.views.administration.editors import Choice, measure, zone_box
from kobra_desktop.views.administration.form import FormDialog, Submit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.facts import note, pairs
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, emptied, row
from kobra_domain.portfolios import CreditorType, Portfolio, ProductType
from kobra_domain.words import say, word

translate = QCoreApplication.translate
_TINT_ICONS = {"ok": "scale", "warn": "scale", "error": "octagon-alert"}


class PortfolioDialog(FormDialog):
    """A new portfolio (`portfolio` None) or one that is there."""

    def __init__(
        self, look: Look, parent: QWidget, portfolio: Portfolio | None, submit: Submit, locale: str
    ) -> None:
        title = (
            translate("Administration", "Edit portfolio")
            if portfolio
            else translate("Administration", "New portfolio")
        )
        super().__init__(look, parent, title, submit, locale)
        held = portfolio or Portfolio(
            id="",
            name="",
            institution="",
            creditor_type=CreditorType.FINANCIAL,
            country="CO",
            currency="COP",
            time_zone="America/Bogota",
            product_type=ProductType.MICROCREDIT,
        )
        self._make(held)
        self.law = column(space=8)
        self._lay_out()
        self._say_law()
        self.settle()
        self.country.currentIndexChanged.connect(self._on_country)
        self.creditor.currentIndexChanged.connect(self._say_law)
        self.product.currentIndexChanged.connect(self._say_law)
        self.name.setFocus()

    def _make(self, held: Portfolio) -> None:
        locale = self._locale
        self.name, self.institution = line_edit(text=held.name), line_edit(text=held.institution)
        creditors = [(kind, word(kind, locale)) for kind in CreditorType]
        self.creditor = Choice(creditors, held.creditor_type)
        self.product = Choice([(p, word(p, locale)) for p in ProductType], held.product_type)
        countries = dict(country_names())
        countries.setdefault(held.country, held.country)
        self.country = Choice(countries.items(), held.country)
        currencies = sorted({*CURRENCY_OF.values(), held.currency})
        self.currency = Choice([(code, code) for code in currencies], held.currency)
        self.zone = zone_box(held.time_zone)
        self.radius = measure(held.radius_m, 5, 5_000, "m")
        self.accuracy = measure(held.accuracy_limit_m, 0, 1_000_000, "m")
        self.age = measure(held.fix_age_limit_s, 5, 86_400, "s")
        away = translate("Administration", "May be completed away from the address, with a photo")
        self.away = QCheckBox(away)
        self.away.setChecked(held.allows_away_completion)
        self.is_active = QCheckBox(say("field.is_active", None, locale))
        self.is_active.setChecked(held.is_active)
        self.is_active.setVisible(bool(held.id))

    def _lay_out(self) -> None:
        def field(name: str, editor: QWidget) -> QWidget:
            return self.add(name, say(f"field.{name}", None, self._locale), editor)

        left = column(
            field("name", self.name),
            field("institution", self.institution),
            row(
                field("creditor_type", self.creditor),
                field("product_type", self.product),
                space=12,
            ),
            row(field("country", self.country), field("currency", self.currency), space=12),
            field("time_zone", self.zone),
            self._limits(),
            self.away,
            self.is_active,
            None,
            space=12,
        )
        title = label(translate("Administration", "The law that holds here"), "strong")
        right = column(title, self.law, None, space=8)
        halves = row(left, right, space=24)
        halves.setStretch(0, 5)
        halves.setStretch(1, 4)
        self.build(halves, 840, 560)

    def _limits(self) -> QHBoxLayout:
        fields = (
            ("radius_m", translate("Administration", "Radius of the address"), self.radius),
            ("accuracy_limit_m", translate("Administration", "Worst accuracy"), self.accuracy),
            ("fix_age_limit_s", translate("Administration", "Oldest position"), self.age),
        )
        return row(*(self.add(*field) for field in fields), space=12)

    def _on_country(self) -> None:
        """A country brings its usual zone and currency; both can be changed after."""
        country = self.country.value
        zones = ZONES_OF.get(country, ())
        if zones and self.zone.currentText() not in zones:
            self.zone.setCurrentText(zones[0])
        self.currency.choose(CURRENCY_OF.get(country, self.currency.value))
        self._say_law()

    def _say_law(self) -> None:
        emptied(self.law)
        country, creditor, product = self.country.value, self.creditor.value, self.product.value
        add_law(self.look, self.law, law_of(country, creditor, product, self._locale))

    def values(self) -> Values:
        """The writable fields of a Portfolio."""
        return {
            "name": self.name.text().strip(),
            "institution": self.institution.text().strip(),
            "creditor_type": self.creditor.value,
            "product_type": self.product.value,
            "country": self.country.value,
            "currency": self.currency.value,
            "time_zone": self.zone.currentText().strip(),
            "radius_m": float(self.radius.value()),
            "accuracy_limit_m": float(self.accuracy.value()),
            "fix_age_limit_s": self.age.value(),
            "allows_away_completion": self.away.isChecked(),
            "is_active": self.is_active.isChecked(),
        }


def add_law(look: Look, body: QVBoxLayout, law: Law) -> None:
    """The law of a portfolio as panels show it."""
    body.addWidget(note(look, law.tint, law.verdict, _TINT_ICONS[law.tint]))
    body.addWidget(pairs(law.lines))
    for words in law.notes:
        body.addWidget(label(words, "caption", wrap=True))
