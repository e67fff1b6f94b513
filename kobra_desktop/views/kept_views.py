"""The views of lists in the window: kept by name, found in the palette, opened from a link; what a
link names and is no longer there is said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QTimer

from kobra_desktop.models.acts import WayBack
from kobra_desktop.models.list_view import ListView, read_link
from kobra_desktop.models.list_views import ListViewsModel, NamedView
from kobra_desktop.models.palette import Entry
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views import outside
from kobra_desktop.views.dialogs.line import NameDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.window import MainWindow
from kobra_domain.errors import Invalid

PATIENCE_MS = 4_000  # a list that is read when its page opens is there long before
OF_PAGE = ("tab", "number", "about")
OF_LIST = ("search", "accepted", "sort")

translate = QCoreApplication.translate


class KeptViews:
    """As `Views` of a list's menu. Belongs to its window."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        self._window = window
        self._wanted: ListView | None = None
        self._late = QTimer(window)
        self._late.setSingleShot(True)
        self._late.setInterval(PATIENCE_MS)
        self._late.timeout.connect(self._give_up)
        self.model = ListViewsModel(workspace, window)
        self.model.changed.connect(self._offer)
        self.model.failed.connect(lambda p: window.toast.say(sentence(p, workspace.locale)))

    # What is kept

    def names(self, box: ListBox) -> Sequence[str]:
        """The views of a list that are kept."""
        return [one.name for one in self.model.of(self._window.key, box.listing)]

    def shown(self, box: ListBox) -> ListView:
        """How a list of the page in front is looked at."""
        page, listed = self._window.page.state(), box.state()
        state = {key: page[key] for key in OF_PAGE if page.get(key)}
        state |= {key: listed[key] for key in OF_LIST}
        return ListView(
            self._window.key, box.listing, {**state, "columns": box.table.columns.shown_keys}
        )

    def ask_name(self, box: ListBox) -> None:
        """Keep how the list is looked at now under a name; ask before another view loses it."""
        view = self.shown(box)

        def given(name: str) -> None:
            taken = self.model.called(name)
            if taken is None:
                self._keep(name, view)
            else:
                self._ask_replace(taken, lambda: self._keep(name, view))

        title, act = translate("Views", "Keep this view"), translate("Views", "Keep")
        field = (translate("Views", "Name"), "")
        dialog = NameDialog(self._window.look, self._window, title, act, field)
        dialog.given.connect(given)
        dialog.open()

    def _ask_replace(self, taken: NamedView, act: Callable[[], None]) -> None:
        title = translate("Views", "There is a view of this name")
        words = translate("Views", "«{name}» of {page} would be replaced.")
        told = words.format(name=taken.name, page=self._window.title_of(taken.view.page))
        replace, leave = translate("Views", "Replace"), translate("Views", "Leave it")
        asked = Question(self._window.look, self._window, title, told, replace, leave)
        asked.accepted.connect(act)
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _keep(self, name: str, view: ListView) -> None:
        self.model.keep(name, view)
        self._window.toast.say(translate("Views", "View kept: {name}").format(name=name))

    def overwrite(self, box: ListBox, name: str) -> None:
        """Keep how the list is looked at now under a name that is there."""
        before = self.model.called(name)
        self.model.keep(name, self.shown(box))
        words = translate("Views", "View replaced: {name}").format(name=name)
        back = WayBack(lambda: self.model.keep(name, before.view)) if before else None
        self._window.toast.say(words, back)

    def ask_rename(self, name: str) -> None:
        """Give it another name; one that is taken is said."""
        held = self.model.called(name)
        if held is None:
            return

        def judge(wanted: str) -> str:
            taken = self.model.called(wanted)
            is_free = taken is None or taken.name == name
            return "" if is_free else translate("Views", "There is a view of this name")

        title, act = translate("Views", "Rename the view"), translate("Views", "Rename")
        field = (translate("Views", "Name"), "")
        look, window = self._window.look, self._window
        dialog = NameDialog(look, window, title, act, field, text=name, judge=judge)
        dialog.given.connect(lambda given: self.model.keep(given, held.view, instead_of=name))
        dialog.open()

    def forget(self, name: str) -> None:
        """No longer keep it; can be undone."""
        held = self.model.called(name)
        if held is not None:
            self.model.forget(held.name)
            words = translate("Views", "View deleted: {name}").format(name=name)
            back = WayBack(lambda: self.model.keep(held.name, held.view))
            self._window.toast.say(words, back)

    # Links

    def copy(self, name: str) -> None:
        """Put its link on the clipboard."""
        held = self.model.called(name)
        if held is not None:
            self._copy(held.view)

    def copy_shown(self, box: ListBox) -> None:
        """Put the link of how the list is looked at now on the clipboard."""
        self._copy(self.shown(box))

    def _copy(self, view: ListView) -> None:
        words = translate("Views", "Link copied. Whoever has the list opens it with Ctrl+K.")
        is_there = outside.copy(view.link)
        self._window.toast.say(words if is_there else outside.not_copied())

    def _offer(self) -> None:
        """In the palette."""
        kind, window = translate("Views", "View"), self._window
        window.palette_model.offer(
            [
                Entry(
                    one.name,
                    window.title_of(one.view.page),
                    kind,
                    "list-filter",
                    partial(self.open, one.view),
                )
                for one in self.model.views
                if one.view.page in window.keys
            ]
        )

    # Opening

    def open_named(self, name: str) -> None:
        """Look at its list as it says."""
        held = self.model.called(name)
        if held is not None:
            self.open(held.view)

    def open_link(self, text: str) -> None:
        """Look at a list as a link says, or say that it is none."""
        try:
            self.open(read_link(text))
        except Invalid:
            self._window.toast.say(translate("Views", "This is no link to a list: nothing opened."))

    def open(self, view: ListView) -> None:
        """Look at a list as a view says; what of it is no longer there is said."""
        window, state = self._window, view.state
        self._wanted = view
        if view.page in window.keys:
            place = {key: state.get(key) or "" for key in OF_PAGE}
            thing = view.listing.partition(" ")[2]  # whose list it is, of a page that has several
            window.open_page(view.page, {**place, "chosen": thing} if thing else place)
            for box in window.page.findChildren(ListBox):
                if box.isVisible():
                    self.seen(box)
            if self._wanted is view:
                self._late.start()
        else:
            self._give_up()

    def seen(self, box: ListBox) -> None:
        """A list is shown: a view may have waited for it."""
        view = self._wanted
        if view is not None and (view.page, view.listing) == (self._window.key, box.listing):
            self._wanted = None
            held, page = ("number", "about"), self._window.page.state()
            lost = _show(box, view)
            if any(view.state.get(key) and not page.get(key) for key in held):
                lost.append(translate("Views", "the rows of a number or a person"))
            box.when_loaded(lambda: self._tell_lost([*_strangers(box), *lost]))

    def _give_up(self) -> None:
        """The page is not this person's, or has no such list."""
        if self._wanted is not None:
            self._wanted = None
            words = translate("Views", "The list of this link is not there, or not for you.")
            self._window.toast.say(words)

    def _tell_lost(self, lost: list[str]) -> None:
        if lost:
            words = translate("Views", "Opened without what is no longer there: {what}")
            self._window.toast.say(words.format(what=", ".join(dict.fromkeys(lost))))


def _show(box: ListBox, view: ListView) -> list[str]:
    """Look at a list as a view says; answers what of it the list does not know."""
    state, known = view.state, set(box.table.columns.all_keys)
    lost = []
    sort, columns, accepted = (state.get(key) for key in ("sort", "columns", "accepted"))
    if isinstance(sort, list) and sort[0] and sort[0] not in known:
        lost.append(translate("Views", "order"))
        sort = None
    box.restore({**{k: state.get(k) for k in OF_LIST}, "sort": sort or ["", False]})
    if isinstance(columns, list):
        if not known.issuperset(columns):
            lost.append(translate("Views", "columns"))
        box.table.columns.show_only([one for one in columns if one in known])
    if isinstance(accepted, dict) and not accepted.keys() <= box.chips.keys():
        lost.append(translate("Views", "a filter"))
    return lost


def _strangers(box: ListBox) -> list[str]:
    """Take the ticks of values that the list does not have; answers the names of their chips."""
    found = []
    for chip in box.chips.values():
        if chip.strangers:
            found.append(chip.name)
            chip.set_values(chip.values - chip.strangers)
    return found
