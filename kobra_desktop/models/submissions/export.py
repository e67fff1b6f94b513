"""Answers that leave the screen: the rows that are shown, as tables or as their files. What a table
holds is decided by `kobra_records/answers`, as for the server's own export.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kobra_desktop.api.errors import NotFound
from kobra_desktop.models.submissions.photos import content_of
from kobra_desktop.models.submissions.table_columns import FormTable
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.submissions import submission_rows, whole_submissions
from kobra_domain.submissions import Attachment, AttachmentState, Submission
from kobra_domain.words import say
from kobra_records.answers.tables import AnswersWish, answer_tables
from kobra_records.files.exports.archive import ArchiveFile, ArchiveFolder, write_archive
from kobra_records.files.exports.deed import ExportPlan, Written, write_export

_LOG = "audit.csv"


@dataclass(frozen=True, slots=True)
class LeavingAnswers:
    """`ids` in the order of the screen; `has_labels`: labels in place of names and codes."""

    workspace: Workspace = field(repr=False)
    table: FormTable = field(repr=False)
    ids: tuple[str, ...]
    filter: str = ""
    has_labels: bool = True
    asks_server: bool = False
    has_personal_data: bool = True

    @property
    def listing(self) -> str:
        """The title of the questionnaire."""
        return self.table.form.title or say("answers.untitled", None, self.workspace.locale)

    @property
    def count(self) -> int:
        """So many submissions."""
        return len(self.ids)

    def write(self, plan: ExportPlan) -> Written:
        """Write the tables; runs on a worker."""
        workspace = self.workspace
        found = submission_rows(workspace.desk.store, self.table.form.id, workspace.reach)
        by_id = {row.id: row for row in found}
        rows = [by_id[one] for one in self.ids if one in by_id]
        wish = AnswersWish(workspace.locale, workspace.zone.key, self.has_labels)
        return write_export(answer_tables(self.listing, self.table.versions, rows, wish), plan)


@dataclass(frozen=True, slots=True)
class LeavingFiles(LeavingAnswers):
    """Their photos and other files, a folder each, but the phone's own log."""

    asks_server: bool = True

    def write(self, plan: ExportPlan) -> Written:
        """Write the archive; runs on a network worker. Raises ApiError too."""
        found = whole_submissions(self.workspace.desk.store, self.ids)
        return write_archive([self._folder(one) for one in found], plan)

    def _folder(self, one: Submission) -> ArchiveFolder:
        files = [
            ArchiveFile(file.name, file.path, self._content(one, file))
            for file in one.attachments
            if file.name != _LOG and file.state is AttachmentState.PRESENT
        ]
        return ArchiveFolder(one.instance_id.removeprefix("uuid:"), one.id, files)

    def _content(self, one: Submission, file: Attachment) -> Callable[[], bytes | None]:
        def read() -> bytes | None:
            try:
                return content_of(self.workspace, one.id, file.name, is_kept=False)
            except NotFound:
                return None  # whatever else goes wrong would go wrong with all of them

        return read
