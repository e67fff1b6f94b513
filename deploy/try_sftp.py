"""Tries the recipe for files by SFTP of docs/operations.md: OpenSSH with `sshd_kobra.conf`, two
clients with a folder each, on loopback. As root, in a mount namespace of its own, because it has
accounts of its own in it:

    unshare --mount python deploy/try_sftp.py --sshd /usr/sbin/sshd

By hand: it needs the programs (openssh-server, openssh-client). Prints what was seen.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
ROOT, KEYS = Path("/srv/kobra-sftp"), Path("/etc/ssh/kobra-keys")
SERVER, GROUP = (7001, 7001), 7000
CLIENTS = {"banco": 7002, "cooperativa": 7003}
COMING, GOING = "entrada", "salida"


def main() -> int:
    """All of the recipe, then what each may do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sshd", type=Path, default=Path("/usr/sbin/sshd"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kobra-sftp-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        _accounts(folder)
        _folders()
        keys = {client: _key(folder, client) for client in CLIENTS}
        with _sshd(given.sshd, folder) as port:
            return 0 if _try(folder, keys, port) else 1


def _run(*words: str, given: str = "", code: int | None = 0) -> str:
    done = subprocess.run(words, input=given, capture_output=True, text=True, timeout=60)
    if code is not None and done.returncode != code:
        raise RuntimeError(f"{words}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def _accounts(folder: Path) -> None:
    """What `useradd` would make, seen in this namespace only; and empty /srv and /run/sshd."""
    _run("mount", "--make-rprivate", "/")
    users = f"kobra:x:{SERVER[0]}:{SERVER[1]}::/:/usr/sbin/nologin\n"
    users += "sshd:x:7009:65534::/run/sshd:/usr/sbin/nologin\n"
    groups = f"kobra:x:{SERVER[1]}:\nkobra-sftp:x:{GROUP}:{','.join(CLIENTS)}\n"
    shadow = ""
    for client, number in CLIENTS.items():
        users += f"{client}:x:{number}:{number}::/:/usr/sbin/nologin\n"
        groups += f"{client}:x:{number}:\n"
        shadow += f"{client}:*:19000:0:99999:7:::\n"
    for name, more in (("passwd", users), ("group", groups), ("shadow", shadow)):
        own = folder / name
        own.write_text(Path(f"/etc/{name}").read_text() + more)
        own.chmod(0o600 if name == "shadow" else 0o644)
        _run("mount", "--bind", str(own), f"/etc/{name}")
    for place in ("/srv", "/run"):
        _run("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", place)
    Path("/run/sshd").mkdir(mode=0o755)
    (folder / "ssh").mkdir(mode=0o755)
    Path("/etc/ssh").mkdir(exist_ok=True)
    _run("mount", "--bind", str(folder / "ssh"), "/etc/ssh")
    KEYS.mkdir(mode=0o755)


def _folders() -> None:
    """Of each client: its root is root's; it writes to `entrada`, the server to `salida`."""
    ROOT.mkdir(mode=0o755)
    for client, number in CLIENTS.items():
        own = ROOT / client
        own.mkdir(mode=0o755)
        for name, owner, group in ((COMING, number, SERVER[1]), (GOING, SERVER[0], number)):
            (own / name).mkdir()
            os.chown(own / name, owner, group)
            (own / name).chmod(0o2750)  # what is made in it is of its group


def _key(folder: Path, client: str) -> Path:
    path = folder / client
    _run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path))
    (KEYS / client).write_text((folder / f"{client}.pub").read_text())
    return path


@contextmanager
def _sshd(program: Path, folder: Path) -> Iterator[int]:
    _run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / "host"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    head = f"ListenAddress 127.0.0.1:{port}\nHostKey {folder}/host\nPidFile none\n"
    head += "Subsystem sftp internal-sftp\nUsePAM no\nPasswordAuthentication no\n"
    (folder / "sshd_config").write_text(head + (HERE / "sshd_kobra.conf").read_text())
    words = [str(program), "-f", str(folder / "sshd_config"), "-D", "-e"]
    _run(*words[:3], "-t")
    with (folder / "sshd.log").open("wb") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log)
    try:
        until = time.monotonic() + 20
        while not _listens(port):
            if time.monotonic() > until or process.poll() is not None:
                raise RuntimeError((folder / "sshd.log").read_text())
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _try(folder: Path, keys: dict[str, Path], port: int) -> bool:
    (folder / "cartera.csv").write_text("cuenta;saldo\nC-1;100\n")

    def sftp(who: str, *acts: str, key: str = "") -> str:
        options = ["-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={folder}/known"]
        options += ["-o", "BatchMode=yes", "-P", str(port), "-i", str(keys[key or who]), "-b", "-"]
        said = _run(
            "sftp", "-q", *options, f"{who}@127.0.0.1", given="\n".join(acts) + "\n", code=None
        )
        return "\n".join(line for line in said.splitlines() if not line.startswith("sftp> "))

    def as_server(*words: str) -> str:
        drop = ["setpriv", f"--reuid={SERVER[0]}", f"--regid={SERVER[1]}", "--clear-groups"]
        return _run(*drop, *words, code=None)

    def written() -> bool:
        """As the server writes: a name that nobody reads, then 0640 and its own."""
        place = ROOT / "banco" / GOING
        act = f"umask 077; echo 1 > {place}/.part; chmod 640 {place}/.part"
        return not as_server("sh", "-c", f"{act}; mv {place}/.part {place}/gestiones.csv")

    up, down = f"put {folder}/cartera.csv {COMING}/", f"get {GOING}/gestiones.csv {folder}/back"
    coming = ROOT / "banco" / COMING / "cartera.csv"
    looks: dict[str, Callable[[], bool]] = {
        "a client puts its file": lambda: not sftp("banco", up) and coming.is_file(),
        "the server reads it": lambda: as_server("cat", str(coming)).startswith("cuenta"),
        "the server puts its file": written,
        "the client gets it": lambda: not sftp("banco", down) and (folder / "back").is_file(),
        "the client cannot write where the server does": lambda: (
            "ermission denied" in sftp("banco", f"put {folder}/cartera.csv {GOING}/")
        ),
        "the client sees nothing but its folder": lambda: (
            sftp("banco", "ls -1 /").split() == ["/entrada", "/salida"]
            or sftp("banco", "ls -1").split() == [COMING, GOING]
        ),
        "another client sees none of it": lambda: (
            "not found" in sftp("cooperativa", f"get /srv/kobra-sftp/banco/{COMING}/cartera.csv")
        ),
        "another's key does not open it": lambda: (
            "Connection closed" in sftp("banco", "ls", key="cooperativa")
        ),
        "there is no shell": lambda: (
            "sftp connections only"
            in _run(
                *("ssh", "-o", "StrictHostKeyChecking=no", "-o", "BatchMode=yes"),
                *("-o", f"UserKnownHostsFile={folder}/known", "-p", str(port)),
                *("-i", str(keys["banco"]), "banco@127.0.0.1", "id"),
                code=None,
            )
        ),
    }
    is_well = True
    for name, look in looks.items():
        found = look()
        is_well &= found
        sys.stdout.write(f"{'yes' if found else 'NO '} {name}\n")
    return is_well


if __name__ == "__main__":
    raise SystemExit(main())
