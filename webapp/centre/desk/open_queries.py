"""What waits for an answer out in the open: appeals and objections about stars and the contest, a shop's listing; a
frozen list of stars; and the case that waits for a call or its end."""

from typing import Any

from sqlalchemy import exists, func, literal, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from webapp.casework.cases.models import Answer, AnswerKind, GridCase, Voice
from webapp.casework.publicity.models import NoticeKind, Objection, PublicNotice
from webapp.exchange.market.models import Listing
from webapp.exchange.market.rules import State as ListingState
from webapp.people.accounts.scope import Actor, within
from webapp.people.org.models import Party
from webapp.register.merchants.models import Merchant
from webapp.volunteering.awards.models import Appeal, RatingRound
from webapp.volunteering.awards.models import RoundState as StarState


def star_objections(actor: Actor) -> Any:
    return _objections(actor, NoticeKind.STARS)


def star_lists(actor: Actor) -> Any:
    """A frozen list waits for the community's 评议 and then for its notice."""
    query = select(
        RatingRound.id, RatingRound.name, literal(""), RatingRound.frozen_at, RatingRound.id,
        RatingRound.community_id,
    )  # fmt: skip
    query = query.where(col(RatingRound.state) == StarState.FROZEN)
    return within(query, actor, RatingRound.community_id).order_by(col(RatingRound.frozen_at))


def contest_objections(actor: Actor) -> Any:
    return _objections(actor, NoticeKind.CONTEST)


def to_call_or_close(actor: Actor) -> Any:
    """Whoever handled a case calls back, and does not close it: once all were called, it waits for somebody else."""
    called = exists().where(
        col(Answer.voice_id) == col(Voice.id), col(Answer.kind) == AnswerKind.CALL_BACK,
        col(Answer.at) >= func.coalesce(col(GridCase.handled_at), col(GridCase.reported_at)),
    ).correlate(Voice, GridCase)  # fmt: skip
    to_call = exists().where(col(Voice.case_id) == col(GridCase.id), ~called)
    mine = col(GridCase.handled_by).is_not(None) & (col(GridCase.handled_by) == actor.account_id)
    return or_(~mine, to_call)


def star_appeals(actor: Actor) -> Any:
    """The second appeal waits for somebody else than who heard the first."""
    earlier = aliased(Appeal)
    mine = exists().where(
        col(earlier.community_id) == col(Appeal.community_id), col(earlier.subject_id) == col(Appeal.subject_id),
        col(earlier.heard_by) == actor.account_id,
    )  # fmt: skip
    query = select(Appeal.id, Party.name, Appeal.words, Appeal.filed_at, Appeal.id, Appeal.community_id)
    query = query.join(Party, col(Party.id) == Appeal.party_id).where(col(Appeal.finding).is_(None), ~mine)
    return within(query, actor, Appeal.community_id).order_by(col(Appeal.filed_at))


def listings(actor: Actor) -> Any:
    query = select(Listing.id, Listing.title, Merchant.name, Listing.made_at, Listing.id, Listing.community_id)
    query = query.join(Merchant, col(Merchant.id) == Listing.merchant_id).where(Listing.state == ListingState.REVIEW)
    return within(query, actor, Listing.grid_id).order_by(col(Listing.made_at))


def _objections(actor: Actor, kind: NoticeKind) -> Any:
    """Nothing is decided on a notice while one of them has no answer."""
    query = select(
        PublicNotice.subject_id, PublicNotice.title, Objection.words, Objection.filed_at, Objection.id,
        PublicNotice.unit_id,
    )  # fmt: skip
    query = query.join(PublicNotice, col(PublicNotice.id) == Objection.notice_id)
    query = query.where(PublicNotice.kind == kind, col(Objection.finding).is_(None))
    return within(query, actor, PublicNotice.unit_id).order_by(col(Objection.filed_at))
