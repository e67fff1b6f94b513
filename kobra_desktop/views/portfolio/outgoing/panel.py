"""The panel of one outgoing file: where it stands, what it holds, and what can be done with it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.counts import figure
from kobra_desktop.models.portfolio.outgoing.files import TINTS, OutgoingModel, OutgoingRow
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.acts_panel import Act, ActsPanel
from kobra_desktop.views.widgets.facts import note, offline_note, pairs
from kobra_desktop.views.widgets.labels import label, line
from kobra_domain.outgoing.answers import ManifestSum
from kobra_domain.outgoing.things import OutgoingState
from kobra_domain.words import data_size, moment, money, say, word
from kobra_domain.words.figures import COINS, OTHER_COIN

translate = QCoreApplication.translate
_ICONS = {
    OutgoingState.HELD: "clock-alert",
    OutgoingState.FAILED: "octagon-alert",
    OutgoingState.MADE: "circle-check",
    OutgoingState.OUT: "circle-check",
}
_MADE = (OutgoingState.MADE, OutgoingState.OUT, OutgoingState.FAILED)


class OutgoingPanel(ActsPanel):
    """`wished` (key, row): codes, terms, save, manifest, again, retry."""

    def __init__(self, look: Look, model: OutgoingModel, parent: QWidget | None = None) -> None:
        super().__init__(look, 360, parent)
        self._look, self._model = look, model
        self.may_administer = False

    def show_row(self, file_id: str) -> None:
        """Fill it with a file; hidden for none."""
        found = self._model.row(file_id) if file_id else None
        if found is None:
            self.hide()
            return
        locale = self._model.workspace.locale
        body = self.begin(found.name or found.portfolio)
        state = found.file.state
        words = found.problem or found.state
        body.addWidget(
            note(self._look, TINTS.get(state, "neutral"), words, _ICONS.get(state, "clock-alert"))
        )
        if found.file.missing:
            named = "\n".join(f"· {say(key, None, locale)}" for key in found.file.missing)
            body.addWidget(label(named, "secondary", wrap=True))
        if self._model.is_offline:
            body.addWidget(offline_note(self._look))
        self.add_acts(body, self._acts(found), found, is_offline=self._model.is_offline)
        body.addWidget(line())
        body.addWidget(pairs(self._facts(found)))
        if found.told is not None:
            body.addWidget(line())
            results = [
                (f"{say(one.key, None, locale)} {one.code}".strip(), figure(one.rows))
                for one in found.told.results
            ]
            body.addWidget(pairs(results))
        body.addStretch(1)
        self.show()

    def _acts(self, found: OutgoingRow) -> list[Act]:
        file, may = found.file, self.may_administer
        is_held = file.state is OutgoingState.HELD
        is_made = file.state in _MADE and file.is_kept
        lacks = is_held and bool(file.missing)
        codes, terms = (
            translate("Outgoing", "Give the codes…"),
            translate("Outgoing", "How it is made…"),
        )
        return [
            Act("codes", codes, "pencil", may and lacks, kind="primary"),
            Act("terms", terms, "settings", may and not lacks),
            Act("retry", translate("Outgoing", "Try again"), "refresh-cw", is_held),
            Act("save", translate("Outgoing", "Download…"), "download", is_made),
            Act("manifest", translate("Outgoing", "Its manifest…"), "file-text", is_made),
            Act("again", translate("Outgoing", "Make it again"), "refresh-cw", is_made),
        ]

    def _facts(self, found: OutgoingRow) -> list[tuple[str, str]]:
        workspace, file = self._model.workspace, found.file
        portfolio = self._model.portfolios.get(file.portfolio_id)
        locale, now = workspace.locale, workspace.now
        zone = portfolio.time_zone if portfolio else workspace.zone.key
        made = [
            (translate("Outgoing", "Portfolio"), found.portfolio),
            (translate("Outgoing", "Up to"), moment(file.due_at, zone, locale, now)),
        ]
        if (told := found.told) is None:
            return made
        made += [
            (translate("Outgoing", "From"), moment(told.from_at, zone, locale, now)),
            (translate("Outgoing", "Made"), moment(told.made_at, zone, locale, now)),
            (translate("Outgoing", "Number"), figure(told.sequence)),
            (translate("Outgoing", "Rows"), figure(told.rows)),
            (translate("Outgoing", "Gestiones"), figure(told.gestiones)),
        ]
        made += [(word(mark, locale), figure(count)) for mark, count in told.marks.items()]
        made += [(translate("Outgoing", "Promises"), _sum(one)) for one in told.promises]
        made += [(translate("Outgoing", "Payments"), _sum(one)) for one in told.payments]
        if told.cut:
            made.append((translate("Outgoing", "Texts cut"), figure(told.cut)))
        if told.replaced:
            made.append((translate("Outgoing", "Letters replaced"), figure(told.replaced)))
        for title, at in (
            (translate("Outgoing", "In its folder"), file.in_folder_at),
            (translate("Outgoing", "Mailed"), file.mailed_at),
        ):
            if at is not None:
                made.append((title, moment(at, zone, locale, now)))
        made += [
            (translate("Outgoing", "Size"), data_size(told.bytes, locale)),
            ("SHA-256", f"{told.sha256[:16]}…"),
        ]
        return made


def _sum(one: ManifestSum) -> str:
    digits = COINS.get(one.currency, OTHER_COIN).digits
    minor = int(Decimal(one.amount).scaleb(digits))
    return f"{figure(one.count)} · {money(minor, one.currency)}"
