"""What was answered to a question at a visit, as a column: by the newest form that was filled in
there, with what reviews put in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    Double,
    FromClause,
    Subquery,
    Table,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.sql.selectable import TableValuedAlias

from kobra_domain.metrics.answered import BAND, BLANK, CHOICE, DROPPED, ODD, Answered, Question
from kobra_domain.submissions import ReviewAct
from kobra_records.answers.columns import AnswerColumn, AnswerColumns, read_versions
from kobra_records.answers.form_words import FormWords, read_words
from kobra_records.answers.reading import answer_type
from kobra_records.files.exports.table import ColumnType
from kobra_records.sql.answers import Tables, versions_of

_MOST_DIGITS = 15  # of a number that every engine reads alike
_ONE_OF_A_LIST, _SEVERAL = ("select_one", "acknowledge"), "select_multiple"


def questions_of(
    connection: Connection, tables: Tables, questionnaire_ids: Iterable[str], locale: str
) -> list[Question]:
    """The questions of questionnaires that numbers may be told apart by: one or several of a list,
    or a number; each as its newest meaning.
    """
    ids = list(questionnaire_ids)
    of = tables["questionnaire"].c
    titles = {
        row.id: row.title
        for row in connection.execute(select(of.id, of.title).where(of.id.in_(ids)))
    }
    versions = versions_of(connection, tables, titles)
    made = []
    for one, title in titles.items():
        known: set[str] = set()
        for column in _columns(versions.get(one, []), locale):
            if column.pattern not in known and _is_asked(column):
                made.append(_question(one, title, column))
            known.add(column.pattern)
    return made


def _columns(versions: Iterable[object], locale: str) -> tuple[AnswerColumn, ...]:
    read = read_versions(versions, lambda one: _words(one.document, locale))  # type: ignore[arg-type]
    return AnswerColumns(read).columns


@lru_cache(maxsize=32)
def _words(document: str, locale: str) -> FormWords | None:
    return read_words(document, locale)


def _is_asked(column: AnswerColumn) -> bool:
    one = column.question
    if one.in_repeat or one.is_hidden:
        return False
    is_choice = one.kind in (*_ONE_OF_A_LIST, _SEVERAL)
    return is_choice or answer_type(one) is ColumnType.NUMBER


def _question(questionnaire_id: str, title: str, column: AnswerColumn) -> Question:
    one = column.question
    is_choice = one.kind in (*_ONE_OF_A_LIST, _SEVERAL)
    choices: dict[str, str] = {}
    for asked in reversed(list(column.by_version.values())):  # the newest words stand
        choices = {
            **choices,
            **{k: v for k, v in (asked.choices or {}).items() if k not in choices},
        }
    return Question(
        questionnaire_id=questionnaire_id,
        questionnaire=title,
        path=column.pattern,
        label=one.label,
        choices=choices if is_choice else None,
        is_multiple=one.kind == _SEVERAL,
        versions=frozenset(column.by_version),
    )


def question_of(
    connection: Connection, tables: Tables, asked: Answered, locale: str
) -> Question | None:
    """The question of a dimension; None: no version that is here asks it."""
    found = questions_of(connection, tables, [asked.questionnaire_id], locale)
    return next((one for one in found if one.path == asked.path), None)


def answered(connection: Connection, tables: Mapping[str, Table], asked: Answered) -> Subquery:
    """`visit_id` and `value` (as `kobra_domain.metrics.answered` tells it) of every visit at which
    the questionnaire was filled in; of several choices a row each.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    forms = tables["submission"]
    question = question_of(connection, tables, asked, "es")
    versions = frozenset[str]() if question is None else question.versions
    latest = _latest(forms, asked.questionnaire_id)
    own = forms.alias("filled")
    sent = _at_path(own.c.answers, asked.path, "value", is_sqlite)
    raw = func.coalesce(_corrected(tables["review"], own, asked.path, is_sqlite), sent, "")
    said = (
        select(own.c.visit_id, own.c.version_id, raw.label("raw"))
        .select_from(own.join(latest, latest.c.id == own.c.id))
        .where(latest.c.place == 1)
        .subquery()
    )
    is_multiple = question is not None and question.is_multiple
    origin, one = _each(said, is_sqlite) if is_multiple else (said, said.c.raw)
    is_dropped = and_(said.c.version_id.is_not(None), said.c.version_id.not_in(sorted(versions)))
    value = case(
        (is_dropped, DROPPED),
        (one == "", case((said.c.version_id.is_(None), DROPPED), else_=BLANK)),
        else_=_banded(one, asked.bounds, is_sqlite) if asked.bounds else literal(CHOICE) + one,
    )
    found = select(said.c.visit_id, value.label("value")).select_from(origin)
    if not is_multiple:
        return found.subquery()
    is_one = or_(one != "", func.trim(said.c.raw) == "")  # between two blanks there is nothing
    return found.where(is_one).distinct().subquery()


