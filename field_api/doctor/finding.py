"""What one look found."""

from dataclasses import dataclass, field
from enum import StrEnum

from kobra_domain.errors import Param
from kobra_domain.words import age, has_words, say


class State(StrEnum):
    """How it is: good, to be seen to, or keeping the server from its work."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """A look by its name, how it is, and the code of the sentence that says it; the remedy's is the
    same with «.remedy».
    """

    look: str
    state: State
    code: str
    params: dict[str, Param] = field(default_factory=dict)

    def says(self, locale: str) -> str:
        """What was found."""
        return say(f"doctor.{self.code}", self._words(locale), locale)

    def remedy(self, locale: str) -> str:
        """What mends it; empty for what is good."""
        code = f"doctor.{self.code}.remedy"
        return say(code, self._words(locale), locale) if has_words(code) else ""

    def _words(self, locale: str) -> dict[str, Param]:
        """The params; seconds that something is old also as a person says them."""
        old = self.params.get("age_s")
        return {**self.params, "age": age(float(old), locale)} if old is not None else self.params


def good(look: str, code: str, **params: Param) -> Finding:
    """Nothing is wrong."""
    return Finding(look, State.GOOD, code, params)


def doubtful(look: str, code: str, **params: Param) -> Finding:
    """Somebody should see to it."""
    return Finding(look, State.DOUBTFUL, code, params)


def bad(look: str, code: str, **params: Param) -> Finding:
    """The server cannot do its work."""
    return Finding(look, State.BAD, code, params)
