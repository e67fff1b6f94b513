"""What is found wrong while a block is read: refusals by row, doubts by column."""

from dataclasses import dataclass, field

from kobra_domain.errors import Param
from kobra_domain.imports.problems import Doubt, Refusal, RowCode, WarningCode

_LINES_TOLD = 20
MOST_REMEMBERED = 20_000  # of a column's different texts: a column of choices or days has fewer


@dataclass(slots=True)
class _Counted:
    count: int = 0
    lines: list[int] = field(default_factory=list)
    example: str = ""


@dataclass(slots=True)
class Troubles:
    """`refused` are those of the block at hand, by row; the first of a row stands."""

    lines: list[int] = field(default_factory=list)
    refused: dict[int, Refusal] = field(default_factory=dict)
    counted: dict[tuple[WarningCode, str], _Counted] = field(default_factory=dict)

    def begin(self, lines: list[int]) -> None:
        """Another block."""
        self.lines, self.refused = lines, {}

    def refuse(self, row: int, column: str, code: RowCode, **params: Param) -> None:
        """The row is not taken."""
        if row not in self.refused:
            self.refused[row] = Refusal(self.lines[row], column, code, params)

    def doubt(self, row: int, column: str, code: WarningCode, example: object = "") -> None:
        """The row is taken, and looks wrong."""
        found = self.counted.setdefault((code, column), _Counted())
        found.count += 1
        if len(found.lines) < _LINES_TOLD:
            found.lines.append(self.lines[row])
        found.example = found.example or str(example)[:120]

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """All of the file's."""
        return tuple(
            Doubt(code, column, one.count, tuple(one.lines), one.example)
            for (code, column), one in self.counted.items()
        )
