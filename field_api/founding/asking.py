"""Questions on a terminal, each asked again until its answer can be taken."""

import getpass
import sys
from collections.abc import Callable, Sequence
from enum import Enum
from typing import TypeVar

from kobra_domain.errors import DomainError
from kobra_domain.words import say, word

E = TypeVar("E", bound=Enum)


class Terminal:
    """Speaks one language with whoever sits there. Raises EOFError, KeyboardInterrupt as they
    leave.
    """

    def __init__(self, locale: str) -> None:
        self.locale = locale

    def tell(self, code: str, **params: str | int) -> None:
        """One sentence."""
        sys.stdout.write(say(code, params, self.locale) + "\n")
        sys.stdout.flush()

    def line(self, code: str, read: Callable[[str], str], default: str = "") -> str:
        """One line, as `read` takes it; nothing typed is the default."""
        shown = f" [{default}]" if default else ""
        while True:
            typed = input(f"{say(code, {}, self.locale)}{shown}: ").strip() or default
            try:
                return read(typed)
            except DomainError as problem:
                self.refuse(problem)

    def password(self, code: str, again: str, read: Callable[[str], object]) -> str:
        """A password that nobody sees, the same twice."""
        while True:
            typed = getpass.getpass(f"{say(code, {}, self.locale)}: ")
            try:
                read(typed)
            except DomainError as problem:
                self.refuse(problem)
                continue
            if getpass.getpass(f"{say(again, {}, self.locale)}: ") == typed:
                return typed
            self.refuse(DomainError("setup.passwords_differ"))

    def choice(self, code: str, members: Sequence[E], default: E | None = None) -> E:
        """One of these, by its number."""
        self.tell(code)
        for number, member in enumerate(members, 1):
            sys.stdout.write(f"  {number}. {word(member, self.locale)}\n")
        numbers = {str(number): member for number, member in enumerate(members, 1)}
        shown = next((n for n, member in numbers.items() if member is default), "")

        def known(typed: str) -> str:
            if typed not in numbers:
                raise DomainError("setup.not_a_number_of_these", count=len(members))
            return typed

        return numbers[self.line("setup.number", known, shown)]

    def refuse(self, problem: DomainError) -> None:
        """Why an answer was not taken."""
        sys.stdout.write(f"  {say(problem.code, problem.params, self.locale)}\n")
