"""Letters to who follows: one result, one alert, or a digest, with the way to end it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from field_api.change_log.events import event_of
from field_api.change_log.rows import find, find_all
from field_api.mail.follows import address_of, find_follow
from field_api.mail.letters.blocks import (
    Act,
    Block,
    Facts,
    Items,
    Said,
    Small,
    Title,
    as_html,
    as_text,
    subject_of,
)
from field_api.mail.letters.office import Office, Withheld
from field_api.mail.letters.results import Reader, line_of, told
from field_api.mail.letters.voice import Voice, locale_of
from field_api.mail.links import GOOD_FOR, go_url, result_url, unsubscribe_url
from field_api.mail.message import Letter, Part
from field_api.tables.follows import digest_events
from field_api.tables.results import deliveries, events
from kobra_domain.alerts import AlertKind
from kobra_domain.deliveries import Delivery, DeliveryPurpose
from kobra_domain.events import Event, EventKind
from kobra_domain.follows import Follow, FollowMode
from kobra_domain.people import User
from kobra_domain.portfolios import Portfolio, Shown
from kobra_domain.scope import EVERYTHING, keys_held, portfolio_key, team_key
from kobra_domain.visits import Outcome, VisitState
from kobra_domain.words import full_day, number, word

MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Case:
    """One delivery to a follower, with whose it is."""

    delivery: Delivery
    follow: Follow
    portfolio: Portfolio | None
    reader: Reader
    keys: frozenset[str]  # the scope that the reader sees by

    def sees(self, portfolio_id: str | None, team_id: str | None) -> bool:
        """Whether the reader still sees what lies there."""
        own = {EVERYTHING, portfolio_key(portfolio_id or ""), team_key(team_id or "")}
        return not self.keys.isdisjoint(own)


def following_letter(connection: Connection, delivery: Delivery, office: Office) -> Letter:
    """The letter of a delivery to who follows. Raises Withheld."""
    case = case_of(connection, delivery)
    if delivery.event_id and not case.sees(delivery.portfolio_id, delivery.team_id):
        raise Withheld("unsent.out_of_scope")
    subject, blocks, pictures = matter_blocks(connection, case, office)
    voice = case.reader.voice
    if case.follow.is_client:
        blocks = [*blocks, *_page_blocks(case, office)]
    blocks = [*blocks, *_foot(connection, case, office)]
    return Letter(
        subject=subject,
        text=as_text(blocks),
        html=as_html(blocks, voice.locale, subject),
        pictures=tuple(pictures),
        headers=_headers(connection, case, office),
    )


def case_of(connection: Connection, delivery: Delivery) -> Case:
    """Whose delivery it is, as of now. Raises Withheld once it is over."""
    follow = find_follow(connection, delivery.target_id)
    user = find(connection, User, follow.user_id) if follow else None
    if follow is None or not follow.is_on:
        raise Withheld("unsent.follow_over")
    if address_of(follow, user).casefold() != delivery.address.casefold():
        raise Withheld("unsent.follow_over")
    if follow.user_id and (user is None or not user.is_active):
        raise Withheld("unsent.out_of_scope")
    portfolio = find(connection, Portfolio, delivery.portfolio_id)
    zone = follow.time_zone or (portfolio.time_zone if portfolio else None)
    country = portfolio.country if portfolio else ""
    return Case(
        delivery,
        follow,
        portfolio,
        Reader(
            voice=Voice(
                locale_of(follow.language, country), zone or (user.time_zone if user else "UTC")
            ),
            shown=_shown(portfolio, follow),
            is_client=follow.is_client,
        ),
        keys_held(user) if user else frozenset({EVERYTHING}),
    )


def matter_blocks(
    connection: Connection, case: Case, office: Office
) -> tuple[str, list[Block], Sequence[Part]]:
    """Subject, blocks and pictures, without what frames them. Raises Withheld."""
    if case.delivery.purpose is DeliveryPurpose.DIGEST:
        return _digest(connection, case, office)
    row = connection.execute(
        select(events).where(events.c.id == case.delivery.event_id)
    ).one_or_none()
    said = told(connection, office, event_of(row), case.reader) if row is not None else None
    if said is None:
        raise Withheld("unsent.nothing_left")
    return said.subject, list(said.blocks), said.pictures


def _digest(
    connection: Connection, case: Case, office: Office
) -> tuple[str, list[Block], Sequence[Part]]:
    of_digest = select(digest_events.c.event_id).where(
        digest_events.c.delivery_id == case.delivery.id
    )
    rows = connection.execute(select(events).where(events.c.id.in_(of_digest)))
    told_of = map(event_of, rows)
    seen = (one for one in told_of if case.sees(one.portfolio_id, one.team_id))
    found = sorted(seen, key=_rank)
    if not found:
        raise Withheld("unsent.nothing_left")
    portfolios = find_all(connection, Portfolio, {one.portfolio_id or "" for one in found})
    lines: list[tuple[str, str, str]] = []
    days = {case.reader.voice.day(one.at) for one in found}
    day = days.pop() if len(days) == 1 else None
    for event in found:
        if len(lines) == MOST_LINES:
            break
        shown = _shown(portfolios.get(event.portfolio_id or "") or case.portfolio, case.follow)
        reader = Reader(voice=case.reader.voice, shown=shown, is_client=case.follow.is_client)
        line = line_of(connection, event, reader, day)
        if line is not None:
            lines.append(line)
    if not lines:
        raise Withheld("unsent.nothing_left")
    voice = case.reader.voice
    title = voice.say("digest_title", count=len(found))
    blocks: list[Block] = [Title(title)]
    if day is not None:
        blocks.append(Said(full_day(day, voice.locale)))
    if case.follow.mode is not FollowMode.DIGEST and case.follow.cap:
        blocks.append(Said(voice.say("digest_hour", cap=case.follow.cap)))
    blocks += [Facts(_counts(found, voice)), Items(tuple(lines))]
    if len(found) > len(lines):
        blocks.append(Said(voice.say("digest_more", count=len(found) - len(lines))))
    if not case.follow.is_client:
        blocks.append(Act(voice.say("see_today"), go_url(office.base_url, "day", "today")))
    return subject_of(title), blocks, ()


def _counts(found: Sequence[Event], voice: Voice) -> tuple[tuple[str, str], ...]:
    """How many there were of each outcome or kind, the most first."""
    counted = Counter(_what(one, voice) for one in found)
    return tuple((what, number(count, voice.locale)) for what, count in counted.most_common())


def _what(event: Event, voice: Voice) -> str:
    if event.kind is EventKind.ALERT_RAISED:
        return word(AlertKind(str(event.facts["kind"])), voice.locale)
    if event.kind is EventKind.VISIT_NOT_COMPLETED:
        return word(VisitState.NOT_COMPLETED, voice.locale)
    if event.kind is EventKind.VISIT_COMPLETED:
        return word(Outcome(str(event.facts["outcome"])), voice.locale)
    return voice.say(event.kind.value.replace(".", "_"))


def _rank(event: Event) -> tuple[int, datetime]:
    """Calls for help first, then what asks for somebody, then the rest, each as it happened."""
    if event.facts.get("kind") == AlertKind.SOS.value:
        return 0, event.at
    return int(event.kind not in {EventKind.ALERT_RAISED, EventKind.PROMISE_BROKEN}) + 1, event.at


def _shown(portfolio: Portfolio | None, follow: Follow) -> frozenset[Shown]:
    if portfolio is None:
        return frozenset()
    return frozenset(portfolio.client_shows if follow.is_client else portfolio.mail_shows)


def _page_blocks(case: Case, office: Office) -> list[Block]:
    voice = case.reader.voice
    until = (case.delivery.created_at + GOOD_FOR).isoformat()
    return [
        Act(voice.say("see_result"), result_url(office.base_url, office.key, case.delivery)),
        Said(voice.say("link_expires", expires_at=until)),
    ]


def _foot(connection: Connection, case: Case, office: Office) -> list[Block]:
    voice, what = case.reader.voice, followed_words(connection, case.follow, case.reader.voice)
    return [
        Small(voice.say("follows", what=what)),
        Small(voice.say("stop"), unsubscribe_url(office.base_url, office.key, case.follow.id)),
    ]


def followed_words(connection: Connection, follow: Follow, voice: Voice) -> str:
    """What a follow is about, by the portfolios' names."""
    found = find_all(connection, Portfolio, follow.portfolio_ids)
    names = [found[one].name for one in follow.portfolio_ids if one in found]
    return ", ".join(names) or voice.say("follows_all")


