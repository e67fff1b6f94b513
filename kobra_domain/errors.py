"""What the rules refuse, as a code with parameters;
the sentence is made in `words`, in the reader's language.
"""

from collections.abc import Mapping

Param = str | int | float | bool | None


class DomainError(Exception):
    """A refusal that a person can understand: `code` names the sentence, `params` fill it."""

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, Param] = params

    def __str__(self) -> str:
        return f"{self.code} {dict(self.params)}" if self.params else self.code


class Invalid(DomainError):
    """A value that breaks a limit: `params["field"]` says which, `code` says how."""


class NotAllowed(DomainError):
    """The person's role or scope does not permit the act."""


class UnlawfulMove(DomainError):
    """The thing's life does not go from this state to that one."""


class Refused(DomainError):
    """A contact rule forbids the visit; params hold `rule`,
    `source` and, if any, `next_allowed_at` (ISO-8601).
    """
