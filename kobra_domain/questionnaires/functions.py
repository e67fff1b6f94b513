"""The functions that ODK Collect's engine knows, with their arguments; no other works on a phone.

Counted against the engine that ODK Validate bundles, not against XPath: it lacks `floor`, `last` or
`substring`, and adds its own. Their help is in the words, as «function.<name>».
"""

from dataclasses import dataclass
from enum import StrEnum


class ArgumentKind(StrEnum):
    """What an argument is for. The engine refuses anything but a question where FIELD stands."""

    ANY = "any"
    TEXT = "text"
    NUMBER = "number"
    CONDITION = "condition"
    DATE = "date"
    FIELD = "field"
    REPEAT = "repeat"
    ANSWER = "answer"
    CHOICE = "choice"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Function:
    """A function: its arguments' kinds, of which the first `least` are needed.

    `most` None: as many as one likes. Beyond `least` they come in groups of `step`.
    """

    name: str
    kinds: tuple[ArgumentKind, ...]
    least: int
    most: int | None
    step: int = 1

    def kind(self, index: int) -> ArgumentKind:
        """The kind of an argument, from 0; past the last one written, the last ones again. ANY
        for a function without arguments.
        """
        if not self.kinds:
            return ArgumentKind.ANY
        if index < len(self.kinds):
            return self.kinds[index]
        return self.kinds[len(self.kinds) - self.step + (index - len(self.kinds)) % self.step]

    def takes(self, count: int) -> bool:
        """Whether it may be called with so many arguments."""
        is_enough = self.least <= count and (self.most is None or count <= self.most)
        return is_enough and (count - self.least) % self.step == 0

    @property
    def code(self) -> str:
        """The code of its help in the words."""
        return f"function.{self.name}"


# Arguments by kind; `?` may be left out, `*` may be repeated or left out.
_SIGNATURES = {
    # answers and choices
    "selected": "answer choice",
    "is-selected": "answer choice",
    "count-selected": "answer",
    "selected-at": "answer number",
    "jr:choice-name": "any text",
    "jr:itext": "text",
    "coalesce": "any any",
    "once": "any",
    # choosing
    "if": "condition any any",
    "not": "condition",
    "true": "",
    "false": "",
    "boolean": "any",
    "boolean-from-string": "text",
    "checklist": "number number condition*",
    # texts
    "concat": "any*",
    "join": "text any*",
    "string": "any",
    "string-length": "text?",
    "normalize-space": "text?",
    "substr": "text number number?",
    "substring-before": "text text",
    "substring-after": "text text",
    "contains": "text text",
    "starts-with": "text text",
    "ends-with": "text text",
    "translate": "text text text",
    "regex": "text text",
    "digest": "text text text?",
    "base64-decode": "text",
    "extract-signed": "text text",
    # numbers
    "number": "any",
    "int": "number",
    "round": "number number?",
    "abs": "number",
    "pow": "number number",
    "sqrt": "number",
    "log": "number",
    "log10": "number",
    "exp": "number",
    "exp10": "number",
    "pi": "",
    "sin": "number",
    "cos": "number",
    "tan": "number",
    "asin": "number",
    "acos": "number",
    "atan": "number",
    "atan2": "number number",
    "max": "number*",
    "min": "number*",
    "random": "",
    # dates and times
    "today": "",
    "now": "",
    "date": "any",
    "date-time": "any",
    "decimal-date-time": "date",
    "decimal-time": "date",
    "format-date": "date text",
    "format-date-time": "date text",
    # repeats and lists
    "count": "field",
    "count-non-empty": "field",
    "sum": "field",
    "position": "field?",
    "randomize": "field number?",
    "instance": "text",
    "current": "",
    "pulldata": "text text text any",
    # places
    "distance": "place place*",
    "area": "field",
    "enclosed-area": "field",
    "geofence": "place field",
    "intersects": "place",
    # the form and the phone
    "uuid": "number?",
    "version": "",
    "property": "text",
    "depend": "any any*",
}


def _function(name: str, signature: str) -> Function:
    words = signature.split()
    kinds = tuple(ArgumentKind(word.rstrip("?*")) for word in words)
    least = sum(not word.endswith(("?", "*")) for word in words)
    is_open = signature.endswith("*")
    return Function(name, kinds, least, None if is_open else len(words))


FUNCTIONS: dict[str, Function] = {
    **{name: _function(name, signature) for name, signature in _SIGNATURES.items()},
    "indexed-repeat": Function(
        "indexed-repeat",
        (ArgumentKind.FIELD, ArgumentKind.REPEAT, ArgumentKind.NUMBER),
        least=3,
        most=11,
        step=2,
    ),
    "weighted-checklist": Function(
        "weighted-checklist",
        (ArgumentKind.NUMBER,) * 2 + (ArgumentKind.CONDITION, ArgumentKind.NUMBER),
        least=2,
        most=None,
        step=2,
    ),
}
# What people write in their place, from XPath, spreadsheets and other makers' forms.
INSTEAD = {
    "substring": "substr",
    "floor": "int",
    "ceiling": "round",
    "length": "string-length",
    "len": "string-length",
    "count-items": "count-selected",
    "is-null": "string-length",
    "ifelse": "if",
    "iif": "if",
    "si": "if",
    "concatenate": "concat",
    "seleccionado": "selected",
    "hoy": "today",
    "ahora": "now",
    "suma": "sum",
    "redondear": "round",
    "verdadero": "true",
    "falso": "false",
    "contar": "count",
    "minimo": "min",
    "maximo": "max",
}
