"""Who is told by mail, what waits for their next digest, and the codes of pages for people of a
client institution, who have no account.
"""

from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from field_api.tables.metadata import metadata
from kobra_domain.follows import Follow
from kobra_records.sql.tables import Milliseconds, table

# `email_key`: the address without case. `changed_at`: when somebody set it last. `began_at`: when
# it was last switched on.
follows = table(
    Follow,
    metadata,
    "follows",
    Column("email_key", Text, nullable=False),
    Column("changed_at", Milliseconds(), nullable=False),
    Column("began_at", Milliseconds(), nullable=False),
)
Index(None, follows.c.email_key)
Index(None, follows.c.user_id)

# Which events one digest tells. They go with the digest.
digest_events = Table(
    "digest_events",
    metadata,
    Column("delivery_id", String(36), primary_key=True),
    Column("event_id", String(36), primary_key=True),
)

# The code that opens one mailed result, as a hash (empty once it was used); `tries` counts how
# often it was tried, `wrong` the wrong ones of all codes of the mail.
page_codes = Table(
    "page_codes",
    metadata,
    Column("delivery_id", String(36), primary_key=True),
    Column("code_hash", String(64), nullable=False),
    Column("expires_at", Milliseconds(), nullable=False),
    Column("tries", BigInteger, nullable=False),
    Column("wrong", BigInteger, nullable=False),
)
