"""Matches between seekers and jobs. A phone is shown only when both have said yes, and for that job only."""

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.market import listing_services, queries, rules, seeker_queries
from webapp.exchange.market.models import Job, Listing, Match, Placement, PlacementCheck, Seeker
from webapp.exchange.market.queries import Card
from webapp.exchange.market.rules import Purpose, State
from webapp.people.accounts.scope import Actor
from webapp.people.notices import queries as people
from webapp.people.notices import services as notices

WILLING = N_("有人想去一家店试试，请给商户发链接，请店里回个话。")
BOTH = N_("您想去的那家店说行，电话在自己的页面上。")


class NotUp(DomainError):
    message = N_("这一条现在没在登，不能再约。")


class NotAsked(DomainError):
    message = N_("本人还没说想去。")


class NotBoth(DomainError):
    message = N_("要两边都说行，才有下一步。")


class SaidAlready(DomainError):
    message = N_("已经回过话了。")


class BadStart(DomainError):
    status = 422
    message = N_("上岗的日子要在两边都说行之后，不能晚于今天。")


class AlreadyStarted(DomainError):
    message = N_("这个人上岗已经记过了。")


class Busy(DomainError):
    """Two placements at the same hours: somebody looks before it is written down."""

    status = 422
    message = N_("这个人在“%(title)s”上岗的时间和这一条撞了，请先问清楚。")


class NotDueYet(DomainError):
    message = N_("还没到问的日子。")


