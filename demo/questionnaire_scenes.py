"""The scenes of questionnaires: the designer with its preview, a finished visit, the queue of
reviews, the table of answers.
"""

from collections.abc import Iterator

from PySide6.QtCore import QObject

from demo.scene import Scene
from kobra_desktop.store.queries.questionnaires import questionnaire_rows
from kobra_desktop.store.queries.results import result_of_submission
from kobra_desktop.store.queries.reviews import ReviewRow, review_rows
from kobra_desktop.views.questionnaires.editor import EditorView
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_desktop.views.visits.page import REVIEW, VisitsPage
from kobra_desktop.views.window import MainWindow
from kobra_domain.submissions import AttachmentState
from kobra_domain.visits import Outcome, Verdict

TITLE = "Visita de cobro"
QUESTION = "resultado_sel"
MOST_LOOKED_AT = 60
TABS = ("translations", "lists", "settings", "versions")


class Seen(QObject):
    """Remembers that a signal came."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.has_come = False

    def come(self, *_what: object) -> None:
        """It did."""
        self.has_come = True


def essential(window: MainWindow) -> Iterator[Scene]:
    """The designer with a preview, and a finished visit."""
    if "questionnaires" in window.keys:
        yield from _designer(window)
    if "visits" in window.keys:
        yield from _finished(window)


def further(window: MainWindow) -> Iterator[Scene]:
    """Each tab of the designer, the queue, the other tabs of the page."""
    if "questionnaires" in window.keys:
        editor = _open_editor(window)
        for key in TABS if editor is not None else ():
            yield _tab(window, editor, key)
        page = window.page
        assert isinstance(page, QuestionnairesPage)
        for key in page.tab_keys[1:]:
            window.open_page("questionnaires", {"tab": key, "open": ""})
            yield Scene(f"questionnaires-{key}", window)
    if "visits" in window.keys:
        window.open_page("visits", {"tab": REVIEW})
        yield Scene("visits-review", window, end=lambda: window.open_page("visits", {}))


def _tab(window: MainWindow, editor: EditorView | None, key: str) -> Scene:
    assert editor is not None
    tabs = editor.header.tabs

    def is_there() -> bool:
        if any(True for _ in editor.editor.form.nodes()) and tabs.key != key:
            tabs.choose(key)
        return tabs.key == key

    return Scene(f"questionnaire-{key}", window, is_there)


def _open_editor(window: MainWindow) -> EditorView | None:
    visits = _visits(window)
    store = visits.reviews.workspace.desk.store
    window.open_page("questionnaires", {"tab": "list", "open": ""})
    page = window.page
    assert isinstance(page, QuestionnairesPage)
    listed = questionnaire_rows(store)
    chosen = next((one.id for one in listed if one.title == TITLE), "")
    if not chosen:
        return None
    window.open_page("questionnaires", {"tab": "list", "open": chosen})
    return page.editor


def _visits(window: MainWindow) -> VisitsPage:
    window.open_page("visits", {})
    page = window.page
    assert isinstance(page, VisitsPage)
    return page


def _designer(window: MainWindow) -> Iterator[Scene]:
    editor = _open_editor(window)
    if editor is None:
        return
    editor.show_preview()
    phone = editor.preview.phone
    assert phone is not None
    shown = Seen(editor)

    def is_there() -> bool:
        model = editor.editor
        wanted = next((n.uid for n in model.form.nodes() if n.name == QUESTION), "")
        if wanted and model.selection != (wanted,):
            model.select((wanted,))
            phone.shown.connect(shown.come)
        return shown.has_come

    yield Scene("questionnaire-editor", window, is_there)


def _finished(window: MainWindow) -> Iterator[Scene]:
    page = _visits(window)
    store = page.reviews.workspace.desk.store

    def has_photo(row: ReviewRow) -> bool:
        result = result_of_submission(store, row.id)
        files = result.shown.attachments if result is not None and result.shown else ()
        return any(one.state is AttachmentState.PRESENT for one in files)

    def worth(row: ReviewRow) -> tuple[bool, bool, bool]:
        is_kept = row.outcome is Outcome.PROMISE and row.verdict is Verdict.AT_ADDRESS
        return has_photo(row), is_kept, row.outcome is not None

    chosen = max(review_rows(store)[-MOST_LOOKED_AT:], key=worth, default=None)
    if chosen is not None:
        window.open_page("visits", {"submission": chosen.id})
        yield Scene("visit-result", window, lambda: page.opened.facts is not None)
