"""The language, the country's words and the clock that one letter speaks with."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kobra_domain.errors import Param
from kobra_domain.words import hour, moment, say
from kobra_domain.words.say import LOCALES


@dataclass(frozen=True, slots=True)
class Voice:
    """`zone`: the address', else the agent's or the portfolio's."""

    locale: str
    zone: str

    def say(self, code: str, /, **params: Param) -> str:
        """A sentence of the letters."""
        return say(f"letter.{code}", {"zone": self.zone, **params}, self.locale)

    def moment(self, at: datetime, day: date | None = None) -> str:
        """«lun 30 nov, 10:41» by the clock of the door; on `day` «10:41» alone."""
        is_known = self.day(at) == day
        return hour(at, self.zone) if is_known else moment(at, self.zone, self.locale)

    def day(self, at: datetime) -> date:
        """The day by the same clock."""
        return at.astimezone(ZoneInfo(self.zone)).date()


def locale_of(language: str, country: str) -> str:
    """A language with the words of a portfolio's country, where the reader has chosen none."""
    of_country = f"{language}_{country}"
    return of_country if "_" not in language and of_country in LOCALES else language
