"""The list of questionnaires: its columns, filters, and what is done to a whole one. Not their
contents: an open one is a `drafts.DraftModel`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.commands import questionnaires as commands
from kobra_desktop.commands.done import Done
from kobra_desktop.models.administration.acts import FormActs
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, Fact, View
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.questionnaires import (
    QuestionnaireRow,
    questionnaire,
    questionnaire_rows,
)
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.things import QuestionnaireState
from kobra_domain.scope import Permission
from kobra_domain.words import moment, say
from kobra_records.files.exports.table import ColumnType

__all__ = ["UNPUBLISHED", "QuestionnaireRow", "QuestionnairesModel", "questionnaire_columns"]
translate = QCoreApplication.translate
UNPUBLISHED = "unpublished"
_WORDS_LAST = 1_000  # more than a version's text has letters


class QuestionnairesModel(QObject):
    """What the tab «Cuestionarios» binds to."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = FormActs(workspace, self)
        self.may_design = workspace.desk.may(Permission.DESIGN)
        store = workspace.desk.store
        listing: Listing[QuestionnaireRow] = Listing(
            name="questionnaires",
            load=lambda: questionnaire_rows(store),
            identity=lambda row: row.id,
            words=lambda row: plain(f"{row.title} {row.form_id} {' '.join(row.portfolio_names)}"),
            columns=questionnaire_columns(workspace),
            qualities=questionnaire_qualities(workspace.locale),
        )
        # Retired ones are out of the way until they are asked for.
        states = frozenset({QuestionnaireState.DRAFT.value, QuestionnaireState.PUBLISHED.value})
        view = View(sort_key="edited", is_descending=True, accepted={"state": states})
        self.list = LiveList(workspace, listing, view, self)

    def row(self, questionnaire_id: str) -> QuestionnaireRow | None:
        """A questionnaire by its id."""
        return self.list.row(questionnaire_id)

    # Acts

    def create(self, make: Callable[[], Form], then: Callable[[str], None]) -> None:
        """A new draft of the form that `make` answers (off the GUI thread), under a form id that
        nobody has; `then` is told its id.
        """
        desk = self.workspace.desk

        def act() -> Done:
            return commands.create_questionnaire(desk, commands.with_free_id(desk, make()))

        words = translate("Questionnaires", "Questionnaire created")
        self._run(act, words, then)

    def duplicate(self, questionnaire_id: str, then: Callable[[str], None]) -> None:
        """A draft with the same questions, a title that says so, and an id of its own."""
        desk = self.workspace.desk
        copy_of = translate("Questionnaires", "{title} (copy)")

        def make() -> Form:
            found = questionnaire(desk.store, questionnaire_id)
            form = canonical.read(found.document) if found else Form()
            return commands.renamed(form, copy_of.format(title=form.title))

        self.create(make, then)

    def retire(self, row: QuestionnaireRow) -> None:
        """No phone gets it any more."""
        desk, words = self.workspace.desk, translate("Questionnaires", "«{title}» retired")
        said = words.format(title=row.title)
        self.acts.run(lambda: commands.retire_questionnaire(desk, row.id, seen=row), lambda _: said)

    def restore(self, row: QuestionnaireRow) -> None:
        """Back into use."""
        desk, words = self.workspace.desk, translate("Questionnaires", "«{title}» is in use again")
        said, had = words.format(title=row.title), row.latest is not None
        self.acts.run(
            lambda: commands.restore_questionnaire(desk, row.id, was_published=had, seen=row),
            lambda _: said,
        )

    def _run(self, act: Callable[[], Done], words: str, then: Callable[[str], None]) -> None:
        made: list[str] = []

        def say_it(done: Done) -> str:
            made.extend(done.ids)
            return words

        self.acts.run(act, say_it, lambda: then(made[0]))


