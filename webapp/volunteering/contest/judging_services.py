"""Sheets, the count, the notice, the decision."""

from datetime import date

from sqlmodel import Session, select

from webapp.casework.publicity import queries as notices_up
from webapp.casework.publicity import services as publicity
from webapp.casework.publicity.models import NoticeKind
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.scope import Actor
from webapp.people.org import queries as org
from webapp.volunteering.certificates import queries as certificates
from webapp.volunteering.certificates import services as papers
from webapp.volunteering.certificates.models import Certificate, CertificateKind
from webapp.volunteering.contest import queries, rules
from webapp.volunteering.contest.models import (
    AwardWithdrawal,
    Contest,
    ContestAward,
    ContestJudge,
    ContestResult,
    ContestStage,
    ContestState,
    Nomination,
    Recusal,
    ScoreSheet,
)
from webapp.volunteering.contest.services import LEAST_JUDGES, expect, require_judges


class SheetLocked(DomainError):
    """A sheet that could change after the others are known would not be the judge's own."""

    message = N_("这张评分表已经锁定，不能再改。")


class ScoreOff(DomainError):
    status = 422
    message = N_("每项打 0 到 100 的整数，空着的也要打。")


class Recused(DomainError):
    status = 403
    message = N_("这一位您要回避，不能打分。")


class TooFewLeft(DomainError):
    message = N_("撤下以后只剩 %(left)s 位评委，先请来一位再撤。")


class SheetsMissing(DomainError):
    message = N_("还有 %(count)s 张评分表没有锁定，不能汇总。")


class AlreadyWithdrawn(DomainError):
    message = N_("这个荣誉已经撤销。")


class ResultChanged(DomainError):
    message = N_("得分和公示时不一样了，不能审定。请查明原因。")


def declare(
    session: Session, actor: Actor, seat: ContestJudge, *, relations: str, recuse_from: list[str]
) -> ContestJudge:
    """Before scoring, a judge says whom they are close to, and steps aside there."""
    contest = queries.contest_of_seat(session, seat)
    expect(contest, ContestState.OPEN, ContestState.JUDGING)
    known = {one.id for one in queries.list_nominations(session, contest.id)}
    already = {nominee for judge, nominee in queries.recused(session, contest.id) if judge == seat.id}
    for nomination_id in recuse_from:
        if nomination_id not in known:
            raise NotFound
        if nomination_id not in already:
            session.add(
                Recusal(contest_id=contest.id, judge_id=seat.id, nomination_id=nomination_id, reason=relations[:200])
            )  # fmt: skip
    seat.relations, seat.declared_at = relations, clock.now()
    session.add(seat)
    session.flush()
    if contest.state is ContestState.JUDGING:
        require_judges(session, contest)
    history.record(session, actor, "declare_relations", seat, after={"recused": len(recuse_from)})
    return seat


def excuse_judge(session: Session, actor: Actor, contest: Contest, judge_id: str, *, reason: str) -> None:
    """Who cannot go on (illness, a post elsewhere) goes with all their sheets, locked ones too: half a judge's points
    would weigh on some and not on others. Else the count would wait for them for ever."""
    expect(contest, ContestState.OPEN, ContestState.JUDGING)
    seat = next((one for one in queries.list_judges(session, contest.id) if one.id == judge_id), None)
    if seat is None:
        raise NotFound
    left = len(queries.list_judges(session, contest.id)) - 1
    if contest.state is ContestState.JUDGING and left < LEAST_JUDGES:
        raise TooFewLeft(left=left)
    sheets = queries.list_sheets(session, contest.id, seat.id)
    before = {"name": seat.name, "sheets": len(sheets)}
    history.record(session, actor, "excuse_judge", seat, before=before, reason=reason)
    aside = session.exec(select(Recusal).where(Recusal.contest_id == contest.id, Recusal.judge_id == seat.id))
    for row in (*sheets, *aside.all()):
        session.delete(row)
    session.flush()
    session.delete(seat)
    session.flush()
    if contest.state is ContestState.JUDGING:
        require_judges(session, contest)


