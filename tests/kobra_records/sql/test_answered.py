"""What numbers are told apart by answers of, over versions, corrections and forms that were sent
again; both engines answer alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, insert, true

from kobra_domain.kinds import NAMES, Entity
from kobra_domain.metrics.answered import Answered, Answering
from kobra_domain.metrics.declared import DONE, KEPT_RATE
from kobra_domain.metrics.dimensions import Dimension, held_to, monday_of
from kobra_domain.metrics.predicates import EVERY
from kobra_domain.questionnaires import canonical
from kobra_domain.submissions import Answer, AnswerChange, ReviewAct
from kobra_domain.visits import Outcome, VisitState
from kobra_records.sql.report_source import SqlSource
from tests.kobra_domain.things import (
    NOW,
    a_portfolio,
    a_questionnaire,
    a_review,
    a_submission,
    a_version,
    a_visit,
    an_id,
)
from tests.kobra_records.answers.forms import ask, form, group, repeat
from tests.kobra_records.sql.conftest import TABLES

WEEK = monday_of(NOW.date()).isoformat()
HOUSE, MONEY = Answered(an_id(10), "casa/tipo"), Answered(an_id(10), "monto", (100.0, 500.5))
LISTS = {"tipo": {"own": "Propia", "rent": "Rentada"}}
FIRST = form(
    group("casa", ask("tipo", "select_one tipo", "Tipo de vivienda")),
    ask("nota", "text", "Nota"),
    ask("firma", "acknowledge", "¿Firmó?"),
    repeat("hijo", ask("edad", "integer", "Edad")),
    lists=LISTS,
)
SECOND = form(
    group("casa", ask("tipo", "select_one tipo", "Vivienda")),
    ask("monto", "decimal", "Monto"),
    ask("causas", "select_multiple causas", "Causas"),
    lists={
        "tipo": {"own": "Propia", "lent": "Prestada"},
        "causas": {"job": "Sin empleo", "ill": "Enfermedad"},
    },
)
THIRD = form(ask("monto", "decimal", "Monto"))
CAUSES = Answered(an_id(10), "causas")
# What was answered by several choices, at whichever of the visits.
SEVERAL = {3: "job ill", 4: 'ill  "odd" ill ', 6: "job"}
# What visits were answered: the version and what stands at the two paths.
SENT: dict[int, tuple[int | None, str, str]] = {
    1: (1, "own", ""),
    2: (1, "rent", ""),
    3: (2, "lent", "99.99"),
    4: (2, "", "100"),
    5: (3, "", "500.5"),
    6: (2, "own", "mucho"),
    7: (3, "", "-1-"),
    8: (None, "own", "9" * 40),
    9: (None, "", ""),
}


def rows() -> list[Entity]:
    made: list[Entity] = [a_portfolio(), a_questionnaire()]
    for n, one in enumerate((FIRST, SECOND, THIRD), 1):
        made.append(a_version(id=an_id(20 + n), number=n, form_version=str(n),
                              document=canonical.text(one)))  # fmt: skip
    for n in range(1, 13):
        made.append(a_visit(id=an_id(100 + n), state=VisitState.COMPLETED, ended_at=NOW,
                            outcome=Outcome.PROMISE))  # fmt: skip
    for n, (version, house, money) in SENT.items():
        made.append(filled(200 + n, 100 + n, version, house, money))
    # The tenth was sent twice, and the eleventh was replaced by one that says nothing.
    made += [filled(301, 110, 1, "own", ""), filled(302, 110, 1, "rent", "", late=60)]
    made += [filled(303, 111, 1, "own", "", late=60)]
    made += [filled(304, 111, 1, "", "", replaces=f"uuid:{an_id(303)}")]
    made += [
        a_review(id=an_id(400 + n), submission_id=an_id(202), act=act, at=NOW + timedelta(n),
                 changes=(AnswerChange(path=path, after=after),))
        for n, (act, path, after) in enumerate((
            (ReviewAct.EDIT, "casa/tipo", "lent"), (ReviewAct.EDIT, "casa/tipo", "own"),
            (ReviewAct.EDIT, "nota", "sin"), (ReviewAct.COMMENT, "casa/tipo", "rent"),
        ))
    ]  # fmt: skip
    return made


def filled(n: int, visit: int, version: int | None, house: str, money: str, *,
           late: int = 0, replaces: str = "") -> Entity:  # fmt: skip
    said = (("casa/tipo", house), ("monto", money), ("causas", SEVERAL.get(visit - 100, "")))
    return a_submission(
        id=an_id(n), instance_id=f"uuid:{an_id(n)}", questionnaire_id=an_id(10),
        version_id=None if version is None else an_id(20 + version), visit_id=an_id(visit),
        received_at=NOW + timedelta(seconds=late), replaces=replaces,
        answers=tuple(Answer(path=path, value=value) for path, value in said if value),
    )  # fmt: skip


@contextmanager
def held(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection, connection.begin() as transaction:
        for one in rows():
            kind = NAMES[type(one)]
            values = {name: getattr(one, name) for name in TABLES[kind].c.keys()}  # noqa: SIM118
            connection.execute(insert(TABLES[kind]), [values])
        yield connection
        transaction.rollback()


def source(connection: Connection, locale: str = "es") -> SqlSource:
    return SqlSource(
        connection, TABLES, lambda _: true(), today=date(2026, 11, 30), when="9:00", locale=locale
    )


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def asked(request: pytest.FixtureRequest, engines: dict[str, Engine]) -> Iterator[SqlSource]:
    with held(engines[request.param]) as connection:
        yield source(connection)


def counted(asked: SqlSource, by: Any) -> dict[Any, int]:
    found = asked.tallies([DONE], [by], EVERY)
    return {key[0]: one[DONE.key].n for key, one in found.items()}


def test_a_choice_is_told_apart_over_all_versions(asked: SqlSource) -> None:
    assert counted(asked, HOUSE) == {
        "=own": 4, "=lent": 1, "=rent": 1, "blank": 2, "dropped": 3, "": 1,
    }  # fmt: skip


def test_a_number_is_told_by_its_band(asked: SqlSource) -> None:
    # The first version did not ask it: 1, 2, 10 and 11.
    assert counted(asked, MONEY) == {
        "#0": 1, "#1": 1, "#2": 1, "odd": 3, "dropped": 5, "": 1,
    }  # fmt: skip


def test_each_of_several_choices_counts_and_a_visit_once_in_each(asked: SqlSource) -> None:
    found = counted(asked, CAUSES)
    assert found == {"=job": 2, "=ill": 2, '="odd"': 1, "dropped": 8, "": 1}
    assert asked.tallies([DONE], (), EVERY)[()][DONE.key].n == 12 < sum(found.values())
    by_house = asked.tallies([DONE], [HOUSE, CAUSES], EVERY)
    assert by_house["=lent", "=ill"][DONE.key].n == 1
    question = asked.question(CAUSES)
    assert question is not None
    assert question.is_multiple


def test_the_rows_of_a_group_are_asked_by_its_value(asked: SqlSource) -> None:
    for by in (HOUSE, MONEY, CAUSES):
        for value, count in counted(asked, by).items():
            where = held_to(DONE, by, value)
            assert asked.tallies([DONE], (), where)[()][DONE.key].n == count


def test_answers_stand_beside_each_other_and_beside_dimensions(asked: SqlSource) -> None:
    found = asked.tallies([DONE], [HOUSE, Dimension.WEEK, MONEY], EVERY)
    assert found["=lent", WEEK, "#0"][DONE.key].n == 1
    assert sum(one[DONE.key].n for one in found.values()) == 12


def test_rows_without_a_visit_have_no_answers(asked: SqlSource) -> None:
    assert asked.tallies([KEPT_RATE], [HOUSE], EVERY) == {}


def test_questions_are_offered_by_their_newest_words(asked: SqlSource) -> None:
    assert isinstance(asked, Answering)
    offered = {one.path: one for one in asked.questions()}
    assert list(offered) == ["monto", "casa/tipo", "causas", "firma"]
    house = offered["casa/tipo"]
    assert (house.label, house.questionnaire) == ("Vivienda", "Visita")
    assert house.choices == {"own": "Propia", "lent": "Prestada", "rent": "Rentada"}
    assert house.versions == {an_id(21), an_id(22)}
    assert offered["monto"].choices is None
    assert asked.question(HOUSE) == house
    assert asked.question(Answered(an_id(10), "nadie")) is None
    assert asked.question(Answered(an_id(99), "nadie")) is None
