"""Who looks for work, whom a job would suit, and how far each match has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from webapp.core.lists.first_rows import First, first, read, turned
from webapp.core.web.errors import NotFound
from webapp.exchange.market import fit_rules, rules
from webapp.exchange.market.fit_rules import Fit, Wanted, Wish
from webapp.exchange.market.models import (
    Consent,
    Listing,
    Match,
    Placement,
    PlacementCheck,
    Push,
    Seeker,
)
from webapp.exchange.market.queries import Card, cards_of, list_live
from webapp.exchange.market.rules import Purpose, Sort
from webapp.people.accounts.scope import Actor, one, within
from webapp.register.register.models import Household

MOST, MOST_PUSHED = 500, 20  # two a week: what is older is over


@dataclass(frozen=True)
class Suggestion:
    card: Card
    seeker: Seeker
    fit: Fit


@dataclass(frozen=True)
class Pair:
    """A match with its job. `seeker` is the row; who may see name and phone is asked with `shows_phones`."""

    match: Match
    card: Card
    seeker: Seeker
    placement: Placement | None = None
    due_after: int | None = None

    @property
    def shows_phones(self) -> bool:
        return self.match.disclosed_at is not None and self.seeker.ended_at is None


def get_seeker(session: Session, actor: Actor, seeker_id: str) -> Seeker:
    query = select(Seeker).where(Seeker.id == seeker_id, col(Seeker.ended_at).is_(None))
    return one(session, within(query, actor, Seeker.grid_id))  # type: ignore[no-any-return]


def seeker_by_token(session: Session, token_hash: str) -> Seeker:
    query = select(Seeker).where(Seeker.token_hash == token_hash, col(Seeker.ended_at).is_(None))
    return one(session, query)  # type: ignore[no-any-return]


def seeker_of_account(session: Session, account_id: str) -> Seeker | None:
    query = select(Seeker).where(Seeker.account_id == account_id, col(Seeker.ended_at).is_(None))
    return session.exec(query.order_by(col(Seeker.made_at).desc())).first()


def list_seekers(session: Session, actor: Actor) -> list[Seeker]:
    query = select(Seeker).where(col(Seeker.ended_at).is_(None), _agreed(Purpose.WORK))
    return list(session.exec(within(query, actor, Seeker.grid_id).order_by(col(Seeker.made_at).desc()).limit(MOST)))


def seekers_at(session: Session, actor: Actor, household_id: str) -> list[Seeker]:
    query = select(Seeker).where(Seeker.household_id == household_id, col(Seeker.ended_at).is_(None))
    return list(session.exec(within(query, actor, Seeker.grid_id).order_by(col(Seeker.made_at))))


def homes(session: Session, actor: Actor) -> list[Household]:
    """To choose from where no door was named."""
    query = select(Household).where(col(Household.moved_out_on).is_(None)).order_by(col(Household.door)).limit(MOST)
    return list(session.exec(within(query, actor, Household.grid_id)))


def purpose_named(text: str) -> Purpose:
    """As an address says it."""
    if text not in set(Purpose):
        raise NotFound
    return Purpose(text)


def open_consents(session: Session, seeker_id: str) -> dict[str, Consent]:
    query = select(Consent).where(Consent.seeker_id == seeker_id, col(Consent.ended_at).is_(None))
    return {consent.purpose.value: consent for consent in session.exec(query)}


def has_agreed(session: Session, seeker_id: str, purpose: Purpose) -> bool:
    return purpose.value in open_consents(session, seeker_id)


def seekers_for(session: Session, actor: Actor, card: Card, most: int = 3) -> First[Suggestion]:
    """Of this reach, and not asked about this job yet: those whom it suits best, with what speaks for and against."""
    asked = select(Match.seeker_id).where(Match.listing_id == card.listing.id)
    query = select(Seeker).where(
        Seeker.community_id == card.listing.community_id, col(Seeker.ended_at).is_(None),
        col(Seeker.id).not_in(asked), _agreed(Purpose.WORK),
    )  # fmt: skip
    people = session.exec(within(query, actor, Seeker.grid_id).order_by(col(Seeker.made_at)).limit(MOST))
    return _best([Suggestion(card, seeker, fit(card, seeker)) for seeker in people], most)


def jobs_for(session: Session, seeker: Seeker, today: date, most: int = 8) -> First[Suggestion]:
    """Jobs up today in the seeker's community that they have not answered."""
    asked = set(session.exec(select(Match.listing_id).where(Match.seeker_id == seeker.id)))
    cards = [card for card in list_live(session, seeker.community_id, Sort.JOB, today) if card.listing.id not in asked]
    return _best([Suggestion(card, seeker, fit(card, seeker)) for card in cards], most)


