"""The help is whole in both languages: every place of the window has a page, every link leads
somewhere, and every word of the screen that a page quotes is said by the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from hatch_build import shipped_files
from kobra_desktop import resources
from kobra_desktop.models.help.pages import HelpPage, entries, help_pages, language_of, place_of
from kobra_desktop.models.help.topics import TOPICS, topic_at
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.places import places
from tests.kobra_desktop.views.help.screen_words import screen_words

LANGUAGES = ("es", "en")
LINK = re.compile(r"\[[^\]]+\]\(([^)]+)\)")
QUOTED = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")
MOST_LETTERS = 3_000  # a page is read in a minute or two


def written(language: str) -> Iterator[tuple[HelpPage, str]]:
    """Each page with its text."""
    for page in help_pages(language):
        yield page, page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_its_title_and_is_short(language: str) -> None:
    """No page is missing; each begins with its heading."""
    pages = help_pages(language)
    assert [page.name for page in pages] == [topic.name for topic in TOPICS]
    assert len({page.title for page in pages}) == len(pages)
    for page in pages:
        assert page.text.startswith("# "), page.name
        assert len(page.text) < MOST_LETTERS, page.name


def test_both_languages_are_built_alike() -> None:
    """The same headings, points, links and keys: nothing is told in one language alone."""
    for spanish, english in zip(help_pages("es"), help_pages("en"), strict=True):
        for sign in (r"^#+ ", r"^- ", r"^\d\. "):
            found = [len(re.findall(sign, p.text, re.MULTILINE)) for p in (spanish, english)]
            assert found[0] == found[1], (spanish.name, sign)
        assert LINK.findall(spanish.text) == LINK.findall(english.text), spanish.name
        keys = [sorted(re.findall("`[^`]+`", p.text)) for p in (spanish, english)]
        assert keys[0] == keys[1], spanish.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_page_quotes_is_said_by_the_screen(language: str) -> None:
    """«Administración › Envíos» word by word."""
    said = screen_words(language)
    unknown = [
        f"{page.name}: {word}"
        for page, text in written(language)
        for path in QUOTED.findall(text)
        for word in path.split(" › ")
        if word not in said
    ]
    assert not unknown


def test_every_link_leads_somewhere(window: KobraWindow, workspace: Workspace) -> None:
    """To a page of help, or to a page of the window and a tab that it has."""
    known = {(place.page, place.state.get("tab")) for place in places(workspace.desk, "es")}
    topics = {topic.name for topic in TOPICS}
    for language in LANGUAGES:
        for page, text in written(language):
            for link in LINK.findall(text):
                if link.startswith("place:"):
                    key, state = place_of(link)
                    assert key in window.keys, (page.name, link)
                    assert not state or (key, state["tab"]) in known, (page.name, link)
                else:
                    assert link.removesuffix(".md") in topics, (page.name, link)


def test_every_place_of_the_window_has_its_help(window: KobraWindow, workspace: Workspace) -> None:
    """A tab that has no page of its own is helped by its page's, never by the first one."""
    for key in window.keys:
        assert topic_at(key, {}) != "start", key
    for place in places(workspace.desk, "es"):
        assert topic_at(place.page, place.state) != "start", place
    assert topic_at("visits", {"tab": "review"}) == "review"
    assert topic_at("visits", {"tab": "list"}) == "visits"


def test_a_part_is_found_by_what_stands_below_its_heading() -> None:
    """With the words of the screen, without the signs of its writing."""
    shown: list[tuple[str, str]] = []
    found = [
        entry
        for entry in entries(help_pages("es"), lambda name, part: shown.append((name, part)))
        if "misma puerta que" in entry.also
    ]
    (entry,) = found
    assert entry.words == "Domicilios por ubicar"
    entry.run()
    assert shown == [("portfolio", "Domicilios por ubicar")]


def test_who_has_not_the_place_reads_its_words() -> None:
    """No link leads nowhere."""
    page = HelpPage("x", "# X\n[Abrir Hoy](place:today), [Abrir Lista](place:visits/list)")
    assert page.shown_to({"today"}) == "# X\n[Abrir Hoy](place:today), Abrir Lista"


def test_spanish_is_read_in_every_country() -> None:
    """The overlays of countries change words of the screen, not of the help."""
    assert [language_of(one) for one in ("es", "es_CO", "es_MX", "en")] == ["es"] * 3 + ["en"]


def test_all_of_it_ships() -> None:
    """In a wheel and in what is frozen alike."""
    root = resources.root().parent
    places_ = set(shipped_files(root).values())
    for language in LANGUAGES:
        assert f"kobra_desktop/_resources/docs/changes/{language}.md" in places_
        for topic in TOPICS[:-1]:
            path = f"kobra_desktop/_resources/docs/help/{language}/{topic.name}.md"
            assert path in places_


@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_tell_this_version(language: str) -> None:
    """Whoever raises the version writes what it brings."""
    (page,) = [page for page in help_pages(language) if page.name == "changes"]
    assert f"## {resources.product_version()}\n" in page.text
