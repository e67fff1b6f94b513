"""A portfolio's ranges and rules, its institution with a logo, and its months."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from shiboken6 import isValid

from field_api.money.snapshots import take_cut
from kobra_desktop.models.administration.logos import MOST_BYTES, logo_image, read_logo
from kobra_desktop.store.queries.portfolios import institution_of, portfolio_rows
from kobra_desktop.views.administration.institution_form import InstitutionDialog
from kobra_desktop.views.administration.months import MonthsDialog
from kobra_desktop.views.administration.portfolio_form import PortfolioDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_domain.errors import Invalid
from kobra_domain.portfolios import Portfolio
from tests.kobra_desktop.views.administration.conftest import Desk
from tests.kobra_desktop.views.world import NOW


def a_png(folder: Path, side: int = 40) -> Path:
    """A picture of one colour."""
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("#006C55"))
    path = folder / "logo.png"
    assert image.save(str(path))
    return path


def test_a_logo_is_a_small_png(tmp_path: Path) -> None:
    logo = read_logo(a_png(tmp_path))
    assert logo_image(logo).width() == 40
    assert logo_image("").isNull()
    assert logo_image("no base64!").isNull()
    assert logo_image("aGVsbG8=").isNull()


def hostile(kind: str) -> bytes:
    """What is no logo."""
    head = b"\x89PNG\r\n\x1a\n"
    if kind == "bomb":  # thousands of pixels a side in a few bytes
        size = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
        body = b"IHDR" + size
        return head + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))
    return {
        "jpeg": b"\xff\xd8\xff\xe0" + b"0" * 40,
        "empty": b"",
        "cut": head,
        "heavy": head + b"0" * MOST_BYTES,
    }[kind]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("jpeg", "not_a_png"),
        ("empty", "not_a_png"),
        ("cut", "not_a_png"),
        ("heavy", "logo_too_big"),
        ("bomb", "logo_too_wide"),
        ("missing", "unreadable_file"),
    ],
)
def test_what_is_no_logo_is_refused_by_its_reason(tmp_path: Path, kind: str, code: str) -> None:
    path = tmp_path / "file.png"
    if kind != "missing":
        path.write_bytes(hostile(kind))
    with pytest.raises(Invalid) as refused:
        read_logo(path)
    assert refused.value.code == code


def first(desk: Desk) -> Portfolio:
    """The first portfolio of the list."""
    return portfolio_rows(desk.office.workspace.desk.store)[0].portfolio


def form_of(desk: Desk, portfolio: Portfolio) -> Any:
    tab = desk.open("portfolios")
    tab.edit(portfolio)
    return desk.dialog(PortfolioDialog)


def test_ranges_and_rules_are_kept(desk: Desk) -> None:
    portfolio = first(desk)
    form = form_of(desk, portfolio)
    assert form.bucket_words.text().endswith("61–90 · Más de 90")
    form.buckets.typing.widget.setText("15; 45 120")
    assert form.bucket_words.text() == "Al día · 1–15 · 16–45 · 46–120 · Más de 120"
    form.cut_day.put(25)
    form.kept_from.put(90.0)
    form.save.click()
    desk.until(lambda: desk.said)
    desk.office.sync()
    made = next(
        row.portfolio
        for row in portfolio_rows(desk.office.workspace.desk.store)
        if row.portfolio.id == portfolio.id
    )
    assert made == replace(portfolio, buckets=(15, 45, 120), cut_day=25, kept_from=90.0)


@pytest.mark.parametrize("typed", ["30, 7", "7, siete", "", "7, 7", "9999999"])
def test_ranges_that_do_not_rise_are_refused_where_they_stand(desk: Desk, typed: str) -> None:
    form = form_of(desk, first(desk))
    form.buckets.typing.widget.setText(typed)
    form.save.click()
    assert form.buckets.problem
    assert form.isVisible()
    assert form.bucket_words.text() == ""


def test_an_institution_has_a_logo_and_whom_to_ask(desk: Desk, tmp_path: Path) -> None:
    portfolio = first(desk)
    tab = desk.open("portfolios")
    tab.edit_institution(portfolio)
    form = desk.dialog(InstitutionDialog)
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no picture")
    form.take_file(str(bad))
    desk.until(lambda: form.logo.problem)
    form.take_file(str(a_png(tmp_path)))
    desk.until(lambda: form.logo.is_touched)
    form.tax_number.put("900.123.456-8")
    form.requests.put("datos@banco.example")
    form.save.click()
    desk.until(lambda: desk.said)
    desk.office.sync()
    kept = institution_of(desk.office.workspace.desk.store, portfolio.institution_id)
    assert kept is not None
    assert (kept.tax_number, kept.data_requests_to) == ("900.123.456-8", "datos@banco.example")
    assert logo_image(kept.logo).width() == 40


def test_a_month_is_closed_after_one_more_question(desk: Desk) -> None:
    portfolio = first(desk)
    with desk.office.server.database.begin() as connection:
        for cut_on in (date(2026, 9, 30), date(2026, 10, 31)):
            take_cut(connection, portfolio, cut_on, NOW, cut_on)
    tab = desk.open("portfolios")
    tab.show_months(portfolio)
    dialog = desk.dialog(MonthsDialog)
    desk.until(lambda: dialog.list.count() == 2)
    assert "31 oct" in dialog.list.item(0).text()
    assert dialog.close_month.isEnabled()
    dialog.close_month.click()
    desk.dialog(Question).act.click()
    desk.until(lambda: "Closed" in dialog.list.item(0).text())
    assert "Closed" in dialog.list.item(1).text()
    assert not dialog.close_month.isEnabled()


def test_months_nobody_kept_are_said(desk: Desk) -> None:
    tab = desk.open("portfolios")
    tab.show_months(first(desk))
    dialog = desk.dialog(MonthsDialog)
    desk.until(lambda: not dialog.list.isVisible() and not dialog.close_month.isEnabled())
    assert dialog.list.count() == 0


def test_an_answer_that_comes_after_the_dialog_was_left_is_dropped(desk: Desk) -> None:
    """The server takes its time; who left meanwhile is not told, and nothing falls over."""
    tab = desk.open("portfolios")
    tab.show_months(first(desk))
    dialog = desk.dialog(MonthsDialog)
    answered: list[object] = []
    model = tab.model
    dialog.done(0)
    desk.until(lambda: not isValid(dialog))
    model.months(first(desk), answered.append, answered.append, tab)
    desk.until(lambda: bool(answered))
