"""A file whose header is known."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.problems import Doubt, WarningCode
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind
from kobra_records.files.portfolio_files.blocks import Block, blocks
from kobra_records.files.portfolio_files.heading import Heading, heading
from kobra_records.files.portfolio_files.lines import Delimited
from kobra_records.files.portfolio_files.packing import packed
from kobra_records.files.portfolio_files.sources import Source, source_of

_SAMPLE = 60


class Opened:
    """A file whose header is known."""

    def __init__(self, path: Path, name: str, kind: ImportKind, mapping: Mapping | None) -> None:
        self.source = source_of(packed(path, name), kind, mapping)
        self.head = _head(self.source)
        self.heading = self._heading(kind, mapping)
        if isinstance(self.source.records, Delimited):
            self.source.records.width = len(self.heading.headers)

    def _heading(self, kind: ImportKind, mapping: Mapping | None) -> Heading:
        if mapping and mapping.fixed:
            first = mapping.header_line + 1
            return Heading(mapping.header_line, 1, first, tuple(c.name for c in mapping.fixed))
        line, rows = (mapping.header_line, mapping.header_rows) if mapping else (0, 0)
        return heading(self.head, kind, line, rows)

    def doubts(self, mapping: Mapping) -> tuple[Doubt, ...]:
        """What is odd about the file as a whole."""
        used = {use.header for use in mapping.columns}
        silent = (
            Doubt(WarningCode.ERROR_CELLS, header, count)
            for place, count in sorted(self.source.silent.items())
            if (header := self._header(place)) in used
        )
        return (*self.source.doubts, *self.heading.doubts, *self.source.records.doubts, *silent)

    def _header(self, place: int) -> str:
        headers = self.heading.headers
        return headers[place] if 0 <= place < len(headers) else ""

    def blocks(self, mapping: Mapping) -> Iterator[Block]:
        """All rows, with what tells a row from a total."""
        wanted = (Target.NUMBER, Target.DOCUMENT, Target.AGENT_CODE)
        at = {use.target: use.header for use in reversed(mapping.columns)}
        key = next((at[one] for one in wanted if one in at), None)
        place = self.heading.headers.index(key) if key in self.heading.headers else None
        return blocks(self.source, self.heading, place)


def _head(source: Source) -> list[tuple[int, list[Any]]]:
    """The first rows."""
    chunks = source.records.chunks()
    rows = (row for lines, rows in chunks for row in zip(lines, rows, strict=True))
    return list(islice(rows, _SAMPLE))
