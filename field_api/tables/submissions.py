"""What phones posted, byte for byte: every form and file before anything is read of it."""

from sqlalchemy import BigInteger, Boolean, Column, Index, String, Table, Text, UniqueConstraint

from field_api.tables.metadata import metadata
from kobra_domain.aside import PhoneEnd
from kobra_records.sql.tables import EnumText, Milliseconds

# One XML of one agent, however often and in however many posts it came. `state`: received (not read
# yet), read, conflict (another XML has this instance id), refused (`problem` says why) or discarded
# by a person.
# `ending`: it came from a phone that was no longer the agent's at `ended_at`, and waits for a
# person.
# `is_final`: a post came that announced no other; `is_settled`: its visit was moved, or not.
raw_submissions = Table(
    "raw_submissions",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("agent_id", String(36), nullable=False),
    Column("xml_sha256", String(64), nullable=False),
    Column("xml_size", BigInteger, nullable=False),
    Column("received_at", Milliseconds(), nullable=False),
    Column("state", String(20), nullable=False),
    Column("problem", String(40), nullable=False),
    Column("instance_id", Text),
    Column("submission_id", String(36)),
    Column("is_final", Boolean, nullable=False),
    Column("is_settled", Boolean, nullable=False),
    Column("ending", EnumText(PhoneEnd)),
    Column("ended_at", Milliseconds()),
    UniqueConstraint("agent_id", "xml_sha256"),
)
Index(None, raw_submissions.c.submission_id)
Index(None, raw_submissions.c.is_settled, raw_submissions.c.received_at)
Index(None, raw_submissions.c.xml_sha256)

# `sha256` is empty for what was too large to be taken. `aside`: why it has no owner, empty for a
# file that an answer names.
raw_parts = Table(
    "raw_parts",
    metadata,
    Column("raw_id", String(36), primary_key=True),
    Column("name", String(240), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("received_at", Milliseconds(), nullable=False),
    Column("aside", String(20), nullable=False, server_default=""),
)
Index(None, raw_parts.c.aside, raw_parts.c.received_at)
Index(None, raw_parts.c.sha256)

# Contents that nothing names any more; the bytes go once no post on its way can name them again.
erased_contents = Table(
    "erased_contents",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("erased_at", Milliseconds(), nullable=False),
)
