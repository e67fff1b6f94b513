"""Files that go with a form: put by a desk or the command line, kept with the version, fetched by
the phone as it fetches anything.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from sqlalchemy import func, select

from field_api.command_line import main
from field_api.operations.form_files import keep_content, missing, purge
from field_api.operations.publishing_file import Published, publish_file
from field_api.simulator.collect_app import CollectApp
from field_api.simulator.form_answers import FORM
from field_api.submissions.logic import LogicWorker
from field_api.tables.phone_forms import form_file_parts
from kobra_domain.errors import Invalid
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.things import Questionnaire
from kobra_records.files.form_files.bundles import packed
from kobra_records.files.form_files.looking import looked_at
from kobra_records.files.xlsform import read_workbook
from tests.field_api.phones.collect import Collect
from tests.field_api.phones.conftest import Post
from tests.field_api.phones.workbooks import NOTE, Row, workbook, written
from tests.field_api.servers import Client, Running, wait_until_somebody_waits_for
from tests.field_api.test_publishing import admin, draft, publish, version_of
from tests.field_api.world import World
from tests.kobra_records.files.form_files.contents import TABLE, png

__all__ = ["admin", "draft"]
TOWNS: Row = ("select_one_from_file towns.csv", "town", "¿Qué barrio?", "")
COMPUTED: Row = ("calculate", "zone", "", "pulldata(${note}, 'zona', 'name', ${town})")
FORM_NOTE: Row = ("text", "note", "Nota", "")
LARGE = b"name,label\n" + b"a,b\n" * 700_000  # in three parts


@pytest.fixture
def post(server: Running, world: World, tmp_path: Path) -> Post:
    return Post(server, world, tmp_path)


@pytest.fixture
def phone(post: Post) -> Callable[[], Collect]:
    return lambda: post.phone(post.world.north.agent)


def folder(tmp_path: Path, **files: bytes) -> Path:
    made = tmp_path / "media"
    made.mkdir(exist_ok=True)
    for name, data in files.items():
        (made / name.replace("__", ".")).write_bytes(data)
    return made


def published(post: Post, media: Path | None, *rows: Row, version: str = "1") -> Published:
    path = written(post.folder, workbook(*(rows or (TOWNS, NOTE)), version=version))
    return publish_file(post.server.database, path, (), post.server.clock(), media)


@pytest.mark.both_engines
def test_a_phone_gets_the_files_of_its_form_by_their_hashes(
    post: Post, phone: Callable[[], Collect]
) -> None:
    made = published(post, folder(post.folder, towns__csv=LARGE, señal__png=png()))
    assert made.files == ("señal.png", "towns.csv")
    one = phone()
    one.update()
    assert one.files == {"towns.csv": LARGE, "señal.png": png()}
    one.update()
    assert one.downloads.count("towns.csv") == 1
    url = one.listed()[0]["manifestUrl"]
    files = one.manifest(url)
    assert all(f["hash"].startswith("md5:") and f["type"] == "" for f in files)
    answer = one.get(files[0]["downloadUrl"])
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert one.get(f"{url.removesuffix('manifest')}media/{'0' * 32}").status_code == 404


def test_a_version_keeps_its_files_and_others_need_another_version(
    post: Post, phone: Callable[[], Collect]
) -> None:
    old = published(post, folder(post.folder, towns__csv=TABLE))
    again = published(post, folder(post.folder, towns__csv=TABLE))
    assert (again.is_new, again.version.id) == (False, old.version.id)
    media = folder(post.folder, towns__csv=TABLE + b"c3,Suba,norte\n")
    with pytest.raises(Invalid, match="form_version_used"):
        published(post, media)
    one = phone()
    one.update()
    before = one.manifest(one.listed()[0]["manifestUrl"])[0]["downloadUrl"]
    published(post, media, version="2")
    one.update()
    assert one.files["towns.csv"].endswith(b"norte\n")
    assert one.get(before).content == TABLE, "a form half filled in keeps what it began with"


def test_a_file_that_no_phone_does_without_is_asked_for(post: Post, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refused:
        published(post, None)
    assert (refused.value.code, refused.value.params["file"]) == (
        "form.data_file_missing",
        "towns.csv",
    )
    with pytest.raises(Invalid, match="data_file_near"):
        published(post, folder(tmp_path, TOWNS__csv=TABLE))
    (tmp_path / "media" / "TOWNS.csv").unlink()
    with pytest.raises(Invalid, match="data_file_by_expression"):
        published(
            post, None, FORM_NOTE, NOTE, ("calculate", "z", "", "pulldata(${note},'a','b','c')")
        )


def test_of_a_computed_name_every_file_is_sent(
    post: Post, phone: Callable[[], Collect], tmp_path: Path
) -> None:
    media = folder(tmp_path, towns__csv=TABLE, otra__csv=TABLE + b"x,X,x\n", nada__txt=b"hola")
    made = published(post, media, TOWNS, FORM_NOTE, COMPUTED)
    one = phone()
    one.update()
    assert set(one.files) == {"towns.csv", "otra.csv"}
    # The compiler's own invention, for which no phone would open the form, is gone.
    assert b"${" not in one.forms["visita_cobranza"].xform
    assert b"jr://file-csv/towns.csv" in one.forms["visita_cobranza"].xform
    assert [refusal.code for refusal in made.left_out] == ["form_file.kind_unknown"]


def test_the_name_is_sent_as_the_form_spells_it(
    post: Post, phone: Callable[[], Collect], tmp_path: Path
) -> None:
    apart = "sen\u0303al.csv"
    published(
        post,
        folder(tmp_path, señal__csv=TABLE),
        (f"select_one_from_file {apart}", "a", "A", ""),
    )
    one = phone()
    one.update()
    assert list(one.files) == [apart]


def test_a_zip_is_published_like_a_folder(post: Post, phone: Callable[[], Collect]) -> None:
    data = packed(workbook(TOWNS), "visita.xlsx", [("towns.csv", TABLE)])
    path = written(post.folder, data, "paquete.zip")
    publish_file(post.server.database, path, (), post.server.clock())
    one = phone()
    one.update()
    assert one.files == {"towns.csv": TABLE}


def test_the_command_line_says_what_goes_and_what_does_not(
    post: Post, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "es_CO.UTF-8")
    book = written(tmp_path, workbook(TOWNS))
    media = folder(tmp_path, towns__csv=TABLE, malo__html=b"<html>", sobra__png=png())
    url = post.server.database.url.render_as_string(hide_password=False)
    arguments = ["questionnaire", "publish", "--database-url", url, str(book)]
    assert main([*arguments, "--media", str(media)]) == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert told["files"] == ["sobra.png", "towns.csv"]
    assert "malo.html" in told["left_out"][0]
    assert "malo.html" in err
    assert "Ninguna pregunta usa el archivo «sobra.png»" in err
    assert main(arguments) == 2, "the same version without its file"
    assert main([*arguments, "--media", str(tmp_path / "nowhere")]) == 2


def test_the_simulated_app_fetches_files_as_a_phone_does(post: Post, tmp_path: Path) -> None:
    media = folder(tmp_path, towns__csv=TABLE, casa__png=png())
    path = written(tmp_path, workbook(TOWNS, form_id=FORM))
    publish_file(post.server.database, path, (), post.server.clock(), media)
    agent = post.world.north.agent
    tally: Counter[str] = Counter()
    app = CollectApp(post.enrolled(agent).openrosa_url, LogicWorker(), {}, tally)
    try:
        for _ in range(2):
            app.refresh(post.server.clock())
        assert app.files == {"towns.csv": TABLE, "casa.png": png()}
        assert tally["form_files"] == 2, "by their hashes, once"
    finally:
        app.close()
        app.worker.close()


# From a desk


def put(client: Client, content: bytes, sha256: str | None = None) -> requests.Response:
    name = sha256 or hashlib.sha256(content).hexdigest()
    return client.request("PUT", f"/api/v1/form-files/{name}", data=content)


def with_files(*rows: Row, **files: bytes) -> Form:
    form = read_workbook(workbook(*rows), "x.xlsx")
    found = tuple(looked_at(name.replace("__", "."), data) for name, data in files.items())
    return replace(form, files=found)


@pytest.mark.both_engines
def test_a_desk_puts_contents_and_then_publishes(
    admin: Client, draft: object, server: Running, post: Post, phone: Callable[[], Collect]
) -> None:
    form = with_files(TOWNS, towns__csv=LARGE)
    version = version_of(draft, form)  # type: ignore[arg-type]
    hashed = form.files[0].sha256
    refused = publish(admin, version)
    assert (refused["status"], refused["code"]) == ("rejected", "form_file.not_there")
    asked = admin.request("POST", "/api/v1/form-files/missing", json=[hashed, hashed])
    assert asked.json() == {"missing": [hashed]}
    for _ in range(2):
        assert put(admin, LARGE).status_code == 204
    assert admin.request("POST", "/api/v1/form-files/missing", json=[hashed]).json() == {
        "missing": []
    }
    assert admin.request("GET", f"/api/v1/form-files/{hashed}").content == LARGE
    with server.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(form_file_parts)) == 3
    again = version_of(draft, form)  # type: ignore[arg-type]
    assert publish(admin, again)["status"] == "applied"
    post.assigned()
    one = phone()
    one.update()
    assert one.files == {"towns.csv": LARGE}


@pytest.mark.both_engines
def test_two_desks_that_put_the_same_content_at_once_are_both_answered(
    admin: Client, server: Running
) -> None:
    with ThreadPoolExecutor(1) as other:
        with server.database.begin() as connection:
            keep_content(connection, TABLE, server.clock.now)
            second = other.submit(put, admin, TABLE)
            wait_until_somebody_waits_for(connection)
        assert second.result(20).status_code == 204


def test_what_a_desk_says_of_a_file_is_not_believed(admin: Client, draft: object) -> None:
    form = with_files(TOWNS, towns__csv=TABLE)
    assert put(admin, TABLE).status_code == 204
    lie = replace(form, files=(replace(form.files[0], md5="0" * 32),))
    result = publish(admin, version_of(draft, lie))  # type: ignore[arg-type]
    assert result["code"] == "form_file.differs"
    bare = replace(form, files=())
    result = publish(admin, version_of(draft, bare))  # type: ignore[arg-type]
    assert result["code"] == "form.data_file_missing"
    assert canonical.read(canonical.text(form)) == form


def test_contents_are_what_their_address_says_and_no_larger_than_they_may(
    admin: Client, server: Running, world: World
) -> None:
    assert put(admin, b"other", "0" * 64).status_code == 422
    assert put(admin, b"x" * (32 * 2**20 + 1)).status_code == 413
    assert put(admin, b"x", "../../etc/passwd").status_code in (404, 405, 422)
    assert admin.request("GET", f"/api/v1/form-files/{'0' * 64}").status_code == 404
    viewer = server.client().sign_in(world.email("viewer"))
    assert put(viewer, b"x").status_code == 403
    assert put(admin, b"<script>").status_code == 204
    shown = viewer.request("GET", f"/api/v1/form-files/{hashlib.sha256(b'<script>').hexdigest()}")
    assert shown.headers["Content-Type"] == "application/octet-stream"
    assert "sandbox" in shown.headers["Content-Security-Policy"]


@pytest.mark.both_engines
def test_contents_that_nothing_names_go_after_a_month(
    admin: Client, draft: Questionnaire, server: Running, world: World, tmp_path: Path
) -> None:
    form = with_files(TOWNS, towns__csv=TABLE)
    named, lone = form.files[0].sha256, hashlib.sha256(b"nobody's").hexdigest()
    assert put(admin, TABLE).status_code == 204
    assert put(admin, b"nobody's").status_code == 204
    server.edit(draft, document=canonical.text(form))
    of_version = tmp_path / "media"
    of_version.mkdir()
    (of_version / "casa.png").write_bytes(png())
    book = written(tmp_path, workbook(NOTE, form_id="otra"))
    made = publish_file(server.database, book, (), server.clock(), of_version)
    assert made.files == ("casa.png",)
    kept = [named, hashlib.sha256(png()).hexdigest()]
    for days, gone in ((29, []), (2, [lone])):
        server.clock.forward(days=days)
        with server.database.begin() as connection:
            assert purge(connection, server.clock()) == len(gone)
            assert missing(connection, [*kept, lone]) == gone
