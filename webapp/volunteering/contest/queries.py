from collections.abc import Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from webapp.core.text.pinyin import by_sound
from webapp.core.web.errors import NotFound
from webapp.people.accounts.models import Account, Post, Role
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org.models import Party, Unit
from webapp.register.register.models import SEX_WORDS
from webapp.volunteering.certificates import queries as certificates
from webapp.volunteering.certificates.models import Certificate
from webapp.volunteering.contest import rules
from webapp.volunteering.contest.models import (
    AwardWithdrawal,
    Contest,
    ContestAward,
    ContestCriteria,
    ContestJudge,
    ContestResult,
    ContestStage,
    ContestState,
    Nomination,
    OutcomeKind,
    Recusal,
    ScoreSheet,
    TalentEntry,
    TalentOutcome,
)


def list_contests(session: Session, actor: Actor) -> list[Contest]:
    query = within(select(Contest), actor, Contest.unit_id)
    return list(session.exec(query.order_by(col(Contest.year).desc(), col(Contest.opened_at).desc())))


def get_contest(session: Session, actor: Actor, contest_id: str) -> Contest:
    found: Contest = one(session, within(select(Contest).where(Contest.id == contest_id), actor, Contest.unit_id))
    return found


def list_open_above(session: Session, actor: Actor) -> list[Contest]:
    """Contests that take nominations from where the actor works: held by a unit above."""
    above = [path[: at + 1] for path in actor.paths for at, letter in enumerate(path) if letter == "/"]
    query = select(Contest).join(Unit, col(Unit.id) == Contest.unit_id)
    query = query.where(col(Unit.path).in_(above), Contest.state == ContestState.OPEN)
    return list(session.exec(query.order_by(col(Contest.closes_on))))


def get_open_above(session: Session, actor: Actor, contest_id: str) -> Contest:
    found = next((contest for contest in list_open_above(session, actor) if contest.id == contest_id), None)
    if found is None:
        raise NotFound
    return found


def get_criteria(session: Session, criteria_id: str) -> ContestCriteria:
    found: ContestCriteria = one(session, select(ContestCriteria).where(ContestCriteria.id == criteria_id))
    return found


def list_criteria(session: Session, actor: Actor) -> list[ContestCriteria]:
    query = within(select(ContestCriteria), actor, ContestCriteria.unit_id)
    return list(session.exec(query.order_by(col(ContestCriteria.valid_from).desc())))


def list_stages(session: Session, contest_id: str) -> list[ContestStage]:
    query = select(ContestStage).where(ContestStage.contest_id == contest_id)
    return list(session.exec(query.order_by(col(ContestStage.position))))


def list_nominations(session: Session, contest_id: str) -> list[Nomination]:
    """By community and time of filing: an order that ranks nobody."""
    query = select(Nomination).where(Nomination.contest_id == contest_id)
    return list(session.exec(query.order_by(col(Nomination.community_id), col(Nomination.filed_at))))


def get_nomination(session: Session, actor: Actor, nomination_id: str) -> Nomination:
    query = select(Nomination).join(Contest, col(Contest.id) == Nomination.contest_id)
    query = within(query.where(Nomination.id == nomination_id), actor, Contest.unit_id)
    found: Nomination = one(session, query)
    return found


def list_own_nominations(session: Session, actor: Actor) -> list[tuple[Nomination, Contest]]:
    query = select(Nomination, Contest).join(Contest, col(Contest.id) == Nomination.contest_id)
    query = query.where(or_(Nomination.party_id == actor.party_id, Nomination.nominated_by == actor.account_id))
    return list(session.exec(query.order_by(col(Nomination.filed_at).desc())))


def result_of(session: Session, nomination_id: str) -> ContestResult | None:
    return session.exec(select(ContestResult).where(ContestResult.nomination_id == nomination_id)).first()


def list_judges(session: Session, contest_id: str) -> list[ContestJudge]:
    query = select(ContestJudge).where(ContestJudge.contest_id == contest_id)
    return by_sound(session.exec(query), lambda judge: judge.name)


def list_seats(session: Session, actor: Actor) -> list[tuple[ContestJudge, Contest]]:
    """Where this person judges."""
    query = select(ContestJudge, Contest).join(Contest, col(Contest.id) == ContestJudge.contest_id)
    query = query.where(ContestJudge.account_id == actor.account_id)
    return list(session.exec(query.order_by(col(Contest.year).desc())))


def get_seat(session: Session, actor: Actor, contest_id: str) -> ContestJudge:
    query = select(ContestJudge).where(
        ContestJudge.contest_id == contest_id, ContestJudge.account_id == actor.account_id
    )
    found: ContestJudge = one(session, query)
    return found


def contest_of_seat(session: Session, seat: ContestJudge) -> Contest:
    return session.get_one(Contest, seat.contest_id)


def recused(session: Session, contest_id: str) -> set[tuple[str, str]]:
    query = select(Recusal.judge_id, Recusal.nomination_id).where(Recusal.contest_id == contest_id)
    return set(session.exec(query))


def list_recusals(session: Session, contest_id: str) -> list[Recusal]:
    return list(session.exec(select(Recusal).where(Recusal.contest_id == contest_id)))


def list_sheets(session: Session, contest_id: str, judge_id: str | None = None) -> list[ScoreSheet]:
    query = select(ScoreSheet).where(ScoreSheet.contest_id == contest_id)
    if judge_id:
        query = query.where(ScoreSheet.judge_id == judge_id)
    return list(session.exec(query))


