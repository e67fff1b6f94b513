"""The server's command line writes what the control center writes, to the byte and the cell."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from field_api.auth.audit import audit_lines
from field_api.change_log.record import record_all
from field_api.command_line import main
from kobra_desktop.background import Background
from kobra_desktop.models.submissions.export import LeavingAnswers
from kobra_desktop.models.submissions.table_columns import read_table
from kobra_desktop.store.queries.submissions import answered_forms, submission_rows
from kobra_domain.kinds import Entity
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.things import (
    Questionnaire,
    QuestionnaireState,
    QuestionnaireVersion,
)
from kobra_domain.submissions import Answer, AnswerChange, Review, ReviewAct, Submission
from kobra_records.files.exports.deed import ExportPlan
from kobra_records.files.exports.dialect import dialect_of
from kobra_records.files.exports.holding import ExportFormat
from kobra_records.ids import new_id
from tests.field_api.servers import NOW, Running
from tests.kobra_desktop.views.fixtures import background
from tests.kobra_records.answers.forms import ask, form, group, repeat
from tests.system.conftest import ADMIN, Field
from tests.system.station import Station, station
from tests.system.test_reviews import workspace_of

pytestmark = pytest.mark.both_engines
__all__ = ["background"]
FORM_ID, ZONE = "encuesta", "America/Bogota"
PEOPLE = repeat(
    "hogar",
    ask("edad", "integer", "Edad"),
    repeat("gasto", ask("valor", "decimal", "Valor"), label="Hogar"),
    label="Hogar",
)
ASKED = (
    ask("agent", "text", "Gestor"),
    ask("monto", "text", "Monto"),
    group("g", ask("monto", "decimal", "Monto")),
    ask("paga", "select_one sino or_other", "¿Paga?"),
    ask("sitio", "geopoint", "Lugar"),
    ask("total", "calculate"),
    ask("start", "start"),
    PEOPLE,
)
FORMS = (
    form(*ASKED, lists={"sino": {"1": "Sí", "2": "No"}}),
    form(ask("monto", "integer", "Monto"), *ASKED[2:], lists={"sino": {"1": "No", "2": "Sí"}}),
)
ANSWERS = {
    "agent": "=1+1",
    "monto": "0042",
    "g/monto": "2.5E7",
    "paga": "1",
    "sitio": "4.6 -74.08 2600 9",
    "total": "2.50000005E7",
    "start": "2026-11-20T10:41:00.500-05:00",
    **{f"hogar[1]/gasto[{n}]/valor": f"{n}.5" for n in (1, 2, 10)},
    "hogar[2]/edad": "9",
    "nadie_lo_pregunta": "x",
}


def _version(form_id: str, questionnaire_id: str, number: int, one: Form) -> QuestionnaireVersion:
    return QuestionnaireVersion(
        id=new_id(),
        questionnaire_id=questionnaire_id,
        form_id=form_id,
        form_version=str(number),
        title="Encuesta",
        document=canonical.text(one),
        document_hash=canonical.digest(one),
        number=number,
        published_at=NOW,
    )


def _answered(city: Field) -> list[Entity]:
    sheet = Questionnaire(
        id=new_id(),
        title="Encuesta",
        form_id=FORM_ID,
        document=canonical.text(FORMS[-1]),
        created_at=NOW,
        state=QuestionnaireState.PUBLISHED,
    )
    # «10» comes after «9».
    published = [_version(FORM_ID, sheet.id, n, one) for n, one in zip((9, 10), FORMS, strict=True)]
    visit = city.visits[0]
    made = [
        Submission(
            id=new_id(),
            instance_id=f"uuid:{number}",
            form_id=FORM_ID,
            form_version=version.form_version,
            received_at=NOW - timedelta(minutes=number),
            questionnaire_id=sheet.id,
            version_id=version.id,
            agent_id=city.ana.id,
            team_id=city.north.id,
            portfolio_id=visit.portfolio_id,
            visit_id=visit.id if number % 2 else None,
            answers=tuple(Answer(path=path, value=value) for path, value in ANSWERS.items()),
            logic_mismatch=bool(number % 2),
        )
        for number, version in enumerate(published * 2)
    ]
    made.append(replace(made[0], id=new_id(), instance_id="uuid:new", replaces="uuid:0"))
    review = Review(
        id=new_id(),
        submission_id=made[1].id,
        act=ReviewAct.EDIT,
        at=NOW,
        portfolio_id=visit.portfolio_id,
        team_id=city.north.id,
        changes=(AnswerChange(path="g/monto", before="2.5E7", after="7"),),
    )
    return [sheet, *published, *made, review]


def _desktop(
    sara: Station, pool: Background, path: Path, *, has_labels: bool, locale: str
) -> Sequence[Path]:
    work = replace(workspace_of(sara, pool), locale=locale)
    (found,) = answered_forms(sara.replica)
    ids = tuple(row.id for row in submission_rows(sara.replica, found.id))
    leaving = LeavingAnswers(work, read_table(found, locale), ids, has_labels=has_labels)
    plan = ExportPlan(
        path=path,
        format=ExportFormat(path.suffix[1:]),
        dialect=dialect_of(locale),
        zone=ZoneInfo(ZONE),
    )
    return leaving.write(plan).paths


def _contents(path: Path) -> dict[str, bytes]:
    if path.suffix == ".csv":
        return {"": path.read_bytes()}
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_both_sides_write_the_same(
    server: Running,
    city: Field,
    background: Background,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every format, language and way of calling things; repeats too; and it is noted. Moments are
    by the clock of the answers' portfolios.
    """
    with server.database.begin() as connection:
        record_all(connection, [(one, None) for one in _answered(city)], at=NOW)
    url = server.database.engine.url.render_as_string(hide_password=False)
    with station(server, tmp_path, ADMIN) as admin:
        assert admin.sync().is_synced
        for ending, has_labels, locale in product(("csv", "xlsx"), (True, False), ("es-CO", "en")):
            folders = [tmp_path / f"{who}-{ending}-{has_labels}-{locale}" for who in "ab"]
            for folder in folders:
                folder.mkdir()
            ours, theirs = (folder / f"x.{ending}" for folder in folders)
            written = _desktop(
                admin, background, ours, has_labels=has_labels, locale=locale.replace("-", "_")
            )
            asked = ["--database-url", url, "--questionnaire", FORM_ID, "--format", ending]
            more = ["--locale", locale, *(["--labels"] if has_labels else [])]
            assert main(["submissions", "export", *asked, *more, str(theirs)]) == 0
            told = json.loads(capsys.readouterr().out)
            assert [Path(one).name for one in told["files"]] == [one.name for one in written]
            assert told["rows"] == 4
            for one in written:
                assert _contents(one) == _contents(theirs.parent / one.name), one.name
    with server.database.read() as connection:
        noted = [one for one in audit_lines(connection, None, 100) if one.act == "export.file"]
    assert [(one.user_id, one.details["rows"]) for one in noted] == [(None, 4)] * 8


