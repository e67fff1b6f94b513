"""Other contact hours that a person asked for, once more each time that they did."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kobra_domain.limits import Line
from kobra_domain.people import ShiftSpan


class Evidence(StrEnum):
    """What shows that the person asked. A clause of the contract shows nothing: whoever lends wrote
    it.
    """

    DOCUMENT = "document"
    MESSAGE = "message"
    CALL = "call"
    FORM = "form"
    CONTRACT = "contract"


class AskedBy(StrEnum):
    """Who asked."""

    PERSON = "person"
    ATTORNEY = "attorney"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursException:
    """The hours of a week that a person asked for, by what it can be shown and until when it holds.

    Only the weekdays that it names count, Sunday too; holidays if `names_holidays`. `contract_on`:
    when the last contract was signed that no file gives a day for, as somebody read it. Without
    `asked_on` or `expires_on` it is kept and opens no hour.
    """

    spans: tuple[ShiftSpan, ...]
    document: Line
    evidence: Evidence = Evidence.DOCUMENT
    asked_by: AskedBy = AskedBy.PERSON
    asked_on: date | None = None
    contract_on: date | None = None
    expires_on: date | None = None
    revoked_on: date | None = None
    names_holidays: bool = False

    def stands_on(self, day: date) -> bool:
        """Whether it has begun, has not run out and was not taken back."""
        asked, expires, revoked = self.asked_on, self.expires_on, self.revoked_on
        if asked is None or expires is None or self.evidence is Evidence.CONTRACT:
            return False
        return asked <= day <= expires and (revoked is None or day < revoked)
