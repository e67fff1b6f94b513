"""What a screen reader is told of a window, over the bus that it listens on (AT-SPI). Questions go
out many at a time: one after the other, a page takes minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from jeepney import DBusAddress, Message, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
LABELLED_BY = 2
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
FOCUSABLE, SHOWING, VISIBLE, ENABLED = 11, 25, 30, 8
WHOLE = frozenset({"table", "tree table", "tree", "list", "combo box", "table cell", "list box"})
Place = tuple[str, str]  # bus name and path


@dataclass(slots=True)
class Spoken:
    """A thing as it is told: its name, role, whether it is in sight and takes the keyboard, its
    rectangle in pixels of the screen, and what stands in it. Rows and cells are not gone into.
    `label`: of what is called by its value (a box of choices), which label is told with it.
    """

    place: Place
    name: str = ""
    role: str = ""
    states: int = 0
    about: tuple[int, int, int, int] = (0, 0, 0, 0)
    parts: list[Spoken] = field(default_factory=list)
    label: str = ""

    @property
    def is_showing(self) -> bool:
        """Whether it is in sight."""
        return bool(self.states >> SHOWING & 1)

    @property
    def is_focusable(self) -> bool:
        """Whether it takes the keyboard."""
        return bool(self.states >> FOCUSABLE & 1)

    @property
    def is_enabled(self) -> bool:
        """Whether it acts now."""
        return bool(self.states >> ENABLED & 1)

    def all(self) -> Iterator[Spoken]:
        """Itself and everything in it, as it is read."""
        yield self
        for part in self.parts:
            yield from part.all()


class Reader:
    """A connection to the bus of accessibility."""

    def __init__(self) -> None:
        session = open_dbus_connection("SESSION")
        asked = new_method_call(
            DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress"
        )
        address = session.send_and_get_reply(asked, timeout=20).body[0]
        session.close()
        self._bus: DBusConnection = open_dbus_connection(address)

    def programs(self) -> list[Place]:
        """Those that speak, by what the registry says."""
        return [tuple(one) for one in self._ask([self._call(REGISTRY, "GetChildren")])[0][0]]

    def name_of(self, place: Place) -> str:
        """What a thing is called."""
        answer = self._ask([self._property(place, "Name")])[0]
        return str(answer[0][1]) if answer else ""

    def read(self, place: Place) -> Spoken:
        """A thing with all that is in sight of it."""
        root = Spoken(place)
        level = [root]
        while level:
            self._describe(level)
            inside = [one for one in level if one is root or self._is_gone_into(one)]
            calls = [self._call(one.place, "GetChildren") for one in inside]
            for one, answer in zip(inside, self._ask(calls), strict=True):
                one.parts = [Spoken(tuple(part)) for part in (answer[0] if answer else [])]
            level = [part for one in inside for part in one.parts]
        return root

    def close(self) -> None:
        """End it."""
        self._bus.close()

    def _is_gone_into(self, one: Spoken) -> bool:
        return one.is_showing and one.role not in WHOLE

    def _describe(self, level: Sequence[Spoken]) -> None:
        names = self._ask([self._property(one.place, "Name") for one in level])
        roles = self._ask([self._call(one.place, "GetRoleName") for one in level])
        states = self._ask([self._call(one.place, "GetState") for one in level])
        about = self._ask(
            [self._call(one.place, "GetExtents", COMPONENT, "u", (0,)) for one in level]
        )
        for n, one in enumerate(level):
            one.name = str(names[n][0][1]) if names[n] else ""
            one.role = str(roles[n][0]) if roles[n] else ""
            low, high = states[n][0] if states[n] else (0, 0)
            one.states = low | high << 32
            one.about = tuple(about[n][0]) if about[n] else (0, 0, 0, 0)
        self._label([one for one in level if one.role == "combo box"])

    def _label(self, boxes: Sequence[Spoken]) -> None:
        described = self._ask([self._property(one.place, "Description") for one in boxes])
        related = self._ask([self._call(one.place, "GetRelationSet") for one in boxes])
        for one, told, relations in zip(boxes, described, related, strict=True):
            labels = [
                self.name_of(tuple(of))
                for kind, others in (relations[0] if relations else [])
                for of in others
                if kind == LABELLED_BY
            ]
            one.label = " ".join([*labels, str(told[0][1]) if told else ""]).strip()

    def _call(
        self,
        place: Place,
        member: str,
        interface: str = ACCESSIBLE,
        signature: str | None = None,
        body: tuple[Any, ...] = (),
    ) -> Message:
        return new_method_call(DBusAddress(place[1], place[0], interface), member, signature, body)

    def _property(self, place: Place, name: str) -> Message:
        properties = "org.freedesktop.DBus.Properties"
        return self._call(place, "Get", properties, "ss", (ACCESSIBLE, name))

    def _ask(self, calls: Sequence[Message]) -> list[tuple[Any, ...]]:
        """What is answered to each, in their order; nothing to one that was refused."""
        answers: list[tuple[Any, ...]] = []
        for start in range(0, len(calls), 200):
            some = calls[start : start + 200]
            serials: dict[int, int] = {}
            for call in some:
                serial = next(self._bus.outgoing_serial)
                serials[serial] = len(serials)
                self._bus.send(call, serial=serial)
            found: dict[int, tuple[Any, ...]] = {}
            while len(found) < len(some):
                told = self._bus.receive(timeout=20)
                at = serials.get(told.header.fields.get(5, -1))
                if at is not None:
                    is_answer = told.header.message_type is MessageType.method_return
                    found[at] = told.body if is_answer else ()
            answers += [found[n] for n in range(len(some))]
        return answers