def test_what_is_there_already_is_asked_about(
    server: Running, city: Field, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who names a file means it; the file of a repeat may be somebody's own."""
    with server.database.begin() as connection:
        record_all(connection, [(one, None) for one in _answered(city)], at=NOW)
    url = server.database.engine.url.render_as_string(hide_password=False)
    asked = ["submissions", "export", "--database-url", url, "--format", "csv", "--questionnaire"]
    out, own = tmp_path / "x.csv", tmp_path / "x-hogar.csv"
    out.write_text("old", "utf-8")
    own.write_text("mine", "utf-8")
    assert main([*asked, FORM_ID, str(out)]) == 2
    assert "x-hogar.csv" in capsys.readouterr().err
    assert (out.read_text("utf-8"), own.read_text("utf-8")) == ("old", "mine")
    assert main([*asked, FORM_ID, "--replace", str(out)]) == 0
    assert own.read_text("utf-8-sig") != "mine"
    assert main([*asked, FORM_ID, "--replace", "--zone", "Asia/Tokyo", str(out)]) == 0
    assert "Asia/Tokyo" in out.read_text("utf-8-sig")
    capsys.readouterr()
    assert main([*asked, "nadie", str(out)]) == 2
    assert "nadie" in capsys.readouterr().err
    assert main([*asked, FORM_ID, str(tmp_path / "none" / "x.csv")]) == 4
    assert "none" in capsys.readouterr().err
