"""A file that left, once more to where it goes, byte for byte: into its folder and by mail."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from field_api.errors import ApiError
from field_api.outgoing.files import MADE_STATES
from field_api.outgoing.mailing import mails_to
from field_api.outgoing.told_terms import terms_of_text
from field_api.tables.outgoing import outgoing_files as files
from kobra_domain.outgoing.answers import OutgoingFile
from kobra_domain.outgoing.things import OutgoingState


def send_again(connection: Connection, file: OutgoingFile, now: datetime) -> None:
    """Have it put again: where the folder has it still byte for byte, it stays. Raises ApiError
    outgoing_not_made, outgoing_gone.
    """
    if file.state not in MADE_STATES:
        raise ApiError("outgoing_not_made")
    if not file.is_kept:
        raise ApiError("outgoing_gone")
    own = files.c.id == file.id
    terms = terms_of_text(connection.scalar(select(files.c.terms).where(own)))
    if terms is not None and terms.folder:
        anew = {"state": OutgoingState.MADE, "in_folder_at": None, "next_at": None, "problem": ""}
        connection.execute(update(files).where(own).values(anew))
    if terms is not None:
        mails_to(connection, terms.emails, file.id, file.name, file.portfolio_id, now)
