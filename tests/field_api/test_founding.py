"""`kobra-field-api init` on a terminal asks what it cannot know; without one it asks nothing."""

import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from field_api.change_log.rows import entities
from field_api.configuration.stored import stored
from field_api.database import Database
from kobra_domain.people import User
from kobra_domain.portfolios import Institution, Portfolio, ProductType
from tests.field_api.servers import PASSWORD, TIMEOUT_S


def talk(
    words: Sequence[str], answers: Sequence[tuple[str, str]], code: int = 0, verb: str = "init"
) -> str:
    """Run it on a terminal; each answer is typed once its question was asked."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "field_api", verb, *words],
        env={**os.environ, "LC_ALL": "es_MX.UTF-8", "TERM": "dumb"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        close_fds=True,
    )
    os.close(theirs)
    heard, since = "", 0
    try:
        for question, answer in answers:
            while question not in heard[since:]:
                heard += os.read(ours, 4096).decode("utf-8", "replace")
            since = heard.index(question, since) + len(question)
            os.write(ours, answer.encode())
        while more := _rest(ours):
            heard += more
        assert process.wait(TIMEOUT_S) == code, heard
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    return heard


def _rest(terminal: int) -> str:
    try:
        return os.read(terminal, 4096).decode("utf-8", "replace")
    except OSError:  # its other end is closed: the process ended
        return ""


def test_the_first_administrator_address_and_portfolio(tmp_path: Path) -> None:
    url, data = f"sqlite:///{tmp_path / 'kobra.db'}", tmp_path / "data"
    said = talk(
        ["--database-url", url],
        [
            ("Correo del administrador: ", "nadie\n"),
            ("Correo del administrador: ", "ana@kobra.example\n"),
            ("Su nombre: ", "Ana Peña\n"),
            ("al escribirla): ", "corta\n"),
            ("al escribirla): ", f"{PASSWORD}\n"),
            ("Otra vez: ", "otra cosa distinta\n"),
            ("al escribirla): ", f"{PASSWORD}\n"),
            ("Otra vez: ", f"{PASSWORD}\n"),
            ("Intro: después): ", "kobra.empresa.com\n"),
            ("Intro: después): ", "https://kobra.empresa.com/\n"),
            ("Intro: después): ", "Microcrédito Ñuble\n"),
            ("dueña de la cartera: ", "Banco del Sur\n"),
            ("[MX]: ", "\n"),
            ("Número [1]: ", "\n"),
            ("Número: ", "12\n"),
            ("Número: ", "3\n"),
        ],
    )
    assert "KOBRA_TRUSTED_PROXIES" in said
    assert "puerto 8750" in said
    assert f"serve --database-url '{url}'" in said
    assert PASSWORD not in said
    database = Database(url)
    with database.read() as connection:
        [admin] = entities(connection, User)
        [portfolio] = entities(connection, Portfolio)
        [institution] = entities(connection, Institution)
        kept = stored(connection, data).values
    database.close()
    assert (admin.name, admin.email, admin.role.value) == ("Ana Peña", "ana@kobra.example", "admin")
    assert (portfolio.name, portfolio.country, portfolio.currency, portfolio.time_zone) == (
        *("Microcrédito Ñuble", "MX", "MXN", "America/Mexico_City"),
    )
    assert portfolio.product_type is ProductType.MICROCREDIT
    assert institution.portfolio_ids == (portfolio.id,)
    assert kept["public_url"] == "https://kobra.empresa.com"
    assert "ya tiene administrador" in talk(["--database-url", url], [])
    add = ["add", "--database-url", url, "--code", "AG-01", "--name", "Rosa"]
    assert "https://kobra.empresa.com/phones/" in talk(add, [], verb="agent")


def test_whoever_leaves_before_the_end_has_kept_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kobra.db'}"
    answers = [("administrador: ", "ana@kobra.example\n"), ("Su nombre: ", "\x04")]
    said = talk(["--database-url", url], answers, code=2)
    assert "No se guardó ninguna respuesta" in said
    assert "Traceback" not in said
    database = Database(url)
    with database.read() as connection:
        assert not list(entities(connection, User))
    database.close()


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kobra.db'}"
    done = subprocess.run(
        [sys.executable, "-m", "field_api", "init", "--database-url", url],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert "--admin EMAIL" in done.stderr
    assert not (tmp_path / "kobra.db").exists()


def test_with_the_administrator_given_a_terminal_is_asked_for_the_password_alone(
    tmp_path: Path,
) -> None:
    """Unseen, and twice; one that is changed later likewise."""
    url, admin = f"sqlite:///{tmp_path / 'kobra.db'}", "ana@kobra.example"
    once = [("al escribirla): ", f"{PASSWORD}\n"), ("Otra vez: ", f"{PASSWORD}\n")]
    said = talk(["--database-url", url, "--admin", admin], once)
    assert f'"admin": "{admin}"' in said
    said += talk(["password", "--database-url", url, "--email", admin], once, verb="user")
    assert PASSWORD not in said
    add = ["add", "--database-url", url, "--code", "AG-01", "--name", "Rosa"]
    assert "Ningún teléfono llega" in talk(add, [], verb="agent")
    left = [("al escribirla): ", "\x04")]
    words = ["password", "--database-url", url, "--email", admin]
    assert "Traceback" not in talk(words, left, code=2, verb="user")