def keep_sheet(
    session: Session,
    actor: Actor,
    seat: ContestJudge,
    stage: ContestStage,
    nomination_id: str,
    *,
    scores: dict[str, int | None],
    comment: str = "",
    lock: bool = False,
) -> ScoreSheet:
    """Kept while unfinished; locked only when every criterion has its points."""
    contest = queries.contest_of_seat(session, seat)
    expect(contest, ContestState.JUDGING)
    _may_score(session, contest, seat, stage, nomination_id)
    criteria = queries.get_criteria(session, contest.criteria_id).lines
    given = {line["key"]: scores.get(line["key"]) for line in criteria}
    if any(points is not None and not 0 <= points <= 100 for points in given.values()):
        raise ScoreOff(field=nomination_id)
    if lock and any(points is None for points in given.values()):
        raise ScoreOff(field=nomination_id)
    where = (ScoreSheet.stage_id == stage.id, ScoreSheet.judge_id == seat.id, ScoreSheet.nomination_id == nomination_id)
    sheet = session.exec(select(ScoreSheet).where(*where)).first()
    if sheet is None:
        sheet = ScoreSheet(contest_id=contest.id, stage_id=stage.id, judge_id=seat.id, nomination_id=nomination_id)
    if sheet.locked_at is not None:
        raise SheetLocked
    sheet.scores, sheet.comment = {key: points for key, points in given.items() if points is not None}, comment
    sheet.locked_at = clock.now() if lock else None
    session.add(sheet)
    session.flush()
    if lock:
        history.record(session, actor, "lock_sheet", sheet, after=dict(sheet.scores))
    return sheet


def count_missing(session: Session, contest: Contest) -> int:
    """Sheets still to be locked: every eligible nominee, every stage, every judge who is not recused."""
    eligible = [one.id for one in queries.list_nominations(session, contest.id) if one.is_eligible]
    stages = [stage.id for stage in queries.list_stages(session, contest.id)]
    judges = [judge.id for judge in queries.list_judges(session, contest.id)]
    aside = queries.recused(session, contest.id)
    wanted = {(s, j, n) for s in stages for j in judges for n in eligible if (j, n) not in aside}
    locked = {
        (sheet.stage_id, sheet.judge_id, sheet.nomination_id)
        for sheet in queries.list_sheets(session, contest.id)
        if sheet.locked_at is not None
    }
    return len(wanted - locked)


def tally(session: Session, actor: Actor, contest: Contest) -> list[ContestResult]:
    """Counted once from locked sheets, and hashed: what is published is what is decided."""
    expect(contest, ContestState.JUDGING)
    if missing := count_missing(session, contest):
        raise SheetsMissing(count=missing)
    require_judges(session, contest)
    aside = queries.recused(session, contest.id)
    criteria = queries.get_criteria(session, contest.criteria_id).lines
    stages = {stage.id: stage.weight for stage in queries.list_stages(session, contest.id)}
    sheets = [
        rules.Sheet(sheet.stage_id, sheet.judge_id, sheet.nomination_id, sheet.scores)
        for sheet in queries.list_sheets(session, contest.id)
        if (sheet.judge_id, sheet.nomination_id) not in aside  # scored first, stepped aside after
    ]
    eligible = [one.id for one in queries.list_nominations(session, contest.id) if one.is_eligible]
    standings = [rules.standing(nominee, sheets, stages, criteria) for nominee in eligible]
    chosen, joint = rules.winners(standings, contest.quota)
    results = [
        ContestResult(
            contest_id=contest.id, nomination_id=one.nominee, total=one.total, tie_break=one.tie_break,
            by_criterion=dict(one.by_criterion), is_winner=one.nominee in chosen, is_joint=one.nominee in joint,
        )
        for one in standings
    ]  # fmt: skip
    session.add_all(results)
    contest.state, contest.result_hash = ContestState.TALLIED, _digest(results)
    session.add(contest)
    session.flush()
    after = {"winners": len(chosen), "joint": len(joint), "hash": contest.result_hash}
    history.record(session, actor, "tally_contest", contest, after=after)
    return results