def _headers(connection: Connection, case: Case, office: Office) -> dict[str, str]:
    delivery, follow, domain = case.delivery, case.follow, office.domain
    ends = unsubscribe_url(office.base_url, office.key, follow.id)
    token = ends.rpartition("/")[2]
    about = case.portfolio.id if case.portfolio else "all"
    made = {
        "List-Id": f"<{about}.results.{domain}>",
        "List-Unsubscribe": f"<{ends}>, <mailto:{office.mailbox}?subject=unsubscribe%20{token}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    earlier = _earlier(connection, delivery)
    if earlier:
        thread = [f"<{delivery.visit_id}.{one}@{domain}>" for one in earlier]
        made["In-Reply-To"], made["References"] = thread[-1], " ".join(thread)
    return made


def _earlier(connection: Connection, delivery: Delivery) -> list[str]:
    """The events of the same visit that this follow was told of before, the oldest first."""
    if not delivery.visit_id:
        return []
    d = deliveries.c
    query = (
        select(d.event_id)
        .where(
            d.visit_id == delivery.visit_id,
            d.target_id == delivery.target_id,
            d.id < delivery.id,
            d.event_id.is_not(None),
        )
        .order_by(d.id)
    )
    return [one for one in connection.scalars(query.limit(20)) if one != delivery.event_id]
