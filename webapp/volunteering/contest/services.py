"""A contest until the judges sit: criteria, opening, nominations, eligibility."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.text.i18n import N_, lazy
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.models import Account, Post
from webapp.people.accounts.scope import Actor, made_before, require_reach
from webapp.people.org import queries as org
from webapp.people.org.models import Unit
from webapp.register.register.models import Sex
from webapp.volunteering.contest import queries, rules
from webapp.volunteering.contest.models import (
    Contest,
    ContestCriteria,
    ContestJudge,
    ContestStage,
    ContestState,
    NominatedBy,
    Nomination,
    Recusal,
    StageKind,
)


class CriterionForbidden(DomainError):
    """State rules on government apps: votes, likes and app use may not decide about people."""

    status = 422
    message = N_("“%(word)s”不能作为评选标准。请写办成的事，或者居民访谈。")


class WeightsOff(DomainError):
    status = 422
    message = N_("权重加起来要正好 100，现在不是。")


class SameContest(DomainError):
    status = 422
    message = N_("%(year)s 年已经有叫“%(name)s”的评选。")


class WrongStep(DomainError):
    message = N_("评选现在是“%(state)s”，还不能做这一步。")


class NominationsClosed(DomainError):
    message = N_("推荐到 %(day)s 截止，现在过了。")


class AlreadyNominated(DomainError):
    status = 422
    message = N_("%(name)s已经在这次推荐里。")


class NobodyEligible(DomainError):
    message = N_("还没有过了资格的人，不能开始评审。")


class EligibilityOpen(DomainError):
    message = N_("还有 %(count)s 位没有核资格，先核完。")


class NobodyLeftToJudge(DomainError):
    """Whom nobody may score would stand last with no points at all."""

    message = N_("%(name)s的评委全都要回避，先请一位不用回避的评委。")


class NoJudges(DomainError):
    message = N_("至少要有三位评委，现在 %(count)s 位。")


LEAST_JUDGES = 3


def make_criteria(
    session: Session,
    actor: Actor | None,
    *,
    unit_id: str,
    name: str,
    lines: Sequence[tuple[str, int]],
    valid_from: date,
    id: str | None = None,
) -> ContestCriteria:
    """Weights add up to 100; what nobody may be judged by (online time, check-ins) is refused by name. The same `id`
    again is the same set."""
    if (known := made_before(session, ContestCriteria, id, unit_id, owner="unit_id")) is not None:
        return known
    for text, _ in lines:
        if (word := rules.forbidden_word(text)) is not None:
            raise CriterionForbidden(word=word, field="lines")
    if not rules.adds_up([weight for _, weight in lines]):
        raise WeightsOff(field="lines")
    made = ContestCriteria(
        id=id or ids.new(), unit_id=unit_id, name=name, lines=rules.lines(lines), valid_from=valid_from,
        made_at=clock.now(), made_by=actor.account_id if actor else None,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "make_criteria", made, after={"lines": list(lines)})
    return made


def open_contest(
    session: Session,
    actor: Actor,
    *,
    unit_id: str,
    year: int,
    name: str,
    title: str,
    quota: int,
    criteria_id: str,
    closes_on: date,
    stages: Sequence[tuple[StageKind, int]],
) -> Contest:
    require_reach(session, actor, [unit_id])
    if not rules.adds_up([weight for _, weight in stages]):
        raise WeightsOff(field="stages")
    same = (Contest.unit_id == unit_id, Contest.year == year, Contest.name == name)
    if session.exec(select(Contest.id).where(*same)).first() is not None:
        raise SameContest(year=year, name=name, field="name")
    made = Contest(
        unit_id=unit_id, year=year, name=name, title=title, quota=quota, criteria_id=criteria_id, closes_on=closes_on,
        opened_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    for position, (kind, weight) in enumerate(stages):
        session.add(ContestStage(contest_id=made.id, kind=kind, weight=weight, position=position))
    session.flush()
    history.record(session, actor, "open_contest", made, after={"name": name, "quota": quota})
    return made


def nominate(
    session: Session,
    actor: Actor,
    contest: Contest,
    *,
    party_id: str,
    by_kind: NominatedBy,
    statement: str,
    grid_id: str | None = None,
    may_name: bool = False,
    sex: Sex = Sex.UNKNOWN,
) -> Nomination:
    """Oneself, one's own people, or on behalf of residents; a person stands once in a contest."""
    expect(contest, ContestState.OPEN)
    if clock.today() > contest.closes_on:
        raise NominationsClosed(day=contest.closes_on)
    person = org.party(session, party_id)
    if by_kind is NominatedBy.SELF and party_id != actor.party_id:
        raise NotFound
    if person.community_id is None:
        raise NotFound
    if by_kind is not NominatedBy.SELF:
        require_reach(session, actor, [person.community_id])
    standing = select(Nomination.id).where(Nomination.contest_id == contest.id, Nomination.party_id == party_id)
    if session.exec(standing).first() is not None:
        raise AlreadyNominated(name=person.name, field="party_id")
    made = Nomination(
        contest_id=contest.id, community_id=person.community_id, grid_id=grid_id, party_id=party_id, name=person.name,
        by_kind=by_kind, statement=statement, sex=sex, served_since=queries.served_since(session, party_id),
        may_name=may_name, nominated_by=actor.account_id, filed_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "nominate", made, after={"name": person.name, "by": by_kind.value})
    return made


