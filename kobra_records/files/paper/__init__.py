"""Documents on paper: said as blocks, set by typst as tagged PDF (PDF/UA-1) in one shipped face.

Who prints says what stands there (`blocks.py`); how it looks is `resources/paper/paper.typ` alone.
Data reaches it only as JSON text, so no name or answer is ever read as markup.
"""

from kobra_records.files.paper.blocks import (
    Block,
    Column,
    Drawing,
    Drawings,
    Letterhead,
    NewPage,
    Notice,
    Pairs,
    Paper,
    Picture,
    Pictures,
    Run,
    Section,
    Style,
    Table,
    Text,
    Tile,
    Tiles,
    Words,
)
from kobra_records.files.paper.letterhead import letterhead_of
from kobra_records.files.paper.setting import SECONDS, set_paper

__all__ = [
    "SECONDS",
    "Block",
    "Column",
    "Drawing",
    "Drawings",
    "Letterhead",
    "NewPage",
    "Notice",
    "Pairs",
    "Paper",
    "Picture",
    "Pictures",
    "Run",
    "Section",
    "Style",
    "Table",
    "Text",
    "Tile",
    "Tiles",
    "Words",
    "letterhead_of",
    "set_paper",
]
