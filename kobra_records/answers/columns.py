"""The questions of all versions of a questionnaire as columns. Each answer is read by the words of
its own version; where versions ask something else under one name, the column says so or is split.

Versions are in the order of their numbers, never of their texts. A question that comes later takes
no column and no name from one that was there.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kobra_domain.questionnaires.things import QuestionnaireVersion
from kobra_domain.words import say
from kobra_records.answers.form_words import FormWords, Labels, Question
from kobra_records.answers.reading import answer_type


@dataclass(frozen=True, slots=True)
class ReadVersion:
    """A version that is here and could be read. `number` gives its place, `name` is the form's own
    text for it.
    """

    id: str
    number: int
    name: str
    words: FormWords


def read_versions(
    published: Iterable[QuestionnaireVersion],
    words: Callable[[QuestionnaireVersion], FormWords | None],
) -> tuple[ReadVersion, ...]:
    """Those whose `words` could be read."""
    return tuple(
        ReadVersion(one.id, one.number, one.form_version or str(one.number), found)
        for one in published
        if (found := words(one)) is not None
    )


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """What versions asked alike. `pattern`: path with a mark at each repeat. `question` is that of
    its newest version, `since` the name of its first, `titled_since` the number of the first which
    called it as the newest does.

    `is_first`: of several meanings of a pattern the oldest; answers of an unknown version stand
    here, as they were sent. `is_mixed`: its type changed, or a code of its list had other words.
    """

    pattern: str
    question: Question
    since: str = ""
    titled_since: int = 0
    by_version: Mapping[str, Question] = field(default_factory=dict)
    is_first: bool = True
    is_mixed: bool = False

    @property
    def key(self) -> str:
        """Tells it apart for good."""
        return self.pattern if self.is_first else f"{self.pattern} {self.since}"

    @property
    def repeat(self) -> str:
        """The pattern of the innermost repeat it is in, empty for none."""
        head, mark, _ = self.pattern.rpartition("[]")
        return f"{head}{mark}"

    def title(self, locale: str) -> str:
        """What it is called by people."""
        label = self.question.label
        if not self.is_first:
            kind = say(f"question_type.{self.question.kind}", None, locale)
            params = {"label": label, "version": self.since, "type": kind}
            return say("answers.since", params, locale)
        return say("answers.mixed", {"label": label}, locale) if self.is_mixed else label

    def code(self) -> str:
        """What it is called by programs."""
        return self.question.path if self.is_first else f"{self.question.path} ({self.since})"


class AnswerColumns:
    """The columns in the order of the newest version, then what only older ones asked; what people
    never see last. `by_words`: choices are shown by their words; by their codes, lists that mean
    other things are columns of their own.
    """

    def __init__(self, versions: Iterable[ReadVersion], *, by_words: bool = True) -> None:
        ordered = sorted(versions, key=lambda one: one.number)
        meanings: dict[str, list[_Meaning]] = {}
        for version in ordered:
            for question in version.words.questions.values():
                known = meanings.setdefault(question.pattern, [])
                for one in known:
                    if one.takes(question, by_words=by_words):
                        break
                else:
                    known.append(one := _Meaning(question.pattern, is_first=not known))
                one.add(version, question)
        shown = dict.fromkeys(
            question.pattern
            for version in reversed(ordered)
            for question in version.words.questions.values()
        )
        made = [column for pattern in shown for column in _latest_first(meanings[pattern])]
        self.columns = (
            *(one for one in made if not one.question.is_hidden),
            *(one for one in made if one.question.is_hidden),
        )
        self._asks = {(version, one.pattern) for one in self.columns for version in one.by_version}

    def read(
        self, column: AnswerColumn, version_id: str | None, raw: str
    ) -> tuple[Question | None, str]:
        """Whether an answer at the column's pattern stands in it: the question of its version, and
        the answer; without a question it is shown as it was sent.
        """
        version = version_id or ""
        question = column.by_version.get(version)
        if question is None and (not column.is_first or (version, column.pattern) in self._asks):
            return None, ""
        return question, raw


def named_order(columns: Sequence[AnswerColumn]) -> list[AnswerColumn]:
    """The order in which they take their names: who had one first keeps it."""
    return sorted(columns, key=lambda one: (one.titled_since, one.pattern))


class _Meaning:
    """Gathers what versions ask alike under one pattern."""

    def __init__(self, pattern: str, *, is_first: bool) -> None:
        self._pattern, self._is_first = pattern, is_first
        self._asked: list[tuple[ReadVersion, Question]] = []
        self._spoken: dict[str, Labels] = {}
        self._is_mixed = False

    @property
    def latest(self) -> int:
        """The number of the last version that asked so."""
        return self._asked[-1][0].number

    def takes(self, question: Question, *, by_words: bool) -> bool:
        """Whether that is asked here already."""
        if _class_of(question) != _class_of(self._asked[0][1]):
            return False
        return by_words or not self._contradicts(question)

    def add(self, version: ReadVersion, question: Question) -> None:
        """One more version."""
        is_other_kind = bool(self._asked) and question.kind != self._asked[0][1].kind
        self._is_mixed |= is_other_kind or self._contradicts(question)
        self._asked.append((version, question))
        for name, labels in (question.spoken or {}).items():
            self._spoken[name] = {**labels, **self._spoken.get(name, {})}

    def _contradicts(self, question: Question) -> bool:
        """Whether a code of its list has other words than it had."""
        spoken = question.spoken or {}
        return any(
            _differ(labels, self._spoken[name])
            for name, labels in spoken.items()
            if name in self._spoken
        )

    def column(self) -> AnswerColumn:
        """What came of it."""
        newest = self._asked[-1][1]
        return AnswerColumn(
            self._pattern,
            newest,
            self._asked[0][0].name,
            next(v.number for v, question in self._asked if question.label == newest.label),
            {version.id: question for version, question in self._asked},
            self._is_first,
            self._is_mixed,
        )


def _latest_first(meanings: Sequence[_Meaning]) -> list[AnswerColumn]:
    return [one.column() for one in sorted(meanings, key=lambda one: -one.latest)]


def _class_of(question: Question) -> str:
    """What is read in another way is another column."""
    if question.is_choice or question.is_file or question.kind == "calculate":
        return question.kind
    return answer_type(question).value


def _differ(one: Labels, other: Labels) -> bool:
    """Whether a choice has other words: in a language that both have; without one, in all."""
    common = one.keys() & other.keys()
    if common:
        return any(_plain(one[language]) != _plain(other[language]) for language in common)
    said, other_said = set(map(_plain, one.values())), set(map(_plain, other.values()))
    return bool(said) and bool(other_said) and not said & other_said


@lru_cache(maxsize=4_096)
def _plain(text: str) -> str:
    """The words without what a mended spelling changes: accents, capitals, blanks, a full stop."""
    taken_apart = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in taken_apart if unicodedata.category(letter) != "Mn")
    return " ".join(bare.casefold().split()).rstrip(".,;: ")
