"""The door for filled-in forms: what a phone posts is made durable first, then read, then answered
with a sentence for its agent. The route that calls this knows whose phone it is.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from errno import ENOSPC

from fastapi import Request
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from field_api.budgets.phones import Budgets, Spender, spend
from field_api.budgets.room import RETRY_AFTER_S, Room, no_room
from field_api.errors import ApiError
from field_api.settings import Settings
from field_api.submissions.aside import AsidePart, give_owner
from field_api.submissions.post import XML_PART, Kept, Post, read_post
from field_api.submissions.raw import TWO_FORMS, Ended, Raw, coming_raw, keep_raw
from field_api.submissions.reading import TAKEN, Outcome, Reader
from kobra_domain.words import say
from kobra_domain.words.figures import number

_MB = 1_000_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Received:
    """What to answer: the status, and a Spanish sentence for the agent's screen."""

    status: int
    message: str


class Receiving:
    """Takes the posts of one server; `on_taken` hears of each that was read, on its thread, and of
    the contents that came with it.
    """

    def __init__(
        self,
        reader: Reader,
        room: Room,
        budgets: Budgets,
        on_taken: Callable[[Sequence[str]], None],
    ) -> None:
        self._database = reader.database
        self._store = reader.store
        self._reader = reader
        self._room = room
        self._budgets = budgets
        self._on_taken = on_taken

    async def take(
        self, request: Request, spender: Spender, ended: Ended | None = None
    ) -> Received:
        """Read a post to its end, keep it, and answer. Never raises for what was sent. `ended`: the
        phone is no longer the agent's.

        Raises ApiError no_room, over_budget and phone.not_stored: the phone comes again.
        """
        settings: Settings = request.app.state.settings
        post = Post()
        try:
            await self._stream(request, post, settings.largest_attachment)
            return await asyncio.to_thread(self._taken, post, spender, settings.clock(), ended)
        except OSError as problem:  # the disk is full or gone: nothing was promised
            _log.error("submission_not_kept", extra={"reason": type(problem).__name__})
            raise ApiError(
                "phone.not_stored", headers={"Retry-After": str(RETRY_AFTER_S)}
            ) from problem
        finally:
            post.abandon()

    def again(self, raw_id: str, now: datetime) -> Outcome:
        """Read a form that was set aside once more, as a person wished. Blocks."""
        outcome = self._reader.read(raw_id, now, is_confirmed=True)
        if outcome.code == TAKEN:
            self._on_taken(())
        return outcome

    def visit_of(self, raw_id: str) -> str:
        """The visit that a form names, empty for none. Blocks."""
        return self._reader.visit_of(raw_id)

    def give_owner(self, part: AsidePart, now: datetime) -> bool:
        """Join a file to the one form of its agent that misses a file of that name. Blocks."""
        with self._database.begin() as connection:
            raw_id = give_owner(connection, part, now)
        return raw_id is not None and self.again(raw_id, now).code == TAKEN

    async def _stream(self, request: Request, post: Post, largest_file: int) -> None:
        kind = request.headers.get("content-type", "")
        try:
            await read_post(post, kind, self._chunks(request, post), self._store, largest_file)
        except ClientDisconnect:
            post.is_broken = True
        except HTTPException:  # beyond what any post may weigh
            post.is_broken = post.is_too_big = True

    async def _chunks(self, request: Request, post: Post) -> AsyncIterator[bytes]:
        async for chunk in request.stream():
            if self._room.is_short and post.failure is None:
                post.failure = OSError(ENOSPC, "less is free than the floor")
                post.abandon()
            yield chunk

    def _taken(self, post: Post, spender: Spender, now: datetime, ended: Ended | None) -> Received:
        """Keep what came, then read it. Runs on a thread of its own."""
        if post.failure is not None:
            raise no_room() if post.failure.errno == ENOSPC else post.failure
        size = post.new_bytes(self._store)
        with self._budgets.reserved(spender, size, now):
            kept = post.keep(self._store)
            if not kept:
                return _nothing_kept(post)
            coming = [
                coming_raw(spender.agent_id, one, now, is_final=post.is_final, ended=ended)
                for one in _by_form(kept)
            ]

            def note(connection: Connection) -> list[str]:
                spend(connection, spender, size, now)
                return [keep_raw(connection, one) for one in coming]

            outcome = self._read(note, coming, now)
        if outcome.code == TAKEN:
            self._on_taken([k.stored.sha256 for k in kept if k.stored and k.name != XML_PART])
        return _answer(post, kept, outcome)

    def _read(
        self, note: Callable[[Connection], list[str]], coming: list[Raw], now: datetime
    ) -> Outcome:
        if len(coming) == 1:
            return self._reader.take(lambda connection: note(connection)[0], coming[0], now)
        # Whose are the files? All is kept with each, and a person decides.
        with self._database.begin() as connection:
            raw_ids = note(connection)
        return [self._reader.refuse(raw_id, TWO_FORMS) for raw_id in raw_ids][-1]


def _by_form(kept: list[Kept]) -> list[list[Kept]]:
    """What came of each form: its XML and every file. No form: the files alone."""
    files = [one for one in kept if one.name != XML_PART]
    forms = {one.stored: one for one in kept if one.name == XML_PART}
    return [[form, *files] for form in forms.values()] or [files]


def _nothing_kept(post: Post) -> Received:
    if post.is_too_big:
        return Received(413, say("phone.post_too_big"))
    if post.parts:
        return Received(400, say("phone.nothing_whole"))
    return Received(400, say("phone.no_form"))


def _answer(post: Post, kept: list[Kept], outcome: Outcome) -> Received:
    """The sentence of the outcome, or of what could not be kept of a form that was read."""
    xml_is_too_big = any(k.name == XML_PART and k.stored is None for k in kept)
    if xml_is_too_big:
        return Received(413, say("phone.xml_too_big"))
    if outcome.code != TAKEN:
        return Received(outcome.status, say(outcome.code))
    too_big = next((k for k in kept if k.stored is None), None)
    if too_big is not None:
        size = number(too_big.size / _MB, "es")
        return Received(413, say("phone.file_too_big", {"name": too_big.name, "size": size}))
    if post.is_too_big:
        return Received(413, say("phone.post_too_big"))
    if post.is_crowded:
        return Received(413, say("phone.too_many_files"))
    if post.is_broken:
        return Received(400, say("phone.broken"))
    return Received(outcome.status, say(TAKEN if post.is_final else "phone.part_taken"))