def check_eligibility(
    session: Session, actor: Actor, nomination: Nomination, *, is_eligible: bool, note: str
) -> Nomination:
    """Before the judges sit. While they do, only somebody who steps back is taken out, with the reason."""
    contest = session.get_one(Contest, nomination.contest_id)
    expect(contest, *((ContestState.OPEN,) if is_eligible else (ContestState.OPEN, ContestState.JUDGING)))
    nomination.is_eligible, nomination.eligibility_note = is_eligible, note
    session.add(nomination)
    session.flush()
    history.record(session, actor, "check_eligibility", nomination, after={"eligible": is_eligible}, reason=note)
    return nomination


def seat_judge(session: Session, actor: Actor, contest: Contest, *, account_id: str, name: str) -> ContestJudge:
    expect(contest, ContestState.OPEN, ContestState.JUDGING)
    known = select(ContestJudge).where(ContestJudge.contest_id == contest.id, ContestJudge.account_id == account_id)
    if (seat := session.exec(known).first()) is not None:
        return seat
    made = ContestJudge(contest_id=contest.id, account_id=account_id, name=name)
    session.add(made)
    session.flush()
    if contest.state is ContestState.JUDGING:
        _recuse_by_rule(session, contest, [made], queries.list_nominations(session, contest.id))
    history.record(session, actor, "seat_judge", made, after={"name": name})
    return made


def start_judging(session: Session, actor: Actor, contest: Contest) -> Contest:
    """Everyone is checked, judges sit, and who works in a nominee's grid is recused before the first sheet."""
    expect(contest, ContestState.OPEN)
    nominations = queries.list_nominations(session, contest.id)
    unchecked = [one for one in nominations if one.is_eligible is None]
    if unchecked:
        raise EligibilityOpen(count=len(unchecked))
    if not any(one.is_eligible for one in nominations):
        raise NobodyEligible
    judges = queries.list_judges(session, contest.id)
    if len(judges) < LEAST_JUDGES:
        raise NoJudges(count=len(judges))
    _recuse_by_rule(session, contest, judges, nominations)
    session.flush()
    require_judges(session, contest)
    contest.state = ContestState.JUDGING
    session.add(contest)
    session.flush()
    history.record(session, actor, "start_judging", contest, after={"nominees": len(nominations)})
    return contest


def require_judges(session: Session, contest: Contest) -> None:
    """Everybody who stands has at least one judge who does not step aside."""
    seats = {judge.id for judge in queries.list_judges(session, contest.id)}
    aside = queries.recused(session, contest.id)
    for one in queries.list_nominations(session, contest.id):
        if one.is_eligible and all((seat, one.id) in aside for seat in seats):
            raise NobodyLeftToJudge(name=one.name)


def expect(contest: Contest, *states: ContestState) -> None:
    if contest.state not in states:
        raise WrongStep(state=lazy(rules.STATE_WORDS[contest.state]))


def _recuse_by_rule(
    session: Session, contest: Contest, judges: Sequence[ContestJudge], nominations: Sequence[Nomination]
) -> None:
    """A judge who holds a post in the nominee's community, or is the nominee, does not score them."""
    today = clock.today()
    for judge in judges:
        account = session.get_one(Account, judge.account_id)
        held = session.exec(
            select(Unit.path)
            .join(Post, col(Post.unit_id) == Unit.id)
            .where(Post.account_id == account.id, col(Post.valid_to).is_(None) | (col(Post.valid_to) >= today))
        ).all()
        for one in nominations:
            home = session.get_one(Unit, one.community_id).path
            if one.party_id == account.party_id or any(path.startswith(home) for path in held):
                session.add(
                    Recusal(contest_id=contest.id, judge_id=judge.id, nomination_id=one.id, reason="本人或本社区")
                )  # fmt: skip
