"""The form of a portfolio; the law it would stand under is said while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.administration.choices import CURRENCY_OF, ZONES_OF
from kobra_desktop.models.administration.law import Law, law_of
from kobra_desktop.models.administration.portfolios import PortfoliosModel
from kobra_desktop.views.administration.bounds_editor import BoundsEditor
from kobra_desktop.views.administration.institution_editor import InstitutionEditor
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.facts import note, pairs
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import hide_unless, label
from kobra_desktop.views.widgets.layouts import column, emptied, row
from kobra_domain.contact.books import EVERY_DAY, TWO_WAY
from kobra_domain.portfolios import CreditorType, Portfolio, ProductType, Shown
from kobra_domain.words import word

translate = QCoreApplication.translate
_START = {
    "creditor_type": CreditorType.FINANCIAL,
    "product_type": ProductType.MICROCREDIT,
    "country": "CO",
    "currency": "COP",
    "time_zone": "America/Bogota",
}
_TINT_ICONS = {"ok": "scale", "warn": "scale", "error": "octagon-alert"}


class PortfolioDialog(Form):
    """A new portfolio (`portfolio` None) or one that is there."""

    kind = Portfolio

    def __init__(
        self, look: Look, parent: QWidget, model: PortfoliosModel, portfolio: Portfolio | None
    ) -> None:
        setting = Setting.of(model.workspace)
        owner = InstitutionEditor(model.institutions(), model.workspace.desk.new_id())

        def submit(values: Values, then: Then, refused: Refused) -> None:
            named = {"new_institution": owner.new_name} if owner.new_name else {}
            model.save(portfolio, {**values, **named}, then, refused)

        title = (
            translate("Administration", "Edit portfolio")
            if portfolio
            else translate("Administration", "New portfolio")
        )
        super().__init__(look, parent, title, setting, submit, held=portfolio, start=_START)
        self.model = model
        self._make(owner)
        self.law = column(space=8)
        self.every_day, self.two_way = self.of("every_day_reason"), self.of("two_way_reason")
        self._lay_out()
        model.house.tell(self._say_law)
        self._say_law()
        self.country.typing.listen(self._on_country)
        self.creditor.typing.listen(self._say_law)
        self.product.typing.listen(self._say_law)
        self.every_day.typing.listen(self._say_law)
        self.two_way.typing.listen(self._say_law)
        self.buckets.typing.listen(self._say_buckets)
        self.name.take_focus()

    def _make(self, owner: InstitutionEditor) -> None:
        self.name, self.institution = self.of("name"), self.by("institution_id", owner)
        self.creditor, self.product = self.of("creditor_type"), self.of("product_type")
        self.country, self.currency = self.of("country"), self.of("currency")
        self.zone = self.of("time_zone")
        self.radius = self.of("radius_m")
        self.accuracy = self.of("accuracy_limit_m")
        self.age = self.of("fix_age_limit_s")
        for_good = translate("Administration", "Empty: for good")
        self.kept = self.of("submissions_kept_days", hint=for_good)
        self.away, self.is_active = self.of("allows_away_completion"), self.of("is_active")
        hide_unless(self.is_active, self.held is not None)
        self._bounds = BoundsEditor()
        self.buckets = self.by("buckets", self._bounds)
        self.bucket_words = label(self._bounds.words(self.setting.locale), "caption", wrap=True)
        self.cut_day = self.of("cut_day")
        self.grace, self.kept_from = self.of("broken_after_days"), self.of("kept_from")
        self.absent, self.moved = self.of("most_absent"), self.of("most_moved")
        words = translate(
            "Administration",
            "Cut-off day: 31 is the last day of each month. A promise is broken once its days of "
            "grace are over.",
        )
        self.rule_words = label(words, "caption", wrap=True)
        self._make_letters()

    def _make_letters(self) -> None:
        self.shown = [self.of(name) for name in ("mail_shows", "client_shows", "webhook_shows")]
        of_webhooks = (Shown.NAMES, Shown.AMOUNTS)  # they carry no pictures
        self.shown[2].set_options([(one, word(one, self.setting.locale)) for one in of_webhooks])
        own = translate("Administration", "Empty: the server's own")
        self.from_whom = self.of("receipts_from", hint=own)
        to_holder = ("sends_receipts", "sends_confirmations", "pay_how", "pay_contact")
        self.to_holder = [*(self.of(name) for name in to_holder), self.from_whom]

    def _lay_out(self) -> None:
        left = column(
            self.name,
            self.institution,
            row(self.creditor, self.product, space=12),
            row(self.country, self.currency, space=12),
            self.zone,
            row(self.radius, self.accuracy, self.age, space=12),
            self.kept,
            self.buckets,
            self.bucket_words,
            row(self.cut_day, self.grace, self.kept_from, space=12),
            self.rule_words,
            row(self.absent, self.moved, space=12),
            self.away,
            self.is_active,
            None,
            space=12,
        )
        title = label(translate("Administration", "The law that holds here"), "strong")
        leaves = label(translate("Administration", "What leaves about a visit"), "strong")
        always = translate(
            "Administration",
            "Outcome, verdict, agent and time always stand there. More only where it is ticked.",
        )
        to_holder = label(translate("Administration", "What the holder receives"), "strong")
        lawful = translate(
            "Administration",
            "By e-mail, where the holder has authorised it. In Colombia the confirmation of a "
            "promise leaves only if it was asked for at the door.",
        )
        right = column(
            title,
            self.law,
            self.every_day,
            self.two_way,
            to_holder,
            label(lawful, "caption", wrap=True),
            *self.to_holder,
            None,
            space=8,
        )
        halves = row(left, right, space=24)
        halves.setStretch(0, 5)
        halves.setStretch(1, 4)
        about = label(always, "caption", wrap=True)
        self.build(column(halves, leaves, about, row(*self.shown, space=12), space=8), 900, 680)

    def _say_buckets(self) -> None:
        self.bucket_words.setText(self._bounds.words(self.setting.locale))

    def _on_country(self) -> None:
        country = self.country.value
        zones = ZONES_OF.get(country, ())
        if zones and self.zone.typing.read() not in zones:
            self.zone.put(zones[0])
        self.currency.put(CURRENCY_OF.get(country, self.currency.value))
        self._say_law()

    def _say_law(self) -> None:
        emptied(self.law)
        country, creditor, product = self.country.value, self.creditor.value, self.product.value
        law = law_of(
            country,
            creditor,
            product,
            self.setting.locale,
            self.model.house.value or (),
            business_days_only=not self.every_day.value.strip(),
            counts_attempts=not self.two_way.value.strip(),
        )
        self.every_day.setVisible((country, creditor) == EVERY_DAY)
        self.two_way.setVisible((country, creditor) == TWO_WAY)
        add_law(self.look, self.law, law)


def add_law(look: Look, body: QVBoxLayout, law: Law) -> None:
    """The law of a portfolio as panels show it."""
    body.addWidget(note(look, law.tint, law.verdict, _TINT_ICONS[law.tint]))
    body.addWidget(pairs(law.lines))
    for words in law.notes:
        body.addWidget(label(words, "caption", wrap=True))
