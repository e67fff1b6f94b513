"""Today's summary on its way to whoever shall read it: the numbers as a document, and the few that
stand in the mail itself. It names no holder.
"""

from base64 import b64decode
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from kobra_domain.agent_days import AgentDay
from kobra_domain.errors import Invalid
from kobra_domain.limits import Count, Id, Language, Length, Line, MailAddress, check

MOST_READERS = 20
MOST_FACTS = 30
# A document of 2 MB; what is said of a day takes a twentieth of it.
Document = Annotated[str, Length(1, 2_800_000)]
_PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class SummaryFact:
    """One number as it is to be read."""

    name: Line
    value: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryMail:
    """What is sent, and to whom. `id` is the same when it is sent again: nobody gets it twice.
    `scope`: of which teams and portfolios it tells. `pdf` is base64.
    """

    id: Id
    day: date
    language: Language
    scope: Line
    to: tuple[MailAddress, ...]
    pdf: Document
    facts: tuple[SummaryFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryTaken:
    """So many mails wait to be sent; without `has_mail` they wait until the server can send."""

    waiting: Count
    has_mail: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentDays:
    """The days of agents: those kept, and of the others what is known now."""

    items: tuple[AgentDay, ...]


def document_of(mail: SummaryMail) -> bytes:
    """The document that is sent. Raises Invalid for what cannot be sent."""
    check(mail)
    if not mail.to:
        raise Invalid("missing", field="to")
    if len(mail.to) > MOST_READERS or len(mail.facts) > MOST_FACTS:
        name, most = ("to", MOST_READERS) if len(mail.to) > MOST_READERS else ("facts", MOST_FACTS)
        raise Invalid("too_many", field=name, limit=most)
    try:
        made = b64decode(mail.pdf, validate=True)
    except ValueError as problem:
        raise Invalid("not_a_pdf", field="pdf") from problem
    if not made.startswith(_PDF):
        raise Invalid("not_a_pdf", field="pdf")
    return made
