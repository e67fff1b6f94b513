"""The texts of help in the user's language, read from the Markdown that ships; and what of them a
search looks at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kobra_desktop import resources
from kobra_desktop.models.help.matching import says
from kobra_desktop.models.help.topics import CHANGES, TOPICS
from kobra_desktop.models.palette import Entry
from kobra_desktop.store.accents import plain

PLACE = "place:"
_PLACE_LINK = re.compile(r"\[([^\]]+)\]\(place:([\w-]+)[^)]*\)")
_SIGNS = re.compile(r"\]\([^)]*\)|[*`\[\]|#]")
ICON = "circle-help"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a page, and the words below it without their signs."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page as it was written; `name` is its topic's."""

    name: str
    text: str

    @property
    def title(self) -> str:
        """Its first heading."""
        return self.text.partition("\n")[0].removeprefix("#").strip()

    @property
    def sections(self) -> list[Section]:
        """Its parts by their headings; the first is the page itself."""
        made = []
        for part in re.split(r"^#+ ", self.text, flags=re.MULTILINE)[1:]:
            title, _, body = part.partition("\n")
            made.append(Section(title.strip(), " ".join(_SIGNS.sub(" ", body).split())))
        return made

    def shown_to(self, pages: Collection[str]) -> str:
        """The text; a link to a page of the window that this person does not have is its words."""
        return _PLACE_LINK.sub(lambda m: m[0] if m[2] in pages else m[1], self.text)

    def has(self, typed: str) -> bool:
        """Whether it has all words of a search, written in any way."""
        return says(self.text, typed)


def language_of(locale: str) -> str:
    """The language that a locale's help is written in."""
    return "en" if locale.startswith("en") else "es"


def help_pages(locale: str) -> list[HelpPage]:
    """All of them, in their order. Raises FileNotFoundError, which means a broken build."""
    language = language_of(locale)
    made = []
    for topic in TOPICS:
        parts = (CHANGES, f"{language}.md") if topic.name == CHANGES else None
        path = resources.written(*(parts or ("help", language, f"{topic.name}.md")))
        made.append(HelpPage(topic.name, path.read_text("utf-8")))
    return made


def place_of(link: str) -> tuple[str, dict[str, object]]:
    """The page and state that «place:visits/review» names."""
    page, _, tab = link.removeprefix(PLACE).partition("/")
    return page, {"tab": tab} if tab else {}


def entries(pages: Sequence[HelpPage], show: Callable[[str, str], None]) -> list[Entry]:
    """Each part of the help as Ctrl+K finds it; `show` is given the page's name and the part's
    heading.
    """
    kind = QCoreApplication.translate("Help", "Help")
    return [_entry(page, section, kind, show) for page in pages for section in page.sections]


def _entry(page: HelpPage, section: Section, kind: str, show: Callable[[str, str], None]) -> Entry:
    detail = "" if section.title == page.title else page.title

    def run() -> None:
        show(page.name, section.title)

    return Entry(section.title, detail, kind, ICON, run, plain(section.words))
