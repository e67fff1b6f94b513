"""The root of what the desktop can refuse or fail at: a code and its parameters; the sentence is
made by the views.
"""

from collections.abc import Mapping

from kobra_domain.errors import DomainError, Param


class KobraError(Exception):
    """Something known went wrong. `code` names the sentence, `params` fill it.

    `needs_person`: one dialog asks for an answer (sign in, conflict); otherwise it is said inline
    or in the status bar.
    """

    needs_person = False
    default_code = "failed"

    def __init__(self, code: str = "", **params: Param) -> None:
        self.code = code or self.default_code
        super().__init__(self.code)
        self.params: Mapping[str, Param] = params

    def __str__(self) -> str:
        return f"{self.code} {dict(self.params)}" if self.params else self.code


Known = KobraError | DomainError
KNOWN: tuple[type[KobraError], type[DomainError]] = (KobraError, DomainError)