def fit(card: Card, seeker: Seeker) -> Fit:
    job = card.job
    if job is None:
        raise NotFound
    wanted = Wanted(
        frozenset(job.slots), frozenset(job.skills), frozenset(job.demands), job.pay.by_hour, job.building_id,
        card.listing.grid_id,
    )  # fmt: skip
    wish = Wish(
        frozenset(seeker.slots), frozenset(seeker.skills), frozenset(seeker.limits), seeker.wish_fen, seeker.reach,
        seeker.building_id, seeker.grid_id,
    )  # fmt: skip
    return fit_rules.fit(wanted, wish)


def get_match(session: Session, match_id: str) -> Match:
    return one(session, select(Match).where(Match.id == match_id))  # type: ignore[no-any-return]


def get_pair(session: Session, actor: Actor, match_id: str, today: date) -> Pair:
    """For whoever looks after the seeker."""
    query = select(Match).join(Seeker, col(Seeker.id) == Match.seeker_id).where(Match.id == match_id)
    match = one(session, within(query, actor, Seeker.grid_id))
    return _pairs(session, [match], today)[0]


def match_of_listing(session: Session, actor: Actor, match_id: str) -> Match:
    """For whoever looks after the shop."""
    query = select(Match).join(Listing, col(Listing.id) == Match.listing_id).where(Match.id == match_id)
    return one(session, within(query, actor, Listing.grid_id))  # type: ignore[no-any-return]


def pairs_of_listing(session: Session, listing_id: str, today: date) -> list[Pair]:
    """Those who would go, or have not said yet; who declined is shown to nobody."""
    query = select(Match).where(
        Match.listing_id == listing_id, col(Match.seeker_says).is_not(False), ~_came_to_nothing()
    )
    return _pairs(session, session.exec(query.order_by(col(Match.made_at))).all(), today)


def within_reach(session: Session, actor: Actor, pairs: Sequence[Pair]) -> set[str]:
    """Whose own page this person may open: the rest of a job's pairs stay without a name."""
    wanted = [pair.seeker.id for pair in pairs]
    query = select(Seeker.id).where(col(Seeker.id).in_(wanted), col(Seeker.ended_at).is_(None))
    return set(session.exec(within(query, actor, Seeker.grid_id)))


def pairs_of_seeker(session: Session, seeker_id: str, today: date) -> list[Pair]:
    query = select(Match).where(
        Match.seeker_id == seeker_id, col(Match.seeker_says).is_not(False), col(Match.shop_says).is_not(False),
        ~_came_to_nothing(),
    )  # fmt: skip
    return _pairs(session, session.exec(query.order_by(col(Match.made_at).desc())).all(), today)


def pair_of(session: Session, match_id: str, today: date) -> Pair:
    """For the holder of the link that was made for exactly this match."""
    return _pairs(session, [get_match(session, match_id)], today)[0]


def own_pair(session: Session, seeker: Seeker, match_id: str, today: date) -> Pair:
    match = one(session, select(Match).where(Match.id == match_id, Match.seeker_id == seeker.id))
    return _pairs(session, [match], today)[0]


