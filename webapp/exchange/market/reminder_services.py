"""What would otherwise be forgotten: the week's confirmation of a listing, the two questions after a start."""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_
from webapp.exchange.market import rules
from webapp.exchange.market.models import Listing, Match, Placement, PlacementCheck, Seeker
from webapp.exchange.market.rules import State
from webapp.people.notices import queries as people
from webapp.people.notices import services as notices

CONFIRM = N_("“%(title)s”今天要商户再确认，不确认明天就收起来。")
STILL = N_("有人上岗满 %(days)s 天了，问一问还在不在。")


def remind(session: Session, today: date) -> int:
    """Each thing is said once, to who answers for the grid today. Returns how many notices were new."""
    return _confirmations(session, today) + sum(_still_there(session, today, days) for days in rules.ASK_AFTER)


def _confirmations(session: Session, today: date) -> int:
    due = select(Listing).where(
        Listing.state == State.PUBLISHED, Listing.confirm_by == today, col(Listing.ends_on) > today
    )
    return sum(
        notices.tell(
            session, people.accounts_on_duty(session, listing.grid_id), CONFIRM, title=listing.title,
            cause=f"market-confirm:{listing.id}:{today}", url=f"/market/desk/listings/{listing.id}",
            community_id=listing.community_id,
        )
        for listing in session.exec(due)
    )  # fmt: skip


def _still_there(session: Session, today: date, days: int) -> int:
    left = select(PlacementCheck.placement_id).where(col(PlacementCheck.still_there).is_(False))
    due = (
        select(Placement, Seeker)
        .join(Match, col(Match.id) == Placement.match_id)
        .join(Seeker, col(Seeker.id) == Match.seeker_id)
        .where(
            Placement.started_on == today - timedelta(days=days), col(Seeker.ended_at).is_(None),
            col(Placement.id).not_in(left),
        )
    )  # fmt: skip
    return sum(
        notices.tell(
            session, people.accounts_on_duty(session, seeker.grid_id), STILL, days=days,
            cause=f"market-still:{placement.id}:{days}", url=f"/market/desk/seekers/{seeker.id}",
            community_id=seeker.community_id,
        )
        for placement, seeker in session.exec(due)
    )  # fmt: skip
