"""The form's own files in the preview: shown as the phone would, and never run."""

from __future__ import annotations

from kobra_desktop.preview.page import MEDIA, PreviewFile, Routes
from kobra_desktop.web.scheme import Answer
from tests.kobra_desktop.preview.conftest import LivePreview
from tests.kobra_desktop.preview.xforms import form
from tests.kobra_records.files.form_files.contents import TABLE, png

HASHED = "a" * 64
PICTURED = (
    '<itext><translation lang="default" default="true()"><text id="q"><value>La casa</value>'
    '<value form="image">jr://images/{name}</value></text></translation></itext>'
)
LIST = '<instance id="towns" src="jr://file-csv/towns.csv"/>'
CHOSEN = (
    '<select1 ref="@"><label>Barrio</label><itemset nodeset="instance(\'towns\')/root/item">'
    '<value ref="name"/><label ref="label"/></itemset></select1>'
)


def a_file(content: bytes | None, media_type: str, sha256: str = HASHED) -> PreviewFile:
    return PreviewFile(sha256, media_type, lambda: content)


def pictured(name: str) -> str:
    question = ("q", 'type="string"', '<input ref="@"><label ref="jr:itext(\'q\')"/></input>')
    return form(question, itext=PICTURED.format(name=name))


def shown(live: LivePreview, xform: str, **files: PreviewFile) -> None:
    named = {name.replace("__", "."): file for name, file in files.items()}
    with live.qtbot.waitSignal(live.view.shown):
        live.view.show_form(xform, {}, "", named)


OWN = "[...document.images].filter(each => each.src.startsWith('blob:'))"
WIDTHS = f"{OWN}.map(each => each.naturalWidth).filter(Boolean).join()"


def test_a_picture_of_a_label_is_seen(live: LivePreview) -> None:
    shown(live, pictured("casa.png"), casa__png=a_file(png(4, 4), "image/png"))
    live.until(lambda: live.ask(WIDTHS) == "4")


def test_choices_come_out_of_the_forms_own_table(live: LivePreview) -> None:
    xform = form(("town", 'type="string"', CHOSEN), instances=LIST)
    shown(live, xform, towns__csv=a_file(TABLE, "text/csv"))
    live.until_said("Chapinero")
    assert "«Bosa»" in live.text()


def test_what_is_not_here_is_missing_and_the_form_stands(live: LivePreview) -> None:
    shown(live, pictured("casa.png"), casa__png=a_file(None, "image/png"))
    live.until_said("La casa")
    assert live.ask(WIDTHS) == ""
    live.errors.clear()  # the engine says that it could not load it


def test_a_picture_that_carries_code_runs_nothing(live: LivePreview) -> None:
    code = b"<script>parent.ran=1;window.ran=1</script>"
    vector = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4" onload="ran=1">%s</svg>'
    shown(live, pictured("casa.svg"), casa__svg=a_file(vector % code, "image/svg+xml"))
    live.until(lambda: live.ask(WIDTHS) == "4")
    assert live.ask("typeof window.ran") == "undefined"


def test_files_are_answered_by_their_hash_alone_and_walled_off() -> None:
    routes = Routes()
    routes.files = {"a.svg": a_file(b"<svg/>", "image/svg+xml")}
    assert routes.find(f"{MEDIA}a.svg", "") is None
    assert routes.find(f"{MEDIA}../index.html", "") is None
    work = routes.find(f"{MEDIA}{HASHED}", "")
    assert work is not None
    answer = work()
    assert isinstance(answer, Answer)
    assert dict(answer.headers)["Content-Security-Policy"] == "default-src 'none'; sandbox"