def _each(said: Subquery, is_sqlite: bool) -> tuple[FromClause, ColumnElement[str]]:
    """Answers of several choices, a row each, and the code of one; of none an empty one."""
    if is_sqlite:
        listed = literal("[") + func.replace(func.json_quote(said.c.raw), " ", '","') + literal("]")
        each: TableValuedAlias = func.json_each(listed).table_valued("value", name="each")
    else:
        split = func.unnest(func.string_to_array(said.c.raw, " "))
        each = split.table_valued("value", name="each").render_derived()
    return said.outerjoin(each, true()), func.coalesce(each.c.value, "")


def _latest(forms: Table, questionnaire_id: str) -> Subquery:
    """The forms of a visit by how late they came; those that another replaces are none."""
    one = forms.c
    place = func.row_number().over(
        partition_by=one.visit_id, order_by=(one.received_at.desc(), one.id.desc())
    )
    replaced = select(one.replaces).where(one.replaces != "").scalar_subquery()
    return (
        select(one.id, place.label("place"))
        .where(
            one.questionnaire_id == questionnaire_id,
            one.visit_id.is_not(None),
            one.instance_id.not_in(replaced),
        )
        .subquery()
    )


def _at_path(
    listed: ColumnElement[str], path: str, field: str, is_sqlite: bool
) -> ColumnElement[str]:
    """Of a stored list of {path, …} the field of that with the path."""
    text = type_coerce(listed, Text)
    if is_sqlite:
        each = func.json_each(text).table_valued("value", name="each")
        said = func.json_extract(each.c.value, f"$.{field}")
        is_it = func.json_extract(each.c.value, "$.path") == path
    else:
        each = func.json_array_elements(cast(text, JSON)).table_valued("value", name="each")
        said = func.json_extract_path_text(each.c.value, field)
        is_it = func.json_extract_path_text(each.c.value, "path") == path
    return select(said).select_from(each).where(is_it).limit(1).scalar_subquery()


def _corrected(review: Table, forms: FromClause, path: str, is_sqlite: bool) -> ColumnElement[str]:
    """What the last correction of an answer put in its place; nothing where none did."""
    after = _at_path(review.c.changes, path, "after", is_sqlite)
    return (
        select(after)
        .where(
            review.c.submission_id == forms.c.id,
            review.c.act == ReviewAct.EDIT,
            after.is_not(None),
        )
        .order_by(review.c.at.desc(), review.c.id.desc())
        .limit(1)
        .correlate(forms)
        .scalar_subquery()
    )


def _banded(
    raw: ColumnElement[str], bounds: tuple[float, ...], is_sqlite: bool
) -> ColumnElement[str]:
    """The band that a number lies in; the engines take the same texts for numbers."""
    if is_sqlite:
        is_number = and_(
            raw.op("NOT GLOB")("*[^0-9.-]*"),
            raw.op("NOT GLOB")("?*-*"),
            raw.op("NOT GLOB")("*.*.*"),
            raw.op("GLOB")("*[0-9]*"),
        )
    else:
        is_number = and_(raw.op("~")(r"^-?[0-9]*\.?[0-9]*$"), raw.op("~")("[0-9]"))
    is_held = and_(is_number, func.length(raw) <= _MOST_DIGITS)
    value = cast(case((is_held, raw), else_=null()), Double)
    steps = [(value < bound, f"{BAND}{n}") for n, bound in enumerate(bounds)]
    return case((or_(~is_held, value.is_(None)), ODD), *steps, else_=f"{BAND}{len(bounds)}")