def questionnaire_qualities(locale: str) -> tuple[Quality[QuestionnaireRow], ...]:
    """What the chips filter by."""
    states = [
        (one.value, say(f"questionnaire_state.{one}", None, locale)) for one in QuestionnaireState
    ]
    unpublished = translate("Questionnaires", "Unpublished changes")
    return (
        Quality(
            "state",
            translate("Questionnaires", "State"),
            lambda row: row.state.value,
            lambda: states,
        ),
        Quality(
            "portfolio",
            translate("Questionnaires", "Portfolio"),
            lambda row: ", ".join(row.portfolio_names),
            word=lambda row: ", ".join(row.portfolio_names),
        ),
        Quality(
            "draft",
            translate("Questionnaires", "Draft"),
            lambda row: UNPUBLISHED if row.has_unpublished else "",
            lambda: [(UNPUBLISHED, unpublished)],
        ),
    )


def questionnaire_columns(workspace: Workspace) -> list[Column[QuestionnaireRow]]:
    """All columns, in order."""
    return [*_what(workspace), *_how_much(workspace)]


def state_words(row: QuestionnaireRow, locale: str) -> str:
    """Where it stands; a published one may have a newer draft beside it."""
    word = say(f"questionnaire_state.{row.state}", None, locale)
    if row.state is QuestionnaireState.PUBLISHED and row.has_unpublished:
        changed = translate("Questionnaires", "unpublished changes")
        return f"{word} · {changed}"
    return word


def version_words(row: QuestionnaireRow) -> str:
    """«v4 · 2026112201», the newest."""
    if row.latest is None:
        return "–"
    if not row.latest.number:
        waiting = translate("Questionnaires", "to send")
        return f"{row.latest.form_version} · {waiting}"
    return f"v{row.latest.number} · {row.latest.form_version}"


def used_words(row: QuestionnaireRow) -> str:
    """The portfolios that use it."""
    if row.portfolio_names:
        return ", ".join(row.portfolio_names)
    return translate("Questionnaires", "All portfolios") if row.latest else "–"


def _tone(row: QuestionnaireRow) -> str:
    if row.state is QuestionnaireState.RETIRED:
        return "text_3"
    return "warn_fg" if row.has_unpublished else ""


def _what(workspace: Workspace) -> list[Column[QuestionnaireRow]]:
    locale, column = workspace.locale, Columns[QuestionnaireRow](workspace)
    return [
        column(
            "title",
            translate("Questionnaires", "Questionnaire"),
            lambda row: row.title,
            250,
            stretch=2,
            is_name=True,
            tone=lambda row: "text_3" if row.state is QuestionnaireState.RETIRED else "",
        ),
        column(
            "state",
            translate("Questionnaires", "State"),
            lambda row: state_words(row, locale),
            230,
            tone=_tone,
        ),
        column(
            "version",
            translate("Questionnaires", "Latest version"),
            version_words,
            172,
            ColumnType.CODE,
            sort=lambda row: _by_size(row.latest.form_version) if row.latest else None,
        ),
        column("used", translate("Questionnaires", "Portfolios"), used_words, 190, stretch=1),
    ]


def _by_size(version: str) -> tuple[int, str]:
    """«10» comes after «9», and words after numbers."""
    return len(version) if version.isdecimal() else _WORDS_LAST, version


def _how_much(workspace: Workspace) -> list[Column[QuestionnaireRow]]:
    locale, column = workspace.locale, Columns[QuestionnaireRow](workspace)
    by = translate("Questionnaires", "Edited by")

    def edited(row: QuestionnaireRow) -> str:
        if row.edited_at is None:
            return "–"
        at = moment(row.edited_at, workspace.zone.key, locale, workspace.now)
        return f"{at} · {row.editor}" if row.editor else at

    return [
        column(
            "answers",
            translate("Questionnaires", "Answers"),
            lambda row: row.answers,
            96,
            ColumnType.NUMBER,
        ),
        column(
            "edited",
            translate("Questionnaires", "Last edited"),
            lambda row: row.edited_at,
            210,
            ColumnType.INSTANT,
            text=edited,
            also=(Fact(ColumnType.TEXT, lambda row: row.editor, by),),
        ),
        column(
            "form_id",
            translate("Questionnaires", "Form id"),
            lambda row: row.form_id,
            150,
            ColumnType.CODE,
            is_shown=False,
        ),
    ]