def list_results(session: Session, contest_id: str) -> list[tuple[ContestResult, Nomination]]:
    query = select(ContestResult, Nomination).join(Nomination, col(Nomination.id) == ContestResult.nomination_id)
    query = query.where(ContestResult.contest_id == contest_id)
    return list(session.exec(query.order_by(col(Nomination.community_id), col(Nomination.filed_at))))


def list_awards(session: Session, contest_id: str) -> list[ContestAward]:
    query = select(ContestAward).where(ContestAward.contest_id == contest_id)
    return by_sound(session.exec(query), lambda award: award.name)


def get_award(session: Session, actor: Actor, award_id: str) -> ContestAward:
    query = within(select(ContestAward).where(ContestAward.id == award_id), actor, ContestAward.unit_id)
    found: ContestAward = one(session, query)
    return found


def list_own_awards(session: Session, actor: Actor) -> list[tuple[ContestAward, TalentEntry | None]]:
    query = select(ContestAward, TalentEntry).join(
        TalentEntry, col(TalentEntry.award_id) == ContestAward.id, isouter=True
    )
    return list(session.exec(query.where(ContestAward.party_id == actor.party_id)))


def list_talents(session: Session, actor: Actor, on: date) -> list[TalentEntry]:
    query = within(select(TalentEntry), actor, TalentEntry.unit_id).where(
        TalentEntry.valid_to >= on, or_(col(TalentEntry.left_on).is_(None), col(TalentEntry.left_on) > on)
    )
    return by_sound(session.exec(query), lambda entry: entry.name)


def get_talent(session: Session, actor: Actor, entry_id: str) -> TalentEntry:
    """Who has left is in no list and on no page."""
    standing = select(TalentEntry).where(TalentEntry.id == entry_id, col(TalentEntry.left_on).is_(None))
    query = within(standing, actor, TalentEntry.unit_id)
    found: TalentEntry = one(session, query)
    return found


def outcomes_of(session: Session, entry_ids: Sequence[str]) -> list[TalentOutcome]:
    query = select(TalentOutcome).where(col(TalentOutcome.entry_id).in_(entry_ids))
    return list(session.exec(query.order_by(col(TalentOutcome.on))))


def conversion(session: Session, actor: Actor, as_of: date, kind: OutcomeKind) -> list[tuple[int, int, int]]:
    """(year of award, how many of its winners reached this outcome by the day, winners). People, not awards:
    who won twice counts in the first year, and a withdrawn honour counts nowhere."""
    withdrawn = select(AwardWithdrawal.award_id)
    awards = session.exec(
        within(select(ContestAward), actor, ContestAward.unit_id)
        .where(ContestAward.granted_on <= as_of, col(ContestAward.id).not_in(withdrawn))
        .order_by(col(ContestAward.year))
    ).all()
    reached = set(
        session.exec(
            within(select(TalentEntry.party_id), actor, TalentEntry.unit_id)
            .join(TalentOutcome, col(TalentOutcome.entry_id) == TalentEntry.id)
            .where(TalentOutcome.kind == kind, TalentOutcome.on <= as_of)
        )
    )
    first: dict[str, int] = {}
    for award in awards:
        first.setdefault(award.party_id, award.year)
    years = sorted(set(first.values()))
    return [
        (year, sum(1 for party, when in first.items() if when == year and party in reached),
         sum(1 for when in first.values() if when == year))
        for year in years
    ]  # fmt: skip


def list_possible_judges(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """(account, name) of who holds a judge's post in reach."""
    query = select(Account.id, Party.name).join(Party, col(Party.id) == Account.party_id)
    query = query.join(Post, col(Post.account_id) == Account.id).where(
        Post.role == Role.JUDGE, col(Post.valid_to).is_(None), col(Account.closed_at).is_(None)
    )
    found = [(account, name) for account, name in session.exec(within(query, actor, Post.unit_id))]
    return by_sound(found, lambda row: row[1])


def withdrawal_of(session: Session, award_id: str) -> AwardWithdrawal | None:
    return session.exec(select(AwardWithdrawal).where(AwardWithdrawal.award_id == award_id)).first()


def paper_of(session: Session, award: ContestAward) -> Certificate | None:
    return certificates.standing(session, f"contest:{award.id}")


def spread(session: Session, contest_id: str, on: date) -> dict[str, list[tuple[str, int, int]]]:
    """Whether the honour went everywhere, never who came first: nominees and winners by community, sex and service."""
    query = (
        select(Unit.name, Nomination, ContestResult.is_winner)
        .join(Nomination, col(Nomination.community_id) == Unit.id)
        .join(ContestResult, col(ContestResult.nomination_id) == Nomination.id, isouter=True)
        .where(Nomination.contest_id == contest_id).order_by(col(Unit.name))
    )  # fmt: skip
    rows = [(home, one, bool(won)) for home, one, won in session.exec(query)]
    return {
        "community": rules.groups((home, won) for home, _, won in rows),
        "sex": rules.groups((SEX_WORDS[one.sex], won) for _, one, won in rows),
        "service": rules.groups((rules.service_band(one.served_since, on), won) for _, one, won in rows),
    }


def served_since(session: Session, party_id: str) -> date | None:
    """The first day of the first post, as the product knows it."""
    query = select(func.min(Post.valid_from)).join(Account, col(Account.id) == Post.account_id)
    found: date | None = session.exec(query.where(Account.party_id == party_id)).one()
    return found
