"""The preview in the real web engine: what stands on it, what it says back, what it refuses."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWebEngineCore import QWebEnginePage
from pytest_httpserver import HTTPServer
from pytestqt.qtbot import QtBot

from kobra_desktop import resources
from kobra_desktop.preview.page import HOME, POLICY
from kobra_desktop.preview.view import PHONE_WIDTH, FormPreview, first_place
from tests.kobra_desktop.preview.conftest import MEDIA, LivePreview
from tests.kobra_desktop.preview.xforms import TWO_LANGUAGES, asked, form, text

NAME = form(text("name", "Name", 'required="true()"'))


def test_a_form_is_filled_in_and_comes_back(live: LivePreview) -> None:
    live.show(NAME)
    live.type("Ana")
    live.press("Enviar")
    live.until(lambda: bool(live.submitted))
    assert "<name>Ana</name>" in live.submitted[0]
    assert "<instanceID>uuid:" in live.submitted[0]


def test_a_refusal_is_spoken_in_spanish(live: LivePreview) -> None:
    live.show(NAME)
    live.press("Enviar")
    live.until(lambda: "1 pregunta con un error." in live.text())
    assert "Esta pregunta es obligatoria" in live.text()
    assert live.submitted == []


def test_no_english_of_the_widgets_is_left(live: LivePreview) -> None:
    kinds = [
        ("photo", 'type="binary"', asked("f", "upload", 'mediatype="image/*"')),
        ("sound", 'type="binary"', asked("s", "upload", 'mediatype="audio/*"')),
        ("door", 'type="geopoint"', asked("d")),
        ("way", 'type="geotrace"', asked("w")),
        ("agreed", 'type="string"', asked("a", "trigger")),
    ]
    live.show(form(*kinds))
    said = live.text()
    assert "Elegir imagen" in said
    assert "En el teléfono sí" in said
    assert "Tomar la ubicación" in said
    assert "Sin trazo guardado" in said
    assert "De acuerdo" in said
    for english in ("Send", "Choose", "Get location", "No trace", "Okay", "Support for"):
        assert english not in said


def test_every_word_was_put_into_the_bundle() -> None:
    words = json.loads((resources.root() / "web/src/forms/words.es.json").read_text("utf-8"))
    bundle = (resources.root() / "web/dist/forms.js").read_text("utf-8")
    quoted = [json.dumps(word, ensure_ascii=False) for word in words]
    assert [word for word in quoted if f"kobraWord({word}" not in bundle] == []
    assert "tile.openstreetmap.org" not in bundle


def test_english_furniture_for_an_english_desktop(qtbot: QtBot, live: LivePreview) -> None:
    with qtbot.waitSignal(live.view.ready):
        live.view.set_language("en")
    live.show(NAME)
    live.until(lambda: "Send" in live.text())
    live.press("Send")
    live.until(lambda: "1 question with error." in live.text())


def test_the_form_speaks_the_language_that_is_asked_for(live: LivePreview) -> None:
    label = """<input ref="@"><label ref="jr:itext('q')"/></input>"""
    xform = form(("name", 'type="string"', label), itext=TWO_LANGUAGES)
    for language, seen in (
        ("English (en)", "Given name"),
        ("es", "Nombre"),
        ("", "Nombre"),
        ("fr", "Nombre"),
    ):
        live.show(xform, language=language)
        live.until_said(seen)


def test_the_sample_visit_is_chosen_and_looked_up(live: LivePreview) -> None:
    instance = '<instance id="visitas" src="jr://file-csv/visitas.csv"/>'
    items = (
        "<itemset nodeset=\"instance('visitas')/root/item\">"
        '<value ref="name"/><label ref="label"/></itemset>'
    )
    found = "calculate=\"instance('visitas')/root/item[name = /data/visita]/titular\""
    note = '<input ref="@"><label>Señora <output value="/data/who"/></label></input>'
    xform = form(
        ("visita", 'type="string"', asked("¿Qué visita?", "select1", inside=items)),
        ("who", f'type="string" {found}', ""),
        ("seen", 'type="string" readonly="true()"', note),
        instances=instance,
    )
    live.show(xform)
    live.until_said("Señora Rosa Elena Muestra")
    assert live.ask("document.querySelector('input[type=radio]').checked") is True
    live.show(xform, {"visitas.csv": "name,label,titular\n"})
    assert "Rosa" not in live.text()


def test_the_phone_stands_at_the_door_and_the_fence_lets_it_in(live: LivePreview) -> None:
    fence = "constraint=\"distance(., '4.63195 -74.06856 0 0') &lt; 50\""
    live.show(form(("door", f'type="geopoint" required="true()" {fence}', asked("Door"))))
    live.press("Tomar la ubicación")
    live.until_said("4 m - Buena precisión")
    live.press("Guardar la ubicación")
    live.until_said("Latitud: 4.63198")
    live.press("Enviar")
    live.until(lambda: bool(live.submitted))
    assert "<door>4.63198 -74.06856 " in live.submitted[0]


def test_a_form_that_cannot_be_shown_is_a_sentence(live: LivePreview, qtbot: QtBot) -> None:
    with qtbot.waitSignal(live.view.failed):
        live.view.show_form(form(text("a", "A", 'relevant="nowhere((1 ="')), MEDIA, "")
    assert "No se puede mostrar el formulario" in live.text()
    assert live.failures[0]
    live.show(NAME)
    assert "No se puede mostrar" not in live.text()
    live.errors.clear()  # the engine wrote its own words on the console too


@pytest.mark.parametrize("xform", ["", "<x/>", "no xml at all"])
def test_what_is_no_form_is_a_sentence(live: LivePreview, qtbot: QtBot, xform: str) -> None:
    with qtbot.waitSignal(live.view.failed):
        live.view.show_form(xform, {}, "")
    live.errors.clear()


def test_the_place_on_the_page_is_kept(live: LivePreview) -> None:
    many = [text(f"q{n}", f"Question {n}") for n in range(30)]
    live.show(form(*many))
    live.ask("scrollTo(0, 900); 1")
    live.until(lambda: live.ask("scrollY") == 900)
    live.show(form(*many[:-1], text("q29", "Another")))
    assert live.ask("scrollY") == 900
    assert "Another" in live.text()
    assert live.ask("document.querySelectorAll('.odk-form').length") == 1


MANY = [text(f"q{n}", f"Question {n}") for n in range(40)]
# Where the question with these words begins, measured from the top of what is seen.
TOP = (
    "[...document.querySelectorAll('.question-container')]"
    ".find(each => each.innerText.trim().startsWith('{words}'))?.getBoundingClientRect().top"
)


def _is_seen(live: LivePreview, words: str) -> bool:
    top = live.ask(TOP.format(words=words))
    return isinstance(top, int | float) and 0 <= top < live.ask("innerHeight")


def test_the_chosen_question_is_brought_into_view_once(live: LivePreview) -> None:
    live.show(form(*MANY))
    assert not _is_seen(live, "Question 30")
    live.view.reach("q30")
    live.until(lambda: _is_seen(live, "Question 30"))
    live.ask("scrollTo(0, 0); 1")
    live.view.reach("q30")
    live.show(form(*MANY[:-1], text("q39", "Another")))
    assert live.ask("scrollY") == 0
    live.view.reach("q20")
    live.until(lambda: _is_seen(live, "Question 20"))


def test_a_question_that_is_still_to_come_is_waited_for(live: LivePreview) -> None:
    live.view.reach("q35")
    live.show(form(*MANY[:10]))
    assert live.ask("scrollY") == 0
    live.show(form(*MANY))
    live.until(lambda: _is_seen(live, "Question 35"))
    live.view.reach("nowhere")
    live.view.reach("")


def test_what_grows_above_the_chosen_question_does_not_push_it_away(live: LivePreview) -> None:
    live.show(form(*MANY))
    live.view.reach("q30")
    live.until(lambda: _is_seen(live, "Question 30"))
    before = live.ask(TOP.format(words="Question 30"))
    live.show(form(*[text(f"more{n}", "More") for n in range(10)], *MANY))
    assert abs(live.ask(TOP.format(words="Question 30")) - before) < 2


def test_a_question_in_a_group_is_found_by_its_path(live: LivePreview) -> None:
    inside = '<group ref="@"><label>Group</label><input ref="@/deep"><label>Deep</label></input>'
    xform = form(*MANY, ("g", "", f"{inside}</group>")).replace("<g/>", "<g><deep/></g>")
    live.show(xform)
    assert not _is_seen(live, "Deep")
    live.view.reach("g/deep")
    live.until(lambda: _is_seen(live, "Deep"))
    live.ask("scrollTo(0, 0); 1")
    live.view.reach("g")
    live.until(lambda: _is_seen(live, "Deep"))


def test_the_last_of_several_is_what_stands(live: LivePreview) -> None:
    for n in range(5):
        live.view.show_form(form(text("a", f"Version {n}")), MEDIA, "")
    live.until(lambda: "Version 4" in live.text())
    live.until(lambda: live.ask("document.querySelectorAll('.odk-form').length") == 1)


def test_what_was_said_before_the_page_is_ready_is_shown(qtbot: QtBot) -> None:
    view = FormPreview()
    with qtbot.waitSignal(view.shown):
        view.show_form(NAME, MEDIA, "")
        view.show()
    view.dispose()
    view.deleteLater()


@pytest.mark.parametrize("theme", resources.THEMES)
def test_a_theme_paints(live: LivePreview, theme: resources.Theme) -> None:
    live.show(NAME)
    live.view.set_theme(theme)
    wanted = resources.tokens(theme)["window"]
    red, green, blue = (int(wanted[at : at + 2], 16) for at in (1, 3, 5))
    ground = "getComputedStyle(document.body).backgroundColor"
    live.until(lambda: live.ask(ground) == f"rgb({red}, {green}, {blue})")


def test_what_only_a_phone_shows_is_named(live: LivePreview) -> None:
    assert not live.view._strip.isVisible()
    live.view.show_absent(["signature", "audio"])
    assert live.view._strip.isVisible()
    assert live.view._strip.text().endswith("signature, audio")
    live.view.show_absent([])
    assert not live.view._strip.isVisible()
    assert live.view.width() == PHONE_WIDTH


def test_a_page_that_dies_comes_back_with_its_form(live: LivePreview) -> None:
    live.show(NAME)
    with live.qtbot.waitSignal(live.view.shown):
        live.view._host._on_terminated(
            live.view._host.page.RenderProcessTerminationStatus.CrashedTerminationStatus, 1
        )
    assert "Name" in live.text()


def test_code_made_of_text_is_forbidden_and_no_host_is_named(live: LivePreview) -> None:
    live.show(NAME)
    assert live.ask("(() => { try { return eval('1'); } catch { return 'refused'; } })()") == (
        "refused"
    )
    assert "'unsafe-eval'" not in POLICY.replace("'wasm-unsafe-eval'", "")
    assert "http" not in POLICY


def test_a_map_question_fetches_nothing(live: LivePreview) -> None:
    live.show(form(("pin", 'type="geopoint"', asked("Pin", more='appearance="placement-map"'))))
    live.until(lambda: live.ask("!!document.querySelector('canvas, .map-block-error')") is True)
    fetched = "performance.getEntriesByType('resource').map(e => e.name).join(' ')"
    assert "http" not in live.ask(fetched)


def test_nothing_of_a_form_reaches_another_host(live: LivePreview, httpserver: HTTPServer) -> None:
    address = httpserver.url_for("/seen.png")
    picture = f"![x]({address}) &lt;img src='{address}'&gt; &lt;a href='{address}'&gt;go&lt;/a&gt;"
    live.show(form(text("a", picture)))
    live.ask(f"fetch('{address}').catch(() => 0).then(() => {{ window.done = 1; }}); 1")
    live.until(lambda: live.ask("window.done") == 1)
    live.ask(f"location.href = '{address}'; 1")
    live.ask("document.querySelector('a[href]')?.click(); 1")
    assert live.ask("location.href") == HOME.toString()
    assert httpserver.log == []
    live.errors.clear()  # the policy says on the console what it refused


def test_a_label_with_code_runs_nothing(live: LivePreview) -> None:
    evil = "&lt;img src=x onerror='window.owned = 1'&gt;&lt;script&gt;window.owned=1&lt;/script&gt;"
    live.show(form(text("a", evil)))
    assert live.ask("window.owned === undefined") is True
    live.errors.clear()


def test_the_first_place_of_a_list() -> None:
    assert first_place({"visitas.csv": "name,geometry\na,\nb,4.5 -74.25 0 0\n"}) == (4.5, -74.25)
    assert first_place({"visitas.csv": "name\na\n", "x.xml": "<a/>"}) is None
    assert first_place({"v.csv": "name,geometry\na,here\n"}) is None


def test_the_makers_link_that_leads_nowhere_is_not_shown(live: LivePreview) -> None:
    live.show(NAME)
    assert "Powered" not in live.text()


def test_a_label_keeps_its_line_breaks(live: LivePreview) -> None:
    live.show(form(text("a", "First <output value=\"'one'\"/> \nsecond")))
    live.until_said("First one\nsecond")


def test_a_preview_that_has_ended_makes_no_page_when_its_window_goes(qtbot: QtBot) -> None:
    """A page that nobody ends outlives its profile, which the engine warns of at the very end."""
    view = FormPreview()
    with qtbot.waitSignal(view.ready):
        view.show()
    view.dispose()
    view.hide()
    assert view.findChildren(QWebEnginePage) == []
    view.deleteLater()
