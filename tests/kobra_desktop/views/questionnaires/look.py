"""`python -m tests.kobra_desktop.views.questionnaires.look DIR [es|en] [light|dark]`: paints the
designer over the invented field, to be looked at.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from kobra_desktop.commands import questionnaires as commands
from kobra_desktop.commands.desk import Desk
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.questionnaires.editor import EditorView
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.web.walls import register_scheme
from kobra_domain.questionnaires import acts
from kobra_domain.questionnaires.form import Form
from kobra_records.templates import NAMES, template
from tests.kobra_desktop.views.look import build, shoot, translate, wait
from tests.kobra_desktop.views.world import World

Scene = tuple[str, QWidget]


def fill(desk: Desk, world: World) -> str:
    """Every template as a draft; the first is published and has changes since. Answers its id."""
    made = [commands.create_questionnaire(desk, template(name)).ids[0] for name in NAMES]
    form = template(NAMES[0])
    published = acts.set_setting(form, "version", "2026111801")
    portfolio = world.portfolios[0].id
    commands.publish_questionnaire(
        desk, made[0], published, portfolio_ids=[portfolio], note="La primera"
    )
    commands.save_questionnaire(desk, made[0], changed(form))
    commands.retire_questionnaire(desk, made[3])
    return made[0]


def changed(form: Form) -> Form:
    """With another name, a question less and one more, and one that nobody can answer."""
    one = next(node for node in form.nodes() if node.type.startswith("select_one "))
    form = acts.rename(form, one.uid, f"{one.name}_2")
    asked = [node for node in form.nodes() if node.type in ("text", "integer", "decimal")]
    form = acts.remove(form, [asked[0].uid])
    form = acts.duplicate(form, [asked[1].uid], lambda: "otra")
    return acts.set_cell(form, "otra", "relevant", "${nadie} = 'si'")


def scenes(window: KobraWindow, questionnaire_id: str) -> Iterator[Scene]:
    """What is painted, by name."""
    window.open_page("questionnaires")
    page = window.page
    assert isinstance(page, QuestionnairesPage)
    wait(lambda: page.tab.isVisible(), 500)
    page.tab.choose(questionnaire_id)
    yield "list", window
    window.open_page("questionnaires", {"open": questionnaire_id})
    editor = page.editor
    assert editor is not None
    wait(lambda: bool(editor.editor.problems), 6_000)
    node = next(n for n in editor.editor.form.nodes() if n.type.startswith("select_one "))
    editor.editor.select((node.uid,))
    wait(lambda: False, 3_000)
    editor.problems.set_open(True)
    yield "editor", window
    chooser = editor.tree.ask_insert()
    yield "chooser", chooser
    chooser.hide()
    yield from _tabs(window, editor)
    yield from _publishing(window, editor)


def _tabs(window: KobraWindow, editor: EditorView) -> Iterator[Scene]:
    for key in ("translations", "lists", "files", "settings", "versions"):
        editor.header.tabs.choose(key)
        wait(lambda: False, 500)
        yield key, window


def _publishing(window: KobraWindow, editor: EditorView) -> Iterator[Scene]:
    for name in ("publish_errors", "publish"):
        if name == "publish":
            editor.editor.try_act("", _mended)
        editor.ask_publish()
        wait(lambda: not editor.checks.is_reviewing, 20_000)
        dialog = [one for one in window.findChildren(QDialog) if one.isVisible()][-1]
        yield name, dialog
        dialog.reject()
        wait(lambda: False, 100)


def _mended(form: Form) -> Form:
    return acts.set_cell(form, "otra", "relevant", None)


def main(
    folder: Path,
    locales: tuple[str, ...] = ("es", "en"),
    themes: tuple[str, ...] = ("light", "dark"),
    speak: Callable[[QApplication, str], None] = translate,
) -> None:
    """Paint everything in these languages and themes."""
    register_scheme()
    app = QApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    for locale in locales:
        for theme in map(ThemeChoice, themes):
            speak(app, locale)
            look = Look(theme)
            look.apply(theme)
            with tempfile.TemporaryDirectory() as home:
                _paint(folder, Path(home), locale, look)


def _paint(folder: Path, home: Path, locale: str, look: Look) -> None:
    world = World(home)
    workspace: Workspace
    window, workspace, background = build(world, locale, look)
    questionnaire_id = fill(workspace.desk, world)
    window.show()
    for name, widget in scenes(window, questionnaire_id):
        wait(lambda: False, 400)
        shoot(widget, folder / f"designer_{name}-{locale}-{look.choice}.png")
    window.close()
    background.close()


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        tuple(sys.argv[2:3]) or ("es", "en"),
        tuple(sys.argv[3:4]) or ("light", "dark"),
    )