def pairs_waiting(session: Session, actor: Actor, today: date) -> First[Pair]:
    """Both have said yes: did they start, and are they still there?"""
    query = (
        select(Match)
        .join(Seeker, col(Seeker.id) == Match.seeker_id)
        .where(col(Match.disclosed_at).is_not(None), col(Seeker.ended_at).is_(None))
        .order_by(col(Match.disclosed_at))
    )
    matches = read(session, within(query, actor, Seeker.grid_id), MOST)
    pairs = _pairs(session, matches, today)
    return turned(matches, [pair for pair in pairs if pair.placement is None or pair.due_after])


def shops_to_ask(session: Session, actor: Actor, today: date) -> First[Pair]:
    """The seeker would go, the shop has not answered."""
    query = (
        select(Match)
        .join(Listing, col(Listing.id) == Match.listing_id)
        .where(col(Match.seeker_says).is_(True), col(Match.shop_says).is_(None))
        .order_by(col(Match.seeker_at))
    )
    matches = read(session, within(query, actor, Listing.grid_id), MOST)
    pairs = _pairs(session, matches, today)
    return turned(matches, [pair for pair in pairs if pair.seeker.ended_at is None and pair.card.is_live])


def get_placement(session: Session, match_id: str) -> Placement | None:
    return session.exec(select(Placement).where(Placement.match_id == match_id)).first()


def count_started(session: Session, listing_id: str) -> int:
    query = select(func.count(col(Placement.id))).join(Match, col(Match.id) == Placement.match_id)
    return int(session.exec(query.where(Match.listing_id == listing_id)).one())


def pushes_of(session: Session, seeker: Seeker, today: date) -> list[Card]:
    query = select(Push.listing_id).where(Push.community_id == seeker.community_id, Push.seeker_id == seeker.id)
    found = list(session.exec(query.order_by(col(Push.made_at).desc()).limit(MOST_PUSHED)))
    cards = cards_of(session, found, today)
    return [cards[one_id] for one_id in found if cards[one_id].is_live]


def _came_to_nothing() -> Any:
    """Both said yes and the phones are hidden again: `match_services.end_pair`."""
    return col(Match.shop_says).is_(True) & col(Match.disclosed_at).is_(None)


def _best(found: list[Suggestion], most: int) -> First[Suggestion]:
    return first(sorted((one_ for one_ in found if one_.fit.shares_hours), key=lambda one_: one_.fit.rank), most)


def _agreed(purpose: Purpose) -> Any:
    open_ = select(Consent.seeker_id).where(Consent.purpose == purpose, col(Consent.ended_at).is_(None))
    return col(Seeker.id).in_(open_)


def _pairs(session: Session, matches: Sequence[Match], today: date) -> list[Pair]:
    if not matches:
        return []
    cards = cards_of(session, [match.listing_id for match in matches], today)
    seekers = {
        seeker.id: seeker
        for seeker in session.exec(select(Seeker).where(col(Seeker.id).in_([match.seeker_id for match in matches])))
    }
    started = {
        placement.match_id: placement
        for placement in session.exec(
            select(Placement).where(col(Placement.match_id).in_([match.id for match in matches]))
        )
    }
    asked = _asked(session, [placement.id for placement in started.values()])
    return [
        Pair(
            match, cards[match.listing_id], seekers[match.seeker_id], started.get(match.id),
            _due_after(started.get(match.id), asked, today),
        )
        for match in matches
    ]  # fmt: skip


def _asked(session: Session, placement_ids: Sequence[str]) -> dict[str, list[PlacementCheck]]:
    found: dict[str, list[PlacementCheck]] = {}
    for check in session.exec(select(PlacementCheck).where(col(PlacementCheck.placement_id).in_(placement_ids))):
        found.setdefault(check.placement_id, []).append(check)
    return found


def _due_after(placement: Placement | None, asked: dict[str, list[PlacementCheck]], today: date) -> int | None:
    """Which of the two questions is due: the later one once it is reached, and none after somebody has left."""
    if placement is None:
        return None
    checks = asked.get(placement.id, [])
    if any(check.still_there is False for check in checks):
        return None
    done = {check.after_days for check in checks}
    reached = [days for days in rules.ASK_AFTER if placement.started_on + timedelta(days=days) <= today]
    return next((days for days in reversed(reached) if days not in done), None) if reached else None
