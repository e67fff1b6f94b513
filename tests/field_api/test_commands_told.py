"""Whatever the documents have somebody type is there, and whatever is there is told."""

import re
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import field_api
from field_api.command_line import parser

ROOT = Path(field_api.__file__).parent.parent
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
TYPED = re.compile(r"(?<![/\w@-])(?:/\S+/bin/)?kobra-field-api +([a-z][^`\n]*)")
FLAG = re.compile(r"--[a-z][a-z-]*")
PROSE = {"is"}  # «kobra-field-api is on the PATH»


def commands() -> dict[str, ArgumentParser]:
    """All of them, by the words that name one."""
    return dict(_under(parser(), ""))


def _under(found: ArgumentParser, words: str) -> Iterator[tuple[str, ArgumentParser]]:
    inner = [action for action in found._actions if isinstance(action, _SubParsersAction)]
    if not inner:
        yield words, found
    for action in inner:
        for name, one in action.choices.items():
            yield from _under(one, f"{words} {name}".strip())


def typed() -> Iterator[tuple[str, str]]:
    """What follows the program's name wherever it is named, with its document."""
    for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for code in CODE.findall(path.read_text("utf-8")):
            for found in TYPED.finditer(code.replace("\\\n", " ")):
                if found[1].split()[0] not in PROSE:
                    yield path.name, found[1].partition("#")[0]


def meant(words: str) -> list[str]:
    """The commands that a line names: `webhook on|off --id ID` two."""
    first, *rest = words.split()
    if first in commands():
        return [first]
    return [f"{first} {second}" for second in (rest[0] if rest else "").split("|")]


def test_what_is_to_be_typed_is_there_with_its_flags() -> None:
    known, seen = commands(), 0
    for document, words in typed():
        for name in meant(words):
            assert name in known, f"{document}: {words}"
            flags = {flag for action in known[name]._actions for flag in action.option_strings}
            assert set(FLAG.findall(words)) <= flags, f"{document}: {words}"
            seen += 1
    assert seen > 40


def test_the_list_of_commands_is_whole() -> None:
    text = (ROOT / "docs" / "server.md").read_text("utf-8")
    table = text.partition("\n## Commands\n")[2].partition("\n## ")[0]
    told = [name for line in table.splitlines() if line.startswith("| `")
            for name in re.findall(r"`([a-z ]+)`", line.split("|")[1])]  # fmt: skip
    assert sorted(told) == sorted(commands())