def publish(session: Session, actor: Actor, contest: Contest) -> Contest:
    expect(contest, ContestState.TALLIED)
    won = [one for result, one in queries.list_results(session, contest.id) if result.is_winner]
    homes = {one.community_id: org.unit(session, one.community_id).name for one in won}
    criteria = queries.get_criteria(session, contest.criteria_id)
    notice = publicity.put_up(
        session, actor, kind=NoticeKind.CONTEST, subject_id=contest.id, unit_id=contest.unit_id, title=contest.name,
        basis=f"按《{criteria.name}》评审。", content=rules.listed(won, homes),
    )  # fmt: skip
    contest.state = ContestState.NOTICE
    session.add(contest)
    session.flush()
    history.record(session, actor, "publish_contest", contest, after={"until": notice.ends_on})
    return contest


def decide(session: Session, actor: Actor, contest: Contest) -> list[ContestAward]:
    """Upheld against somebody: that person is no longer among the winners; nobody moves up unseen."""
    expect(contest, ContestState.NOTICE)
    notice, today = notices_up.get_notice(session, NoticeKind.CONTEST, contest.id), clock.today()
    struck = publicity.require_settled(session, notice)
    rows = queries.list_results(session, contest.id)
    if _digest([result for result, _ in rows]) != contest.result_hash:
        raise ResultChanged
    awards = [_award(contest, one, today) for result, one in rows if result.is_winner and one.id not in struck]
    session.add_all(awards)
    contest.state, contest.decided_on, contest.decided_by = ContestState.DECIDED, today, actor.account_id
    session.add(contest)
    session.flush()
    publicity.close(session, actor, notice, result=f"授予{len(awards)}人")
    history.record(session, actor, "decide_contest", contest, after={"awards": len(awards)})
    return awards


def issue_certificate(session: Session, actor: Actor | None, award: ContestAward) -> Certificate:
    issuer = org.unit(session, award.unit_id)
    home = org.unit(session, award.community_id)
    notice = notices_up.on_paper(session, notices_up.notice_of(session, NoticeKind.CONTEST, award.contest_id))
    before = f"您扎根{home.name}网格，走家入户、解难办实，经推荐、评审并{notice}，被评为{award.year}年度"
    said = {
        "name": award.name, "level": award.title, "stars": 0, "issuer": issuer.name, "title": award.title,
        "date": clock.chinese_day(award.granted_on),
        "period": f"{award.year}年度", "basis": "", "text_before": before, "text_after": "。",
        "text": f"{before}{award.title}。",
    }  # fmt: skip
    return papers.issue(
        session, actor, issuer=issuer, kind=CertificateKind.HONOUR, party_id=award.party_id,
        cause=f"contest:{award.id}", said=said, issued_on=award.granted_on,
    )  # fmt: skip


def withdraw_award(
    session: Session, actor: Actor, award: ContestAward, *, reason: str, document: str
) -> AwardWithdrawal:
    """纪律处分 or fraud, by decision. Who leaves, retires or dies keeps the honour."""
    if session.exec(select(AwardWithdrawal).where(AwardWithdrawal.award_id == award.id)).first() is not None:
        raise AlreadyWithdrawn
    made = AwardWithdrawal(award_id=award.id, reason=reason, document=document, withdrawn_on=clock.today())
    session.add(made)
    paper = certificates.standing(session, f"contest:{award.id}")
    if paper is not None and not certificates.ends_of(session, [paper]):
        papers.end(session, actor, paper, reason=reason)
    session.flush()
    history.record(session, actor, "withdraw_contest_award", made, reason=reason)
    return made


def _award(contest: Contest, one: Nomination, today: date) -> ContestAward:
    return ContestAward(
        unit_id=contest.unit_id, community_id=one.community_id, contest_id=contest.id, nomination_id=one.id,
        party_id=one.party_id, name=one.name, year=contest.year, title=contest.title, granted_on=today,
    )  # fmt: skip


def _may_score(session: Session, contest: Contest, seat: ContestJudge, stage: ContestStage, nomination_id: str) -> None:
    nominees = {one.id for one in queries.list_nominations(session, contest.id) if one.is_eligible}
    if stage.contest_id != contest.id or nomination_id not in nominees:
        raise NotFound
    if (seat.id, nomination_id) in queries.recused(session, contest.id):
        raise Recused


def _digest(results: list[ContestResult]) -> str:
    return rules.digest((one.nomination_id, one.total, one.tie_break, one.is_winner) for one in results)