def propose(session: Session, actor: Any, card: Card, seeker: Seeker) -> Match:
    """By the grid worker or the host, or by the seeker (no actor). The same pair again is the same match."""
    if not card.is_live or card.job is None or seeker.community_id != card.listing.community_id:
        raise NotUp
    if seeker.ended_at is not None or not seeker_queries.has_agreed(session, seeker.id, Purpose.WORK):
        raise NotUp
    known = _existing(session, card.listing.id, seeker.id)
    if known is not None:
        return known
    found = seeker_queries.fit(card, seeker)
    fresh = Match(
        community_id=card.listing.community_id, listing_id=card.listing.id, seeker_id=seeker.id, made_at=clock.now(),
        reasons=[asdict(one) for one in found.reasons], misses=[asdict(one) for one in found.misses],
        made_by=actor.account_id if actor else None,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(fresh)
            session.flush()
    except IntegrityError:
        known = _existing(session, card.listing.id, seeker.id)
        if known is None:
            raise
        return known
    history.record(session, actor, "propose_match", fresh)
    return fresh


def seeker_answers(session: Session, actor: Any, match: Match, *, wants: bool) -> Match:
    """A yes may still become a no until the shop has answered; after both said yes, the pair is out."""
    match = _locked(session, match)
    if match.disclosed_at is not None or match.shop_says is not None:
        raise SaidAlready
    card = queries.card_of(session, match.listing_id, clock.today())
    if wants and not card.is_live:
        raise NotUp
    was = match.seeker_says
    match.seeker_says, match.seeker_at = wants, clock.now()
    session.flush()
    history.record(session, actor, "seeker_answers", match)
    if wants and not was:
        notices.tell(
            session, people.accounts_on_duty(session, card.listing.grid_id), WILLING,
            cause=f"market-willing:{match.id}", url=f"/market/desk/listings/{card.listing.id}",
            community_id=match.community_id,
        )  # fmt: skip
    return match


def require_willing(match: Match) -> None:
    """A shop is asked only about somebody who has said yes, and once."""
    if match.seeker_says is not True or match.shop_says is not None:
        raise SaidAlready if match.shop_says is not None else NotAsked


def shop_answers(session: Session, match: Match, *, wants: bool) -> Match:
    """By the shop's one-time link, which is only made once the seeker has said yes."""
    match = _locked(session, match)
    if match.shop_says is not None:
        raise SaidAlready
    seeker = session.get_one(Seeker, match.seeker_id)
    if match.seeker_says is not True or seeker.ended_at is not None or seeker.phone is None:
        raise NotUp
    match.shop_says, match.shop_at = wants, clock.now()
    if wants:
        match.disclosed_at = clock.now()
    session.flush()
    history.record(session, None, "shop_answers", match)
    if wants and seeker.account_id:
        notices.tell(
            session, [seeker.account_id], BOTH, cause=f"market-both:{match.id}", url="/market/mine",
            community_id=match.community_id,
        )  # fmt: skip
    return match


def start(session: Session, actor: Any, match: Match, *, on: date, knows: bool = False) -> Placement:
    """上岗. The last free place fills the job. `knows`: the clash with another placement was looked at."""
    match = _locked(session, match)
    if match.disclosed_at is None:
        raise NotBoth
    if not clock.local(match.disclosed_at).date() <= on <= clock.today():
        raise BadStart(field="on")
    if seeker_queries.get_placement(session, match.id) is not None:
        raise AlreadyStarted
    listing = session.exec(select(Listing).where(Listing.id == match.listing_id).with_for_update()).one()
    job = session.exec(select(Job).where(Job.listing_id == listing.id)).one()
    if not knows:
        _refuse_clash(session, match, job)
    fresh = Placement(
        community_id=match.community_id, match_id=match.id, started_on=on, made_at=clock.now(),
        made_by=actor.account_id if actor else None,
    )  # fmt: skip
    session.add(fresh)
    session.flush()
    history.record(session, actor, "start_placement", fresh, after={"on": on})
    if seeker_queries.count_started(session, listing.id) >= job.head_count and listing.state in (
        State.PUBLISHED, State.PAUSED,
    ):  # fmt: skip
        listing_services.fill(session, actor, listing)
    return fresh


def end_pair(session: Session, actor: Actor, match: Match) -> Match:
    """没谈成: both had said yes, and it came to nothing. The phones are hidden again, and nobody is asked about it any
    more; that both said yes stays counted."""
    match = _locked(session, match)
    if match.disclosed_at is None:
        raise NotBoth
    if seeker_queries.get_placement(session, match.id) is not None:
        raise AlreadyStarted
    match.disclosed_at = None
    session.flush()
    history.record(session, actor, "end_pair", match)
    return match


def check_after(
    session: Session, actor: Any, placement: Placement, *, after_days: int, still_there: bool | None
) -> PlacementCheck:
    """After thirty and ninety days, once each; asked again, the first answer stands."""
    if after_days not in rules.ASK_AFTER or (clock.today() - placement.started_on).days < after_days:
        raise NotDueYet
    query = select(PlacementCheck).where(
        PlacementCheck.placement_id == placement.id, PlacementCheck.after_days == after_days
    )
    if (known := session.exec(query).first()) is not None:
        return known
    fresh = PlacementCheck(
        community_id=placement.community_id, placement_id=placement.id, after_days=after_days,
        still_there=still_there, asked_at=clock.now(), asked_by=actor.account_id if actor else None,
    )  # fmt: skip
    session.add(fresh)
    session.flush()
    history.record(session, actor, "check_placement", fresh, after={"days": after_days})
    return fresh


def _refuse_clash(session: Session, match: Match, job: Job) -> None:
    query = (
        select(Job, Listing)
        .join(Listing, Listing.id == Job.listing_id)  # type: ignore[arg-type]
        .join(Match, Match.listing_id == Listing.id)  # type: ignore[arg-type]
        .join(Placement, Placement.match_id == Match.id)  # type: ignore[arg-type]
        .where(Match.seeker_id == match.seeker_id, Match.id != match.id)
    )
    for other, listing in session.exec(query):
        if set(other.slots) & set(job.slots):
            raise Busy(field="knows", title=listing.title)


def _existing(session: Session, listing_id: str, seeker_id: str) -> Match | None:
    query = select(Match).where(Match.listing_id == listing_id, Match.seeker_id == seeker_id)
    return session.exec(query).first()


def _locked(session: Session, match: Match) -> Match:
    """Two phones may answer the same match at once."""
    query = select(Match).where(Match.id == match.id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one()
