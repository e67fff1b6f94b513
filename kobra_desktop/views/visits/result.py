"""One visit in full: what was answered, seen and judged, and the acts of its review. The queue goes
on by itself after an act.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.dossiers import DossierModel
from kobra_desktop.models.result import ResultModel
from kobra_desktop.models.reviews import ReviewsModel
from kobra_desktop.models.visit_ground import Place
from kobra_desktop.models.visit_result import ResultFacts
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.visits.answers import AnswersPane
from kobra_desktop.views.visits.dossier import DossierDialog
from kobra_desktop.views.visits.photo_view import PhotoDialog
from kobra_desktop.views.visits.photos import PhotoStrip
from kobra_desktop.views.visits.result_files import ResultFiles
from kobra_desktop.views.visits.result_head import ResultHead
from kobra_desktop.views.visits.result_map import ResultMap
from kobra_desktop.views.visits.result_side import ResultSide
from kobra_desktop.views.visits.review_bar import ReviewBar
from kobra_desktop.views.visits.review_edit import EditDialog
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label, titled
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_desktop.views.widgets.page_state import PageState
from kobra_desktop.views.widgets.saving import ask_where
from kobra_domain.scope import Permission
from kobra_domain.submissions import ReviewAct
from kobra_domain.visits import ReviewState
from kobra_records.files.exports.names import file_name

PRELOADED = 2


class ResultView(QWidget):
    """`back_requested`: to the list it was opened from. `said` (sentence, undo or None) is
    toasted. `moved` (submission id): the queue went on.
    """

    back_requested = Signal()
    said = Signal(str, object)
    moved = Signal(str)

    def __init__(
        self,
        look: Look,
        model: ResultModel,
        reviews: ReviewsModel,
        archive: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look, self.model, self.reviews = look, model, reviews
        may_review = reviews.may_review
        may_export = model.workspace.desk.may(Permission.EXPORT)
        self.head = ResultHead(look, may_export=may_export)
        self.answers = AnswersPane(look, model.workspace.locale)
        self.photos = PhotoStrip(look, model.shelf)
        self.map = ResultMap(look, model, archive)
        self.side = ResultSide(look, may_review=may_review)
        self.bar = ReviewBar(look, may_review=may_review)
        self.files = ResultFiles(model, self)
        self.dossiers = DossierModel(model.workspace, self)
        self._photo_title = label("", "strong")
        self._build()
        self._connect()

    def _build(self) -> None:
        self._photo_card = _card(self._photo_title, self.photos)
        self.map.setObjectName("card")
        layout = self.map.layout()
        assert layout is not None
        layout.setContentsMargins(12, 12, 12, 10)
        inside = column(self._photo_card, self.map, self.side, None, space=10, margins=(0, 0, 4, 0))
        self.side_area = scrolling(holding(inside))
        body = row(self.answers, self.side_area, space=12)
        body.setStretch(0, 46)
        body.setStretch(1, 54)
        self.stack = PageState(self.look, holding(body))
        lines = column(self.head, self.stack, self.bar, space=10)
        lines.setContentsMargins(20, 10, 20, 12)
        lines.setStretchFactor(self.stack, 1)
        self.setLayout(lines)

    def _connect(self) -> None:
        self.model.changed.connect(self._on_changed)
        self.model.left_changed.connect(self._show_side)
        self.model.failed.connect(self._on_failed)
        self.reviews.list.tell(self._show_place)
        self.reviews.done.connect(self._on_done)
        self.head.back_requested.connect(self.back_requested)
        self.head.print_requested.connect(self.ask_print)
        self.head.dossier_requested.connect(self.ask_dossier)
        self.head.retry_requested.connect(lambda: self.model.shelf.retry(self.model.submission_id))
        self.answers.photo_requested.connect(self.open_file)
        self.photos.opened.connect(self.open_file)
        self.photos.save_requested.connect(self._ask_save)
        self.files.said.connect(lambda words: self.said.emit(words, None))
        self.side.decided.connect(
            lambda proposal, accepts: self.reviews.decide(proposal, accepts=accepts)
        )
        self.side.other_requested.connect(lambda i: self.open(submission_id=i))
        self.bar.act_requested.connect(self.ask)
        self.bar.step_requested.connect(self.step)

    # What is open

    def open(self, *, visit_id: str = "", submission_id: str = "") -> None:
        """Show a visit or a submission in full."""
        self.stack.show_loading()
        self.reviews.open()
        self.model.show(visit_id=visit_id, submission_id=submission_id)

    @property
    def facts(self) -> ResultFacts | None:
        """What is shown."""
        return self.model.facts

    def _on_changed(self) -> None:
        facts = self.facts
        if facts is None:
            if not self.model.is_loading and self.model.is_open:
                words = self.tr("This visit is not here any more.")
                self.stack.show_empty(words, (self.tr("Back"), self.back_requested.emit))
            self._show_place()
            return
        self.head.show_facts(facts)
        self.answers.show_facts(facts)
        self.photos.show_facts(facts)
        self._photo_card.setVisible(facts.submission is not None)
        self._photo_title.setText(titled(self.tr("Photos and files"), len(facts.files)))
        self.map.show_ground(facts.ground)
        self._show_side()
        self.stack.show_content()
        self._show_place()
        self._preload()

    def _show_side(self) -> None:
        if self.facts is not None:
            self.side.show_facts(self.facts, is_left_unknown=self.model.is_left_unknown)

    def _on_failed(self, problem: Known) -> None:
        text = sentence(problem, self.model.workspace.locale)
        self.stack.show_error(text, problem.code, self.model.reload)

    def _show_place(self) -> None:
        facts = self.facts
        shown = facts.submission if facts else None
        submission_id = shown.id if shown else ""
        self.bar.show_state(
            is_open=shown is not None,
            place=self.reviews.position_words(submission_id),
            has_others=bool(self.reviews.near(submission_id, 1)),
        )

    def _preload(self) -> None:
        shown = self.facts.submission if self.facts else None
        if shown is None or not self.reviews.may_review:
            return
        coming = self.reviews.upcoming(shown.id, PRELOADED)
        self.model.shelf.forget_wishes({shown.id, *coming})
        if coming:
            self.model.preload(coming)

    # The queue

    def step(self, by: int) -> None:
        """The next to review, or the one before."""
        other = self.reviews.near(self.model.submission_id, by)
        if other:
            self.open(submission_id=other)
            self.moved.emit(other)

    def _on_done(self, submission_id: str, act: ReviewAct) -> None:
        """What was judged makes room for the next; a comment and a correction stay to be seen."""
        if submission_id != self.model.submission_id or not self.isVisible():
            return
        if act in (ReviewAct.APPROVE, ReviewAct.OBSERVE, ReviewAct.REJECT):
            self._go_on(submission_id)

    def _go_on(self, submission_id: str) -> None:
        other = self.reviews.near(submission_id, 1)
        if other and other != submission_id:
            self.open(submission_id=other)
            self.moved.emit(other)

    # Acts

    def ask(self, act: ReviewAct) -> None:
        """Do an act; all but approving ask for words first."""
        facts = self.facts
        if facts is None or facts.submission is None:
            return
        if self.reviews.is_acting(facts.submission.id):
            return  # meant for the next, which is not here yet
        if act is ReviewAct.APPROVE:
            if facts.submission.review is not ReviewState.APPROVED:
                self._act(act, facts)
            return
        if act is ReviewAct.EDIT:
            dialog = EditDialog(self.look, self, facts, Setting.of(self.model.workspace))
            dialog.given.connect(
                lambda reason, changes: self.reviews.act(
                    facts.submission,
                    act,
                    facts.title,
                    reason,
                    changes,
                )
            )
            dialog.open()
            return
        title, usual = self._words_of(act)
        asked = ReasonDialog(self.look, self, title, title, usual)
        asked.given.connect(lambda comment: self._act(act, facts, comment))
        asked.open()

    def _act(self, act: ReviewAct, facts: ResultFacts, comment: str = "") -> None:
        assert facts.submission is not None
        self.reviews.act(facts.submission, act, facts.title, comment)

    def _words_of(self, act: ReviewAct) -> tuple[str, list[str]]:
        if act is ReviewAct.OBSERVE:
            return self.tr("With issues"), [
                self.tr("Photo not clear"),
                self.tr("Answer missing"),
                self.tr("Amounts do not agree"),
            ]
        if act is ReviewAct.REJECT:
            return self.tr("Reject"), [
                self.tr("Not at the address"),
                self.tr("Wrong person"),
                self.tr("Photos are not of the visit"),
            ]
        return self.tr("Comment"), []

    # Files and paper

    def open_file(self, name: str) -> None:
        """A photo large; of another file, a copy may be saved."""
        facts = self.facts
        if facts is None or facts.submission is None:
            return
        if all(photo.name != name for photo in facts.photos):
            self._ask_save(name)
            return
        shelf = self.model.shelf
        dialog = PhotoDialog(self.look, shelf, facts.submission.id, facts.photos, self)
        dialog.place_requested.connect(self._on_place)
        dialog.show_file(name)
        dialog.open()

    def _on_place(self, lat: float, lon: float) -> None:
        self.side_area.ensureWidgetVisible(self.map)
        self.map.show_photo(Place(lat, lon, self.tr("Photo")))

    def _ask_save(self, name: str) -> None:
        suggested = file_name(name)  # a phone's word is no place on this disk
        if path := ask_where(self, self.tr("Save a copy…"), suggested):
            self.files.save(name, path)

    def ask_print(self) -> None:
        """Ctrl+P: where the PDF shall be."""
        if self.facts is None:
            return
        name = self.tr("Visit") + ".pdf"
        if path := ask_where(self, self.tr("Print to PDF"), name, "pdf"):
            self.files.print_to(path)

    def ask_dossier(self) -> None:
        """Whose dossier, and where it shall be."""
        if self.facts is None or self.facts.result.card is None or self.dossiers.is_running:
            return
        dialog = DossierDialog(self.look, self.dossiers, self.facts, self)
        dialog.said.connect(lambda words: self.said.emit(words, None))
        dialog.open()


def _card(*parts: QWidget) -> QFrame:
    made = QFrame()
    made.setObjectName("card")
    made.setLayout(column(*parts, space=8, margins=(16, 12, 16, 12)))
    return made
