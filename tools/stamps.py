"""Remembers what a finished step was made from, so that a second start skips it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from tools.console import ROOT


def digest(paths: Iterable[Path], *words: str) -> str:
    """SHA-256 over the names and contents of files (folders: all below) and some words."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in sorted(_files(paths)):
        total.update(path.relative_to(ROOT).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from (p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        elif path.exists():
            yield path


def is_fresh(stamp: Path, value: str, *products: Path) -> bool:
    """Whether the step ended with this very digest, and what it made is there as it made it."""
    if not all(product.exists() for product in products):
        return False
    return stamp.is_file() and stamp.read_text("utf-8") == _words(value, products)


def write(stamp: Path, value: str, *products: Path) -> None:
    """Record a step that ended well. Two checkouts may share a stamp (one `.venv` for both): by
    the products it is known whose it tells of.
    """
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(_words(value, products), "utf-8")


def _words(value: str, products: tuple[Path, ...]) -> str:
    return f"{value} {digest(products)}" if products else value
