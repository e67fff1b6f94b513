"""`kobra-desktop questionnaire`: what admins and pipelines see, and the exit codes they rely on."""

import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from kobra_desktop.command_line import main
from kobra_desktop.questionnaire_verbs import converting
from kobra_records.files.problems import FileProblem
from tests.kobra_records.files.books import FIXTURES, Rows, outcome, texts, workbook
from tests.kobra_records.files.form_files.contents import TABLE

HEAD = ["type", "name", "label", "relevant"]
SETTINGS: Rows = [["form_title", "form_id", "version"], ["Título", "visita", "1"]]
CHOICES: Rows = [["list_name", "name", "label"], ["sn", "si", "Sí"], ["sn", "no", "No"]]


def written(path: Path, *rows: list[str | None], choices: Rows = CHOICES) -> str:
    path.write_bytes(workbook(survey=[HEAD, *rows], choices=choices, settings=SETTINGS))
    return str(path)


@pytest.fixture
def good(tmp_path: Path) -> str:
    return written(tmp_path / "good.xlsx", ["text", "a", "A"], ["select_one sn", "b", "B"])


@pytest.fixture
def bad(tmp_path: Path) -> str:
    return written(
        tmp_path / "bad.xlsx",
        ["text", "a", "A", "${nadie} = 1"],
        ["select_one sn", "b", "B", "((1 ="],
    )


@pytest.fixture(autouse=True)
def in_spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_CO.UTF-8")


