"""The form's own engine in a real process: what it finds, what it forgives, what it survives."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from field_api.submissions.logic import LogicAnswer, LogicBroken, LogicWorker
from kobra_domain.limits import check
from kobra_records.files.compile import compile_form
from kobra_records.sample_visit import SAMPLE_ID, sample_media
from kobra_records.templates import NAMES, template
from tests.field_api.submissions.xforms import xform_of

MEDIA = {"visitas.csv": "name,label,geometry\nv1,Ana,4.61 -74.08 0 0\nv2,Luis,\n"}
VISIT_FORM = xform_of(
    """
    start                            | start
    today                            | hoy
    select_one_from_file visitas.csv | visita
    calculate     | v_geo    | | | | instance('visitas')/root/item[name = ${visita}]/geometry
    geopoint      | llegada  | ${v_geo} = '' or distance(., ${v_geo}) < 200
    text          | doc      | regex(., '^[0-9]{8,10}$')
    select_one r  | outcome
    date          | due      | . >= today()   | | ${outcome} = 'promise'
    calculate     | token    | | | | uuid()
    calculate     | echo     | | | | concat('x', ${token})
    calculate     | far      | | | | distance(${llegada}, '4.6 -74.08')
    calculate     | total    | | | | sum(${many})
    calculate     | said     | | | | jr:choice-name(${outcome}, '${outcome}')
    calculate     | twice    | | | | 2 * ${amount}
    decimal       | amount   | . > 0
    image         | photo
    begin repeat  | lines
    integer       | many     | . < 10
    end repeat    |
    """,
    lists={"r": ("promise", "nobody")},
)


@pytest.fixture(scope="module")
def worker() -> Iterator[LogicWorker]:
    worker = LogicWorker()
    yield worker
    worker.close()


@pytest.fixture(scope="module")
def filled(worker: LogicWorker) -> str:
    answers = {"visita": "v1", "outcome": "promise", "amount": "12.5", "many": "3"}
    return worker.fill(VISIT_FORM, MEDIA, answers, seed=1)


def found(answer: LogicAnswer) -> list[tuple[str, str, str, str]]:
    return [(each.kind, each.path, each.sent, each.expected) for each in answer.differences]


def changed(xml: str, name: str, value: str) -> str:
    new, count = re.subn(rf"<{name}>[^<]*</{name}>", f"<{name}>{value}</{name}>", xml)
    assert count == 1, name
    return new


def test_what_it_filled_in_obeys_the_form(worker: LogicWorker, filled: str) -> None:
    assert worker.check(VISIT_FORM, MEDIA, filled) == LogicAnswer()
    assert "<visita>v1</visita>" in filled
    assert "<instanceID>uuid:" in filled
    assert re.search(r"<photo>photo\.jpg</photo>", filled)
    assert re.search(r"<llegada>4\.61003 -74\.08 ", filled), "it stands at the door"


def test_filling_follows_relevance(worker: LogicWorker) -> None:
    xml = worker.fill(VISIT_FORM, MEDIA, {"outcome": "nobody"})
    assert "<due" not in xml


def test_one_seed_gives_one_form(worker: LogicWorker) -> None:
    def pieces(seed: int) -> list[str]:
        xml = worker.fill(VISIT_FORM, MEDIA, seed=seed)
        return re.findall(r"<(?:visita|outcome|amount|many)>[^<]*", xml)

    assert pieces(7) == pieces(7)
    assert len({tuple(pieces(seed)) for seed in range(6)}) > 1


def test_a_form_that_takes_no_answer_says_which(worker: LogicWorker) -> None:
    never = xform_of("text | impossible | . = 'nothing like it' | yes")
    with pytest.raises(LogicBroken, match="unanswered: /data/impossible"):
        worker.fill(never, {})


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("llegada", "5.61 -74.08 0 5", ("constraint", "llegada", "5.61 -74.08 0.0 5.0", "")),
        ("doc", "12", ("constraint", "doc", "12", "")),
        ("amount", "-1", ("constraint", "amount", "-1.0", "")),
        ("many", "70", ("constraint", "lines[1]/many", "70", "")),
        ("twice", "999", ("value", "twice", "999", "25")),
        ("outcome", "stolen", ("value", "outcome", "stolen", "")),
        ("v_geo", "9 9 0 0", ("value", "v_geo", "9 9 0 0", "4.61 -74.08 0 0")),
    ],
)
def test_what_the_form_would_not_have_written_is_found(
    worker: LogicWorker, filled: str, name: str, value: str, expected: tuple[str, ...]
) -> None:
    answer = worker.check(VISIT_FORM, MEDIA, changed(filled, name, value))
    assert expected in found(answer)
    assert not answer.is_broken


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("amount", "12.50"),
        ("amount", " 12.5\n"),
        ("llegada", "4.6100 -74.080 0 5.00"),
        ("hoy", "2020-01-01"),
        ("due", "2020-01-01"),  # was to come when it was written
        ("token", "uuid-of-the-phone"),
        ("echo", "xuuid-of-the-phone"),
        ("photo", "1700000000000.jpg"),
        ("instanceID", "uuid:another"),
        ("said", "In another language"),
        ("total", "3.0000000001"),
        ("twice", "25.0"),
    ],
)
def test_format_time_and_chance_are_forgiven(
    worker: LogicWorker, filled: str, name: str, value: str
) -> None:
    assert worker.check(VISIT_FORM, MEDIA, changed(filled, name, value)) == LogicAnswer()


def test_what_is_measured_on_the_globe_may_differ_a_little(
    worker: LogicWorker, filled: str
) -> None:
    found_far = re.search(r"<far>([^<]+)</far>", filled)
    assert found_far is not None
    metres = float(found_far[1])
    near = changed(filled, "far", f"{metres * 1.005}")
    assert worker.check(VISIT_FORM, MEDIA, near) == LogicAnswer()
    far = changed(filled, "far", f"{metres * 1.05}")
    assert [path for _, path, *_ in found(worker.check(VISIT_FORM, MEDIA, far))] == ["far"]


def test_a_sum_over_nothing_is_zero_or_nothing(worker: LogicWorker) -> None:
    form = xform_of(
        "calculate | total | | | | sum(${many})\nbegin repeat | l\ninteger | many\nend repeat |"
    )
    sent = re.sub(r"<total[^<]*(</total>)?|<l>.*</l>", "", worker.fill(form, {}))
    for total in ("0", "0.0", ""):
        told = sent.replace("<meta>", f"<total>{total}</total><meta>")
        assert worker.check(form, {}, told) == LogicAnswer(), total


def test_a_node_of_nowhere_is_unknown(worker: LogicWorker, filled: str) -> None:
    sent = filled.replace("<meta>", "<extra>1</extra><meta>")
    assert found(worker.check(VISIT_FORM, MEDIA, sent)) == [("unknown", "extra", "1", "")]


def test_an_answer_to_what_was_not_asked_is_a_difference(worker: LogicWorker, filled: str) -> None:
    answer = worker.check(VISIT_FORM, MEDIA, changed(filled, "outcome", "nobody"))
    assert [kind for kind, path, *_ in found(answer) if path == "due"] == ["value"]


def test_a_required_answer_that_is_missing(worker: LogicWorker) -> None:
    form = xform_of("text | a | | yes")
    sent = re.sub(r"<a>[^<]*</a>", "<a/>", worker.fill(form, {}))
    assert found(worker.check(form, {}, sent)) == [("required", "a", "", "")]


def test_the_list_that_the_phone_had_decides(worker: LogicWorker, filled: str) -> None:
    other = {"visitas.csv": "name,label,geometry\nv9,Eva,1 1 0 0\n"}
    kinds = {path for _, path, *_ in found(worker.check(VISIT_FORM, other, filled))}
    assert "visita" in kinds


def test_a_malformed_place_is_a_difference_and_no_crash(worker: LogicWorker, filled: str) -> None:
    answer = worker.check(VISIT_FORM, MEDIA, changed(filled, "llegada", "here"))
    assert "llegada" in str(answer)


HOSTILE = {
    "nothing": "",
    "no xml": "hello",
    "cut off": "<data id='x'><a>",
    "nul": "<data>\0</data>",
    "external entity": '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><data>&x;</data>',
    "laughs": '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><data>&b;</data>',
    "deep": "<a>" * 100_000,
    "deep and closed": "<a>" * 50_000 + "</a>" * 50_000,
    "of another form": "<data id='another'><a/></data>",
    "huge": "<data>" + "x" * (5 * 2**20) + "</data>",
}


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_submissions_are_broken_at_once(
    worker: LogicWorker, filled: str, sent: str
) -> None:
    began = time.monotonic()
    answer = worker.check(VISIT_FORM, MEDIA, sent)
    assert answer.is_broken
    assert "root:" not in str(answer)
    assert time.monotonic() - began < 5
    assert worker.check(VISIT_FORM, MEDIA, filled) == LogicAnswer()


def test_a_lone_surrogate_is_answered_in_storable_text(worker: LogicWorker, filled: str) -> None:
    str(worker.check(VISIT_FORM, MEDIA, changed(filled, "doc", "1234567\ud800"))).encode()


def test_a_difference_is_no_longer_than_its_row_holds(worker: LogicWorker, filled: str) -> None:
    name, long = "n" * 500, "9" * 300_000
    sent = filled.replace("<amount>12.5", f"<{name}>1</{name}><amount>{long}")
    differences = worker.check(VISIT_FORM, MEDIA, sent).differences
    assert {each.kind for each in differences} >= {"unknown", "value"}
    for each in differences:
        check(each)
        assert len(each.sent) <= 2_000


@pytest.mark.parametrize("xform", ["", "<x/>", "<a>" * 100_000])
def test_a_hostile_form_is_broken(worker: LogicWorker, filled: str, xform: str) -> None:
    assert worker.check(xform, {}, filled).is_broken


def test_a_form_that_never_ends_is_given_up_and_the_next_is_served() -> None:
    slow = xform_of("text | a | regex(., '^(a+)+$')")
    worker = LogicWorker(time_limit_s=2)
    try:
        sent = "<data id='form'><a>" + "a" * 60 + "!</a></data>"
        assert worker.check(slow, {}, sent).differences[0].detail == "timeout"
        assert not worker.check(slow, {}, sent.replace("a" * 60, "a")).is_broken
    finally:
        worker.close()


def test_a_form_that_eats_all_memory_ends_its_process_alone() -> None:
    rows = "\n".join(f"v{n},{'x' * 200}" for n in range(60_000))
    form = xform_of("select_one_from_file visitas.csv | visita")
    worker = LogicWorker(memory_mb=48)
    try:
        answer = worker.check(form, {"visitas.csv": f"name,label\n{rows}\n"}, "<data id='form'/>")
        assert answer.differences[0].detail in ("crashed", "timeout")
        assert not worker.check(form, MEDIA, "<data id='form'><visita>v1</visita></data>").is_broken
    finally:
        worker.close()


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_a_process_that_was_killed_is_replaced(filled: str) -> None:
    worker = LogicWorker()
    try:
        worker.check(VISIT_FORM, MEDIA, filled)
        assert worker._child is not None
        process = worker._child._process
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert worker.check(VISIT_FORM, MEDIA, filled) == LogicAnswer()
    finally:
        worker.close()


def test_without_node_nothing_is_checked_and_nothing_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, filled: str
) -> None:
    monkeypatch.setattr("kobra_records.shipped.resources_root", lambda: tmp_path)
    answer = LogicWorker().check(VISIT_FORM, MEDIA, filled)
    assert answer.is_broken
    assert answer.differences[0].detail.startswith("missing: logic.mjs")


@pytest.mark.parametrize("name", NAMES)
def test_every_template_is_filled_in_and_obeys_itself(worker: LogicWorker, name: str) -> None:
    form = template(name)
    xform = compile_form(form).xform
    assert xform is not None
    media = sample_media("CO", "es", form.form_id)
    for seed in range(5):
        xml = worker.fill(xform, media, {"visita": SAMPLE_ID}, seed)
        assert worker.check(xform, media, xml) == LogicAnswer()


SEALS = xform_of(
    """
    begin group | g1
    calculate   | sello  | | | | uuid()
    calculate   | eco    | | | | concat('x', ${sello})
    end group   |
    begin group | g2
    calculate   | sello  | | | | ${base} * 2
    calculate   | lejos  | | | | ${base} + 1
    integer     | firma  | . < ${base}
    end group   |
    integer     | base
    date        | dia    | . >= today()
    calculate   | lejos  | | | | distance('4.6 -74.08', '4.61 -74.08')
    begin group | g3
    date        | dia    | . > '2020-01-01'
    calculate   | eco    | | | | ${base} * 3
    end group   |
    begin repeat | filas
    calculate   | sello  | | | | 2 * ../../base
    end repeat  |
    """.replace("${sello}", "../sello")
)


def changed_at(xml: str, path: str, value: str) -> str:
    """The XML with another text where a path leads."""
    at = 0
    for step in path.split("/"):
        at = re.compile(rf"<{step}[ >/]").search(xml, at).start()  # type: ignore[union-attr]
    whole = re.compile(rf"<({step})>[^<]*</{step}>|<{step}/>").match(xml, at)
    assert whole is not None, path
    return xml[: whole.start()] + f"<{step}>{value}</{step}>" + xml[whole.end() :]


@pytest.mark.parametrize(
    ("path", "value", "kinds"),
    [
        ("g1/sello", "cualquiera", []),
        ("g1/eco", "xotra", []),
        ("g2/sello", "9", ["value"]),
        ("g3/eco", "9", ["value"]),
        ("filas/sello", "9", ["value"]),
        ("g2/lejos", "11.00001", ["value"]),  # not measured: the other «lejos» is
        ("g2/firma", "99", ["constraint"]),
        ("g3/dia", "2019-01-01", ["constraint"]),  # no clock judges this day
    ],
)
def test_what_may_differ_is_known_by_its_path(
    worker: LogicWorker, path: str, value: str, kinds: list[str]
) -> None:
    """Another question of the same name may depend on chance, on the clock or on the globe."""
    answers = {"base": "10", "firma": "5", "dia": "2040-01-01"}
    xml = changed_at(worker.fill(SEALS, {}, answers, seed=1), path, value)
    answer = worker.check(SEALS, {}, xml)
    assert [each.kind for each in answer.differences] == kinds
