"""Tries the field API behind a proxy with TLS, as docs/operations.md says: two processes on one
PostgreSQL, Caddy or nginx as configured here, a certificate of a CA made for it, all on loopback.

    PYTHONPATH=. python deploy/try_proxies.py --nginx /usr/sbin/nginx --caddy /usr/bin/caddy

By hand: it needs the programs, and the development packages. Prints what was seen; 1 if it differs.
"""

import argparse
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import requests
import trustme
from sqlalchemy import select

from field_api.auth.people import add_user, set_password
from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.phones.enrolment import enrol
from field_api.phones.form_keys import new_key
from field_api.tables.submissions import raw_parts, raw_submissions
from kobra_domain.people import Agent, Role, User
from kobra_records.ids import new_id
from tests.field_api.databases import (
    create_database,
    free_port,
    migrate,
    postgresql_server,
    programs_of_postgresql,
)
from tests.field_api.servers import NOW, PASSWORD, wait_until
from tests.field_api.sse import streaming
from tests.field_api.submissions.phone import Phone, form, publish
from tests.field_api.world import build_world

HERE = Path(__file__).parent
HOST, EMAIL, BIG = "kobra.example.com", "jefe@kobra.example", 30 * 2**20


def main() -> int:
    """Try each proxy that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nginx", type=Path)
    parser.add_argument("--caddy", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kobra-proxies-") as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o711)
        (folder / "engine").mkdir()
        url = create_database(stack.enter_context(postgresql_server(folder / "engine")), "kobra")
        migrate(url)
        database = Database(url)
        stack.callback(database.close)
        _people(database)
        ports = [stack.enter_context(_server(url, folder)) for _ in range(2)]
        authority = trustme.CA()
        authority.cert_pem.write_to_path(folder / "ca.pem")
        made = authority.issue_cert(HOST, "localhost")
        made.cert_chain_pems[0].write_to_path(folder / "cert.pem")
        made.private_key_pem.write_to_path(folder / "key.pem")
        is_well = True
        for kind, program in (("nginx", given.nginx), ("caddy", given.caddy)):
            if program is not None:
                with _PROXIES[kind](program, folder, ports) as base:
                    is_well &= _try(kind, base, folder / "ca.pem", database, ports)
    return 0 if is_well else 1


def _people(database: Database) -> None:
    build_world(database, NOW)
    publish(database)
    admin = User(id=new_id(), name="Jefe", email=EMAIL, role=Role.ADMIN)
    with database.begin() as connection:
        add_user(connection, admin, NOW)
        set_password(connection, admin.id, PASSWORD, NOW)


@contextmanager
def _server(url: str, folder: Path) -> Iterator[int]:
    port = free_port()
    words = [sys.executable, "-m", "field_api", "serve", "--database-url", url]
    words += ["--port", str(port), "--data-folder", str(folder / "data")]
    told = {"KOBRA_TRUSTED_PROXIES": "127.0.0.1", "KOBRA_PUBLIC_URL": f"https://{HOST}"}
    told["KOBRA_METRICS_TOKEN"] = "sixteen-characters-and-more"
    with (folder / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(words, env={**os.environ, **told}, stdout=log, stderr=log)
    try:
        wait_until(lambda: _answers(f"http://127.0.0.1:{port}/ready"))
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _answers(address: str, **more: Any) -> bool:
    try:
        return requests.get(address, timeout=5, **more).ok
    except requests.RequestException:
        return False


@contextmanager
def _nginx(program: Path, folder: Path, ports: list[int]) -> Iterator[str]:
    """The file of this folder, with these ports and this certificate."""
    port = free_port()
    said = _with_ports((HERE / "nginx.conf").read_text(), ports)
    said = re.sub(r"listen 443 ssl", f"listen 127.0.0.1:{port} ssl", said)
    said = re.sub(r"/etc/letsencrypt\S+/fullchain.pem", str(folder / "cert.pem"), said)
    said = re.sub(r"/etc/letsencrypt\S+/privkey.pem", str(folder / "key.pem"), said)
    (folder / "kobra.conf").write_text(said)
    places = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"user root;\ndaemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/nginx.log;\n"
    whole += f"events {{}}\nhttp {{\naccess_log off;\n{places}include {folder}/kobra.conf;\n}}\n"
    (folder / "nginx.conf").write_text(whole)
    words = [str(program), "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx.log")]
    with _running(words, folder, port) as base:
        yield base


@contextmanager
def _caddy(program: Path, folder: Path, ports: list[int]) -> Iterator[str]:
    port = free_port()
    said = _with_ports((HERE / "Caddyfile").read_text(), ports)
    own = f"\ttls {folder}/cert.pem {folder}/key.pem\n"
    said = said.replace(f"{HOST} {{\n", f"{HOST}:{port} {{\n{own}")
    (folder / "Caddyfile").write_text(
        f"{{\n\tadmin off\n\tauto_https disable_redirects\n\tstorage file_system {folder}\n}}\n"
        + said
    )
    words = [str(program), "run", "--config", str(folder / "Caddyfile")]
    with _running([*words, "--adapter", "caddyfile"], folder, port) as base:
        yield base


_PROXIES = {"nginx": _nginx, "caddy": _caddy}


def _with_ports(said: str, ports: list[int]) -> str:
    for named, port in zip((8750, 8751), ports, strict=True):
        said = said.replace(f"127.0.0.1:{named}", f"127.0.0.1:{port}")
    return said


@contextmanager
def _running(words: list[str], folder: Path, port: int) -> Iterator[str]:
    base = f"https://{HOST}:{port}"
    with (folder / "proxy.log").open("wb") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log, env={**os.environ, "HOME": "/"})
    try:
        _resolve_here()
        wait_until(
            lambda: (
                process.poll() is not None or _answers(f"{base}/ready", verify=folder / "ca.pem")
            ),
            30,
        )
        if process.poll() is not None:
            raise RuntimeError((folder / "proxy.log").read_text())
        yield base
    finally:
        os.environ.pop("REQUESTS_CA_BUNDLE", None)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:  # it waits for a connection that a reader left open
            process.kill()


def _resolve_here() -> None:
    """The name of the configuration is this machine, for this process."""
    asked = getattr(socket, "_kobra_asked", socket.getaddrinfo)
    socket._kobra_asked = asked  # type: ignore[attr-defined]

    def here(host: Any, *rest: Any, **more: Any) -> Any:
        return asked("127.0.0.1" if host == HOST else host, *rest, **more)

    socket.getaddrinfo = here


def _try(kind: str, base: str, ca: Path, database: Database, ports: list[int]) -> bool:
    is_refused = not _answers(f"{base}/ready")  # before this process is told of the CA
    os.environ["REQUESTS_CA_BUNDLE"] = str(ca)
    with requests.Session() as http:
        answer = http.post(f"{base}/api/v1/session", json={"email": EMAIL, "password": PASSWORD})
        headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        seen: dict[str, Callable[[], bool]] = {
            "signed in over TLS": lambda: answer.status_code == 200,
            "an unknown CA is refused": lambda: is_refused,
            "/metrics is not there": lambda: http.get(f"{base}/metrics").status_code == 404,
            "/metrics of each process is": lambda: all(map(_has_metrics, ports)),
            "a stream says its first at once, then what moves": lambda: _stream(
                base, headers, database
            ),
            f"a form with a file of {BIG >> 20} MiB is taken": lambda: _upload(
                http, base, database
            ),
            "the proxy is known as one": lambda: _is_known(http, base, headers),
            "both processes answer": lambda: _both(http, base, headers, ports),
            "a backup meanwhile has all that was answered before it": lambda: _backup(
                base, database, ca.parent
            ),
        }
        is_well = True
        for name, look in seen.items():
            begun = time.perf_counter()
            found = look()
            is_well &= found
            took = time.perf_counter() - begun
            sys.stdout.write(f"{kind}: {'yes' if found else 'NO '} {name} ({took:.2f} s)\n")
    return is_well


def _has_metrics(port: int) -> bool:
    said = {"Authorization": "Bearer sixteen-characters-and-more"}
    answer = requests.get(f"http://127.0.0.1:{port}/metrics", headers=said, timeout=20)
    return answer.ok and "kobra_queue_length" in answer.text


def _stream(base: str, headers: dict[str, str], database: Database) -> bool:
    with database.begin() as connection:
        agent = entities(connection, Agent)[0]
        phone = enrol(connection, agent.id, base, NOW).osmand_url
    with streaming(base, headers) as stream:
        stream.wait_for("latest")
        begun = time.perf_counter()
        fix = {"id": agent.code, "lat": "4.6", "lon": "-74.1"}
        requests.get(phone, params=fix, timeout=20).raise_for_status()
        stream.wait_for("latest", lambda data: agent.id in json.dumps(data))
        return time.perf_counter() - begun < 5


def _upload(http: requests.Session, base: str, database: Database) -> bool:
    with database.begin() as connection:
        agent = entities(connection, Agent)[0]
        phone = Phone(base, new_key(connection, agent.id, NOW), http)
    return phone.post(form({}), {"grande.jpg": os.urandom(BIG)}).status_code == 201


def _is_known(http: requests.Session, base: str, headers: dict[str, str]) -> bool:
    return not http.get(f"{base}/api/v1/server", headers=headers).json()["unknown_proxy"]


def _both(http: requests.Session, base: str, headers: dict[str, str], ports: list[int]) -> bool:
    """Each has counted answers to what came through the proxy."""
    for _ in range(20):
        http.get(f"{base}/api/v1/session", headers=headers)
    said = {"Authorization": "Bearer sixteen-characters-and-more"}
    texts = [
        requests.get(f"http://127.0.0.1:{port}/metrics", headers=said, timeout=20).text
        for port in ports
    ]
    return all('route="/api/v1/session"' in text for text in texts)


def _backup(base: str, database: Database, folder: Path) -> bool:
    """Phones send forms with a file each, as fast as they are answered, while a backup is made; it
    is put back, and each form that it has has its file.
    """
    answered: list[str] = []
    stop = threading.Event()
    with ThreadPoolExecutor(3) as phones:
        for _ in range(3):
            phones.submit(_sending, base, database, answered, stop)
        try:
            wait_until(lambda: len(answered) > 20, 60)
            before = set(answered)
            url, copies = database.url.render_as_string(hide_password=False), folder / "copies"
            _command(url, "backup", "--to", str(copies), "--data-folder", str(folder / "data"))
            after = len(answered)
        finally:
            stop.set()
    back = f"back_{free_port()}"
    new_url = create_database(url.rpartition("/")[0].replace("+psycopg", ""), back)
    _command(new_url, "restore", str(copies), "--data-folder", str(folder / back))
    there = Database(new_url)
    with there.read() as connection:
        forms = set(connection.scalars(select(raw_submissions.c.instance_id)))
        named = set(connection.scalars(select(raw_parts.c.sha256)))
    there.close()
    kept = {path.name for path in (folder / back).rglob("*")}
    sys.stdout.write(f"  {len(before)} before it, {after - len(before)} while it was made\n")
    return before <= forms and named <= kept and after > len(before)


def _sending(base: str, database: Database, answered: list[str], stop: threading.Event) -> None:
    with database.begin() as connection:
        agent = entities(connection, Agent)[0]
        phone = Phone(base, new_key(connection, agent.id, NOW))
    while not stop.is_set():
        name = f"uuid:{uuid.uuid4()}"
        if phone.post(form({}, name), {"foto.jpg": os.urandom(200_000)}).status_code == 201:
            answered.append(name)


def _command(url: str, verb: str, *words: str) -> None:
    pg_bin = ["--pg-bin", str(programs_of_postgresql())]
    whole = [sys.executable, "-m", "field_api", verb, "--database-url", url, *words, *pg_bin]
    subprocess.run(whole, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    raise SystemExit(main())
