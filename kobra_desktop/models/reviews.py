"""The queue of what waits for a review, and the acts on it. One queue stands behind the tab, the
visit page and the feed of Hoy.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.commands.proposals import decide
from kobra_desktop.commands.reviews import review
from kobra_desktop.models.acts import Acts
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.days import day_quality, past_days
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column
from kobra_desktop.models.submissions.counts import counts
from kobra_desktop.models.visit_columns import verdict_column
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.collation import name_key_or_last
from kobra_desktop.store.queries.reviews import ReviewRow, review_rows
from kobra_domain.scope import Permission
from kobra_domain.submissions import AnswerChange, Proposal, ReviewAct, Submission
from kobra_domain.words import day_words, hour, word
from kobra_records.files.exports.table import ColumnType


class ReviewsModel(QObject):
    """`done` (submission id, act): it is in the replica."""

    done = Signal(str, object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = Acts(workspace, self)
        self.list: LiveList[ReviewRow] = workspace.shared("reviews", lambda: review_list(workspace))
        self._order: list[str] = []
        self._acting: set[str] = set()
        self.list.tell(self._on_loaded)
        self.acts.failed.connect(lambda _problem: self._acting.clear())

    @property
    def may_review(self) -> bool:
        """Whether the user may judge; others read."""
        return self.workspace.desk.may(Permission.REVIEW)

    @property
    def count(self) -> int:
        """How many wait."""
        return self.list.model.total

    @property
    def ids(self) -> list[str]:
        """Those that wait, in the order in which they are gone through."""
        model = self.list.model
        return [model.id_at(line) for line in range(model.rowCount())]

    def open(self) -> None:
        """Something shows it."""
        self.list.open(self)

    def rest(self) -> None:
        """It is not shown any more."""
        self.list.rest(self)

    # Going through it

    def position_words(self, submission_id: str) -> str:
        """«4 of 23 to review», or how many wait when this one does not."""
        translate, ids = QCoreApplication.translate, self.ids
        if submission_id in ids:
            text = translate("Reviews", "{place} of {count} to review")
            return text.format(place=ids.index(submission_id) + 1, count=len(ids))
        return counts.to_review(len(ids)) if ids else translate("Reviews", "Nothing to review")

    def near(self, submission_id: str, step: int) -> str:
        """The next or the one before, around the end; empty when there is no other."""
        ids = self.ids
        if submission_id in ids:
            at = (ids.index(submission_id) + step) % len(ids)
            return ids[at] if ids[at] != submission_id else ""
        if not ids:
            return ""
        # It has been judged: what stood after it is next.
        known = self._order.index(submission_id) if submission_id in self._order else -1
        later = self._order[known + 1 :] if known >= 0 else []
        earlier = self._order[:known][::-1] if known > 0 else []
        waiting = set(ids)
        turned = [*later, *earlier] if step > 0 else [*earlier, *later]
        return next((one for one in turned if one in waiting), ids[0 if step > 0 else -1])

    def upcoming(self, submission_id: str, count: int) -> list[str]:
        """Those that come next."""
        ids = self.ids
        at = ids.index(submission_id) + 1 if submission_id in ids else 0
        return [one for one in ids[at : at + count] if one != submission_id]

    # Acts

    def act(
        self,
        submission: Submission,
        act: ReviewAct,
        title: str,
        comment: str = "",
        changes: Iterable[AnswerChange] = (),
    ) -> None:
        """Record an act; says what was done, with its undo."""
        desk, made = self.workspace.desk, tuple(changes)
        if not self._begin(submission.id):
            return
        self.acts.run(
            lambda: review(
                desk, submission.id, act, comment=comment, changes=made, seen=submission
            ),
            lambda _done: said(act).format(name=title),
            lambda: self._end(submission.id, act),
        )

    def approve(self, submission_id: str, title: str) -> None:
        """Approve one that is not on the screen (Hoy)."""
        desk = self.workspace.desk
        if not self._begin(submission_id):
            return
        self.acts.run(
            lambda: review(desk, submission_id, ReviewAct.APPROVE),
            lambda _done: said(ReviewAct.APPROVE).format(name=title),
            lambda: self._end(submission_id, ReviewAct.APPROVE),
        )

    def is_acting(self, submission_id: str) -> bool:
        """Whether an act on it is on its way into the replica."""
        return submission_id in self._acting

    def _begin(self, submission_id: str) -> bool:
        """One act at a time: a key that was pressed twice is one wish."""
        if submission_id in self._acting:
            return False
        self._acting.add(submission_id)
        return True

    def _end(self, submission_id: str, act: ReviewAct) -> None:
        self._acting.discard(submission_id)
        self.done.emit(submission_id, act)

    def decide(self, proposal: Proposal, *, accepts: bool) -> None:
        """Take or leave what the field proposes."""
        desk, translate = self.workspace.desk, QCoreApplication.translate
        accepted = translate("Reviews", "Proposal accepted")
        words = accepted if accepts else translate("Reviews", "Proposal declined")
        self.acts.run(
            lambda: decide(desk, proposal.id, accepts=accepts, seen=proposal), lambda _: words
        )

    # News

    def _on_loaded(self) -> None:
        fresh = self.ids
        if not set(fresh) <= set(self._order):
            self._order = fresh


def review_list(workspace: Workspace) -> LiveList[ReviewRow]:
    """What waits, in the order in which it came."""
    store, translate = workspace.desk.store, QCoreApplication.translate
    differs = translate("Reviews", "Differs from the form")
    listing: Listing[ReviewRow] = Listing(
        name="reviews",
        load=lambda: review_rows(store, workspace.reach),
        identity=lambda row: row.id,
        words=lambda row: row.searchable,
        columns=review_columns(workspace),
        qualities=(
            Quality(
                "logic",
                translate("Reviews", "Logic"),
                lambda row: "differs" if row.logic_mismatch else "-",
                lambda: [("differs", differs)],
            ),
            day_quality(
                "day",
                translate("Reviews", "Received"),
                lambda row: row.received_at.astimezone(workspace.zone).date(),
                workspace,
                past_days,
            ),
        ),
        kind="submission",
        load_ids=lambda ids: review_rows(store, workspace.reach, ids),
        order=lambda: lambda row: (row.received_at, row.id),
    )
    return LiveList(workspace, listing)


def said(act: ReviewAct) -> str:
    """The sentence at the foot after an act, of {name}."""
    translate = QCoreApplication.translate
    return {
        ReviewAct.APPROVE: translate("Reviews", "Approved: {name}"),
        ReviewAct.OBSERVE: translate("Reviews", "With issues: {name}"),
        ReviewAct.REJECT: translate("Reviews", "Rejected: {name}"),
        ReviewAct.COMMENT: translate("Reviews", "Comment kept: {name}"),
        ReviewAct.EDIT: translate("Reviews", "Corrected: {name}"),
    }[act]


def review_columns(workspace: Workspace) -> list[Column[ReviewRow]]:
    """The columns of «Por revisar», in the order in which they stand."""
    translate, locale = QCoreApplication.translate, workspace.locale

    def received(row: ReviewRow) -> str:
        day = row.received_at.astimezone(workspace.zone).date()
        clock = hour(row.received_at, workspace.zone.key)
        if day == workspace.today:
            return clock
        return f"{day_words(day, locale, workspace.today)}, {clock}"

    def came(row: ReviewRow) -> str:
        said = row.outcome or row.state
        return word(said, locale) if said else ""

    column, differs = Columns[ReviewRow](workspace), translate("Reviews", "Differs")
    return [
        column("received", translate("Reviews", "Received"), lambda r: r.received_at, 96,
               ColumnType.INSTANT, text=received),
        column("party", translate("Visits", "Holder"),
               lambda r: r.party_name or translate("Result", "Without a visit"), 180,
               sort=lambda r: name_key_or_last(r.party_name), stretch=2, is_name=True),
        column("address", translate("Visits", "Address"), lambda r: r.street, 140, stretch=2),
        column("outcome", translate("Visits", "Outcome"), came, 150, sort=lambda r: r.outcome),
        verdict_column(workspace, 236),
        column("logic", translate("Reviews", "Logic"),
               lambda r: differs if r.logic_mismatch else "", 84,
               sort=lambda r: not r.logic_mismatch, tone=lambda r: "warn_fg"),
        column("agent", translate("Visits", "Agent"), lambda r: r.agent_name, 120, stretch=1,
               is_name=True),
        column("form", translate("Reviews", "Questionnaire"), lambda r: r.form_title, 130,
               stretch=1, tone=lambda r: "text_2"),
    ]  # fmt: skip
