"""Logs in a few small files that turn over, without what names a person or opens a door."""

import logging
import re
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from kobra_records.private_files import make_file, make_folder

BYTES = 1_000_000
FILES = 4
LINES_KEPT = 200
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
_HIDDEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+"), "<e-mail>"),
    (re.compile(r"(?i)\bbearer\s+\S+"), "<token>"),
    (re.compile(r"(?i)\b(token|password|code|key)(['\"]?\s*[=:]\s*)\S+"), r"\1\2<hidden>"),
    (re.compile(r"/phones/[^\s/?'\"]+"), "/phones/<token>"),
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]+"), "<token>"),
    # Documents, telephones and accounts are long numbers; times and sizes are not.
    (re.compile(r"(?<![\w.-])\+?\d[\d .()-]{6,}\d(?![\w-])"), "<number>"),
)


def without_persons(text: str) -> str:
    """The text with e-mails, tokens and long numbers blotted out."""
    for pattern, instead in _HIDDEN:
        text = pattern.sub(instead, text)
    return text


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        stamp = self.formatTime(record)
        return f"{stamp} {record.levelname} {record.name} {without_persons(self._body(record))}"

    def _body(self, record: logging.LogRecord) -> str:
        body = record.getMessage()
        if record.exc_info:
            body = f"{body}\n{self.formatException(record.exc_info)}"
        return body


class _PrivateFile(RotatingFileHandler):
    """Each of its files is for this account alone. A full disk costs lines, never the program or
    its end; what was to be written goes to no other place, for it may name people.
    """

    def _open(self) -> TextIOWrapper:
        make_file(Path(self.baseFilename))
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """The line is lost."""

    def close(self) -> None:
        """Close the file, with what could not be written."""
        with suppress(OSError):
            super().close()


class LastLines(logging.Handler):
    """The last lines, for a crash report."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: deque[str] = deque(maxlen=LINES_KEPT)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line."""
        self._lines.append(self.format(record))

    @property
    def lines(self) -> Iterable[str]:
        """Oldest first."""
        return tuple(self._lines)


last_lines = LastLines()


def start_logs(folder: Path, level: str = "info") -> None:
    """Log to files in the folder, and to memory when the folder cannot be written."""
    root = logging.getLogger()
    root.setLevel(level.upper())
    formatter = _Formatter(_FORMAT)
    last_lines.setFormatter(formatter)
    root.addHandler(last_lines)
    try:
        make_folder(folder)
        file = _PrivateFile(
            folder / "kobra-desktop.log", maxBytes=BYTES, backupCount=FILES, encoding="utf-8"
        )
    except OSError:
        root.warning("logs_not_written")
        return
    file.setFormatter(formatter)
    root.addHandler(file)
    # Its debug lines hold addresses with their queries.
    logging.getLogger("urllib3").setLevel(logging.WARNING)


def stop_logs() -> None:
    """Close what `start_logs` opened."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if handler is last_lines or isinstance(handler, RotatingFileHandler):
            root.removeHandler(handler)
            handler.close()