Said = tuple[int, str, str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: str) -> Said:
        code = main(["questionnaire", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_a_good_form_is_well(said: Any, good: str) -> None:
    code, out, _ = said("check", good)
    assert code == 0
    assert "Error" not in out


def test_all_problems_at_once_with_place_and_remedy(said: Any, bad: str) -> None:
    code, out, _ = said("check", bad)
    assert code == 1
    assert "survey, D2 relevant, a: " in out
    assert "survey, D3 relevant, b: " in out
    assert "nadie" in out
    assert out.rstrip().rpartition("\n")[2].startswith("2 errores, ")


def test_english_is_spoken_where_it_is_asked_for(
    said: Any, bad: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "errors" in said("check", bad, "--lang", "en")[1]
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert "errors" in said("check", bad)[1]
    assert main(["--lang", "es", "questionnaire", "check", bad]) == 1


def test_the_shape_of_json_is_kept(said: Any, bad: str) -> None:
    code, out, _ = said("check", bad, "--json", "--lang", "en")
    shape = json.loads(out)
    assert code == 1
    assert list(shape) == [
        *("file", "form_id", "title", "version", "compiled", "validated"),
        *("errors", "warnings", "problems"),
    ]
    assert (shape["form_id"], shape["version"], shape["compiled"]) == ("visita", "1", False)
    assert shape["errors"] == 2
    first = next(problem for problem in shape["problems"] if problem["severity"] == "error")
    assert list(first) == [
        *("severity", "source", "code", "sheet", "row", "column", "cell", "name"),
        *("message", "remedy"),
    ]
    assert (first["sheet"], first["row"], first["column"]) == ("survey", 2, "relevant")
    assert (first["cell"], first["name"]) == ("D2", "a")
    assert "nadie" in first["message"]
    assert first["remedy"]


def test_the_phone_engine_is_asked_too(said: Any, tmp_path: Path) -> None:
    wrong = "format-date(today(), '%Q') = 'x'"
    path = written(tmp_path / "f.xlsx", ["text", "a", "A", "foo(1)"], ["text", "b", "B", wrong])
    shape = json.loads(said("check", path, "--json")[1])
    assert shape["validated"] is True
    errors = [problem for problem in shape["problems"] if problem["severity"] == "error"]
    # What our own lint has said of a question is not said again.
    assert [(error["name"], error["source"]) for error in errors] == [
        ("a", "kobra"),
        ("b", "validate"),
    ]


def test_the_law_of_a_country_that_is_named(said: Any, tmp_path: Path) -> None:
    path = written(tmp_path / "f.xlsx", ["text", "a", "¿Por qué no ha pagado?"])
    for words, code in (((), 0), (("--country", "CO"), 1)):
        exit_code, out, _ = said("check", path, *words)
        assert exit_code == code
        assert "2300" in out


def test_repeated_headers_are_an_error_that_names_them(said: Any, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(workbook(survey=[["type", "name", "label", "label"], ["text", "a", "A"]]))
    code, out, _ = said("check", str(path))
    assert code == 1
    assert "«label»" in out
    assert "C, D" in out


@pytest.mark.parametrize("verb", ["check", "convert", "diff"])
@pytest.mark.parametrize("content", [None, b"", b"no es un libro", b"PK\x03\x04roto"])
def test_what_cannot_be_read_is_told_in_words(
    said: Any, tmp_path: Path, verb: str, content: bytes | None
) -> None:
    path = tmp_path / "f.xlsx"
    if content is not None:
        path.write_bytes(content)
    more = {"check": (), "convert": (str(tmp_path / "o.xml"),), "diff": (str(path),)}[verb]
    code, out, err = said(verb, str(path), *more)
    if verb == "check" and content is not None:  # what the file is, is its error
        assert (code, err) == (1, "")
        assert out.startswith("Error: ")
        return
    assert (code, out) == (2, "")
    assert err.startswith("kobra-desktop: ")
    assert not (tmp_path / "o.xml").exists()


def test_what_cannot_be_read_is_told_in_json_too(said: Any, tmp_path: Path) -> None:
    code, out, _ = said("check", str(tmp_path / "nada.xlsx"), "--json")
    assert code == 2
    shape = json.loads(out)
    assert list(shape)[:6] == ["file", "form_id", "title", "version", "compiled", "validated"]
    assert shape["problems"][0]["code"] == "file.unreadable"


@pytest.mark.parametrize(
    "words", [[], ["check"], ["convert", "x"], ["borrar", "x"], ["check", "x", "--lang", "fr"]]
)
def test_misuse_is_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["questionnaire", *words])
    assert end.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_an_xform_is_the_compilers_own(said: Any, good: str, tmp_path: Path) -> None:
    target = tmp_path / "o.xml"
    assert said("convert", good, str(target))[0] == 0
    assert target.read_text("utf-8") == outcome(Path(good).read_bytes())


def test_our_lint_refuses_no_conversion(said: Any, tmp_path: Path) -> None:
    path = written(tmp_path / "f.xlsx", ["text", "a", "¿Por qué no ha pagado?", "((1 ="])
    assert said("check", path)[0] == 1
    assert said("convert", path, str(tmp_path / "o.xml"))[0] == 0
    assert said("convert", path, str(tmp_path / "o.xlsx"))[0] == 0
    assert outcome((tmp_path / "o.xlsx").read_bytes()) == outcome(Path(path).read_bytes())


def test_what_the_compiler_refuses_leaves_the_old_file(said: Any, bad: str, tmp_path: Path) -> None:
    target = tmp_path / "o.xml"
    target.write_text("viejo", "utf-8")
    code, _, err = said("convert", bad, str(target))
    assert code == 1
    assert "nadie" in err
    assert target.read_text("utf-8") == "viejo"
    assert {path.name for path in tmp_path.iterdir()} == {"bad.xlsx", "o.xml"}


def test_an_xls_becomes_an_xlsx(said: Any, tmp_path: Path) -> None:
    source = FIXTURES / "survey.xls"
    assert said("convert", str(source), str(tmp_path / "o.XLSX"))[0] == 0
    assert texts((tmp_path / "o.XLSX").read_bytes()) == texts(source.read_bytes())


def test_a_form_without_an_id_takes_the_files_name(said: Any, tmp_path: Path) -> None:
    path = tmp_path / "encuesta.xlsx"
    path.write_bytes(workbook(survey=[HEAD, ["text", "a", "A"]]))
    assert said("convert", str(path), str(tmp_path / "o.xml"))[0] == 0
    assert 'id="encuesta"' in (tmp_path / "o.xml").read_text("utf-8")


def test_external_choices_are_written_beside_the_xform(said: Any, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(
        workbook(
            survey=[
                ["type", "name", "label", "choice_filter"],
                ["select_one_external x", "a", "A", "b=1"],
            ],
            external_choices=[["list_name", "name", "label", "b"], ["x", "y", "Y", "1"]],
        )
    )
    assert said("convert", str(path), str(tmp_path / "o.xml"))[0] == 0
    assert '"x","y","Y","1"' in (tmp_path / "itemsets.csv").read_text("utf-8")


def test_two_files_are_written_both_or_neither(tmp_path: Path) -> None:
    """The first stays as it was when the second cannot be."""
    first = tmp_path / "o.xml"
    first.write_text("old", "utf-8")
    (tmp_path / "itemsets.csv").mkdir()
    with pytest.raises(FileProblem) as failed:
        converting.write_files((first, b"new"), (tmp_path / "itemsets.csv" / "none" / "x", b"y"))
    assert "none" in str(failed.value.params["filename"])
    assert first.read_text("utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("target", ["o.pdf", "o", "nowhere/o.xml"])
def test_a_place_that_cannot_be_written_is_2(
    said: Any, good: str, tmp_path: Path, target: str
) -> None:
    code, _, err = said("convert", good, str(tmp_path / target))
    assert code == 2
    assert err.startswith("kobra-desktop: ")


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files")
def test_a_file_keeps_its_rights_and_a_new_one_gets_the_usual(tmp_path: Path) -> None:
    old, new = tmp_path / "old.xml", tmp_path / "new.xml"
    old.write_text("x", "utf-8")
    old.chmod(0o640)
    converting.write_files((old, b"y"), (new, b"y"))
    usual = tmp_path / "usual"
    usual.touch()
    rights = [stat.S_IMODE(path.stat().st_mode) for path in (old, new, usual)]
    assert rights[0] == 0o640
    assert rights[1] == rights[2]


def test_the_same_is_0_and_a_difference_1(said: Any, good: str, tmp_path: Path) -> None:
    assert said("diff", good, good)[:2] == (0, "Los dos cuestionarios son iguales.\n")
    other = written(
        tmp_path / "other.xlsx",
        ["select_one sn", "b", "B"],
        ["integer", "a", "A"],
        ["text", "c", "C"],
        choices=CHOICES[:2],
    )
    code, out, _ = said("diff", good, other, "--lang", "en")
    assert code == 1
    assert "+ Added: question «c» C" in out
    assert "- Removed: choice «no» (sn) No" in out
    assert "> Moved: question " in out
    assert "~ Changed: question «a» A, type\n    «text» → «integer»\n    ! " in out


def test_a_difference_in_json_says_what_breaks(said: Any, good: str, tmp_path: Path) -> None:
    other = written(tmp_path / "other.xlsx", ["integer", "a", "A"], ["select_one sn", "b", "B"])
    shape = json.loads(said("diff", good, other, "--json")[1])
    assert (shape["same"], shape["breaking"]) == (False, 1)
    (change,) = shape["changed"]
    assert (change["name"], change["column"], change["breaks"]) == ("a", "type", "type_changed")
    assert change["breaks_message"]


def test_other_sheets_are_compared_too(said: Any, tmp_path: Path) -> None:
    old, new = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path, text in ((old, "x"), (new, "y")):
        path.write_bytes(workbook(survey=[HEAD, ["text", "a", "A"]], notas=[[text]]))
    code, out, _ = said("diff", str(old), str(new))
    assert code == 1
    assert "«notas»" in out


def test_no_screen_is_needed_and_qt_is_never_loaded(good: str) -> None:
    script = (
        "import sys\n"
        "from kobra_desktop.command_line import main\n"
        "if __name__ == '__main__':\n"
        f"    code = main(['questionnaire', 'check', {good!r}])\n"
        "    assert not [name for name in sys.modules if name.startswith('PySide6')]\n"
        "    sys.exit(code)\n"
    )
    path = Path(good).with_name("run.py")
    path.write_text(script, "utf-8")
    names = ("PATH", "SYSTEMROOT")
    plain = {name: os.environ[name] for name in names if name in os.environ}
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, str(path)],
        env={**plain, "PYTHONPATH": root},
        capture_output=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""


def test_files_beside_a_form_are_checked_packed_and_compared(said: Any, tmp_path: Path) -> None:
    book = written(tmp_path / "f.xlsx", ["select_one_from_file towns.csv", "a", "A"])
    code, out, _ = said("check", book, "--json")
    told = json.loads(out)
    [missing] = [one for one in told["problems"] if one["code"] == "form.data_file_missing"]
    assert (code, missing["severity"], missing["name"]) == (0, "warning", "a")
    media = tmp_path / "archivos"
    media.mkdir()
    assert said("check", book, "--media", str(media))[0] == 1, "it was said where they are"
    (media / "towns.csv").write_bytes(TABLE)
    (media / "leame.txt").write_bytes(b"hola")
    code, out, _ = said("check", book, "--media", str(media), "--json")
    told = json.loads(out)
    assert (code, told["files"]) == (0, ["towns.csv"])
    assert [one["code"] for one in told["problems"] if "file" in one["code"]] == [
        "form_file.kind_unknown"
    ]
    code, _, err = said("convert", book, str(tmp_path / "f.zip"), "--media", str(media))
    assert code == 0
    assert "leame.txt" in err
    assert said("check", str(tmp_path / "f.zip"))[0] == 0
    code, out, _ = said("diff", book, str(tmp_path / "f.zip"))
    assert code == 1
    assert "archivo «towns.csv»" in out
    code, _, err = said("convert", str(tmp_path / "f.zip"), str(tmp_path / "again.xlsx"))
    assert (code, "queda fuera" in err) == (0, True)
    assert said("diff", book, str(tmp_path / "again.xlsx"))[0] == 0


def test_a_zip_without_a_workbook_says_so(said: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("media/t.csv", TABLE)
    code, told, _ = said("check", str(path), "--json")
    assert (code, json.loads(told)["problems"][0]["code"]) == (1, "bundle.no_workbook")
