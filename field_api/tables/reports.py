"""Reports that are shared: links with what they show, schedules, and what their mails bring."""

from sqlalchemy import BigInteger, Boolean, Column, Index, LargeBinary, String, Table, Text

from field_api.tables.metadata import metadata
from kobra_domain.reports.sharing import ScheduleWish, Shared
from kobra_records.sql.tables import JsonText, Milliseconds

# `result` is the report as it was then, as JSON; `keys` the scope keys that it was made of, which
# were those of the user `scope_of`; `email`: in whose mail it stands.
report_links = Table(
    "report_links",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("shared", JsonText(Shared), nullable=False),
    Column("title", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("keys", JsonText(tuple[str, ...]), nullable=False),
    Column("made_by", String(36), nullable=False),
    Column("scope_of", String(36), nullable=False),
    Column("made_at", Milliseconds(), nullable=False),
    Column("expires_at", Milliseconds(), nullable=False),
    Column("revoked_at", Milliseconds()),
    Column("opened", BigInteger, nullable=False),
    Column("last_opened_at", Milliseconds()),
    Column("email", Text, nullable=False),
)
Index(None, report_links.c.token_hash, unique=True)
Index(None, report_links.c.made_by)
Index(None, report_links.c.expires_at)

# `due_at`: the time that is served next, `next_at`: when that is tried, which is later while it
# fails. `is_judged`: what became of the mails of `sent_at` was looked at.
report_schedules = Table(
    "report_schedules",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("wish", JsonText(ScheduleWish), nullable=False),
    Column("is_on", Boolean, nullable=False),
    Column("made_by", String(36), nullable=False),
    Column("changed_at", Milliseconds(), nullable=False),
    Column("due_at", Milliseconds(), nullable=False),
    Column("next_at", Milliseconds(), nullable=False),
    Column("sent_at", Milliseconds()),
    Column("is_judged", Boolean, nullable=False),
    Column("failures", BigInteger, nullable=False),
    Column("problem", Text, nullable=False),
    Column("problem_detail", Text, nullable=False),
    Column("alert_ids", JsonText(tuple[str, ...]), nullable=False),
)
Index(None, report_schedules.c.next_at)
Index(None, report_schedules.c.made_by)

# What one mail brings: the report as JSON and as a document, `pdf`; without one it leads to a page.
# `keys` and `scope_of` as of a link; `user_id`: the reader, if they are a user.
report_mails = Table(
    "report_mails",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("schedule_id", String(36), nullable=False),
    Column("due_at", Milliseconds(), nullable=False),
    Column("made_at", Milliseconds(), nullable=False),
    Column("made_by", String(36), nullable=False),
    Column("language", String(5), nullable=False),
    Column("zone", Text, nullable=False),
    Column("keys", JsonText(tuple[str, ...]), nullable=False),
    Column("scope_of", String(36), nullable=False),
    Column("user_id", String(36)),
    Column("result", Text, nullable=False),
    Column("pdf", LargeBinary),
)
Index(None, report_mails.c.schedule_id, report_mails.c.due_at)
Index(None, report_mails.c.made_at)
