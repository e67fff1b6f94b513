"""«Compartir por enlace…», and the links that there are."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.reports.links import LinksModel
from kobra_desktop.models.reports.schedules import moment_words
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.outside import copy, told_unless
from kobra_desktop.views.reports.shared_list import SharedTab
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.acts_panel import Act, ActsPanel
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import offline_note, pairs
from kobra_desktop.views.widgets.fields import LANGUAGES, Setting
from kobra_desktop.views.widgets.labels import label, line
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.reports.sharing import LinkMade, LinkSaid, LinkState, LinkWish
from kobra_domain.words import word

translate = QCoreApplication.translate


class LinkDialog(Form):
    """A new link of what is on the screen; `made` (LinkMade) once the server has it. `about`: what
    the report is held to, in words.
    """

    kind = LinkWish
    is_act = True
    is_work = False
    made = Signal(object)

    def __init__(
        self, look: Look, parent: QWidget, model: LinksModel, wish: LinkWish, about: str
    ) -> None:
        self._model, self._wish = model, wish
        title, act = translate("Sharing", "Share by link"), translate("Sharing", "Make the link")
        start = {"days": wish.days, "language": wish.language}
        setting = Setting.of(model.workspace)
        super().__init__(look, parent, title, setting, self._make_it, act=act, start=start)
        model.setParent(self)
        days, language = self.of("days"), self.of("language")
        told = translate(
            "Sharing",
            "Whoever has the address sees the report as it is now, without an account, until the "
            "link ends. Figures of fewer than 5 people are not shown, agents stand by their codes, "
            "and charts that tell people apart are left out.",
        )
        both = row(days, language, space=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        inside = column(
            label(about, "secondary", wrap=True),
            both,
            label(told, "caption", wrap=True),
            space=12,
        )
        self.build(inside, 460)

    def _make_it(self, values: Values, then: Then, refused: Refused) -> None:
        def done(made: LinkMade) -> None:
            then()
            self.made.emit(made)

        self._model.make(replace(self._wish, **values), done, refused, self)


class LinkReadyDialog(QDialog):
    """The address of a link, which is shown this once."""

    def __init__(self, look: Look, parent: QWidget, made: LinkMade, until: str) -> None:
        super().__init__(parent)
        self._look, self._url = look, made.url
        title = translate("Sharing", "The link is ready")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.finished.connect(self.deleteLater)
        self.address = QLineEdit(made.url)
        self.address.setReadOnly(True)
        self.address.setCursorPosition(0)
        self.address.setAccessibleName(translate("Sharing", "Address of the link"))
        told = translate(
            "Sharing",
            "It opens until {until}. The address is not kept: copy it now. The link can be revoked "
            "at any time in “Links and mails”.",
        )
        self.told = label(told.format(until=until), "secondary", wrap=True)
        self.copy = Button(look, translate("Sharing", "Copy the link"), "primary", "copy")
        self.copy.clicked.connect(self._copy)
        done = Button(look, translate("Sharing", "Done"))
        done.clicked.connect(self.accept)
        foot = row(None, done, self.copy, space=8)
        lines = column(label(title, "section"), self.address, self.told, foot, space=12)
        lines.setContentsMargins(20, 16, 20, 12)
        self.setLayout(lines)
        self.setMinimumWidth(look.pixels(520))
        self.copy.setFocus()

    def _copy(self) -> None:
        if told_unless(copy(self._url), self._look, self):
            self.copy.setText(translate("Sharing", "Copied"))


class LinkPanel(ActsPanel):
    """`wished`: open, renew, end."""

    def __init__(self, look: Look, model: LinksModel, parent: QWidget | None = None) -> None:
        super().__init__(look, 320, parent)
        self._model = model

    def show_row(self, row_id: str) -> None:
        """Fill it; hidden for none."""
        found = self._model.row(row_id) if row_id else None
        if found is None:
            self.hide()
            return
        body = self.begin(found.title)
        if self._model.is_offline:
            body.addWidget(offline_note(self._look))
        self.add_acts(body, self._acts(found), found, is_offline=self._model.is_offline)
        body.addWidget(line())
        body.addWidget(pairs(self._facts(found)))
        body.addStretch(1)
        self.show()

    def _acts(self, found: LinkSaid) -> list[Act]:
        is_open = found.state is LinkState.OPEN
        return [
            Act(
                "open", translate("Sharing", "Open the report"), "chart-column", needs_server=False
            ),
            Act("renew", translate("Sharing", "Renew…"), "refresh-cw"),
            Act("end", translate("Sharing", "Revoke…"), "ban", is_possible=is_open),
        ]

    def _facts(self, found: LinkSaid) -> list[tuple[str, str]]:
        workspace = self._model.workspace
        last = found.last_opened_at
        opened = str(found.opened)
        if last is not None:
            when = moment_words(last, workspace)
            opened = translate("Sharing", "{count} · last {when}").format(count=opened, when=when)
        facts = [
            (translate("Sharing", "State"), word(found.state, workspace.locale)),
            (translate("Sharing", "Opened"), opened),
            (translate("Sharing", "Opens until"), moment_words(found.expires_at, workspace)),
            (translate("Sharing", "Held to"), found.about),
            (translate("Sharing", "Language"), dict(LANGUAGES).get(found.language, "")),
            (translate("Sharing", "Made"), moment_words(found.made_at, workspace)),
            (translate("Sharing", "Made by"), found.made_by_name),
        ]
        if found.email:
            facts.insert(1, (translate("Sharing", "In the mail to"), found.email))
        return facts


class LinksTab(SharedTab):
    """Shows a LinksModel."""

    panel: LinkPanel

    def __init__(self, look: Look, model: LinksModel, parent: QWidget | None = None) -> None:
        self.model = model
        title = translate("Sharing", "Links of reports")
        hint = translate("Sharing", "Report, filters, who…   Ctrl+F")
        super().__init__(look, model, LinkPanel(look, model), title, hint, parent)
        words = translate("Sharing", "Revoke all…")
        self.end_all = Button(look, words, icon="ban")
        self.end_all.clicked.connect(self._ask_end_all)
        self.box.add_act(self.end_all)
        self.box.set_empty(translate("Sharing", "No report is shared by link."), "link")
        self.panel.wished.connect(self._on_wished)
        model.changed.connect(self._allow)
        self._allow()

    # Acts

    def _allow(self) -> None:
        self.end_all.setEnabled(bool(self.model.open_count) and not self.model.is_offline)

    def _on_wished(self, key: str, found: LinkSaid) -> None:
        if key == "open":
            self.open_requested.emit(found)
        elif key == "renew":
            told = translate(
                "Sharing",
                "The same report as it is now, by a new address. The one before opens no more.",
            )
            title, act = translate("Sharing", "Renew the link?"), translate("Sharing", "Renew")
            self.ask(title, told, act, lambda: self.model.renew(found, self.show_ready))
        else:
            told = translate("Sharing", "Whoever has the address sees nothing any more.")
            title, act = translate("Sharing", "Revoke the link?"), translate("Sharing", "Revoke")
            self.ask(title, told, act, lambda: self.model.end(found))

    def _ask_end_all(self) -> None:
        told = translate("Sharing", "None of your links opens any more, those in mails neither.")
        title = translate("Sharing", "Revoke all your links?")
        act = translate("Sharing", "Revoke all")
        self.ask(title, told, act, self.model.end_all)

    def show_ready(self, made: LinkMade) -> None:
        """The address of a new one."""
        until = moment_words(made.link.expires_at, self.model.workspace)
        LinkReadyDialog(self.look, self, made, until).open()
