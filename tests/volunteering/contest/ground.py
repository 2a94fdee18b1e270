"""A contest of the street with two nominees of 冬梅轩 and five judges, taken to any step."""

from datetime import date

from sqlmodel import Session

from tests.town import Town
from webapp.core.data import db
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Account, Role
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.org import services as org
from webapp.people.org.models import PartyKind
from webapp.volunteering.contest import judging_services, queries, services
from webapp.volunteering.contest.models import Contest, ContestJudge, NominatedBy, Nomination, StageKind

STAGES = ((StageKind.WRITTEN, 40), (StageKind.DEFENCE, 60))
LINES = (("解决问题的成效", 60), ("居民随机访谈", 40))
JUDGES = ("甲一", "乙二", "丙三", "丁四", "戊五")


def centre(town: Town) -> Actor:
    return town.actor("chen", Action.RUN_CONTEST)


def opened(session: Session, town: Town, quota: int = 1) -> Contest:
    with db.transaction(session) as writing:
        criteria = services.make_criteria(
            writing, centre(town), unit_id=town.street, name="2026版", lines=LINES, valid_from=date(2026, 1, 1)
        )
        return services.open_contest(
            writing, centre(town), unit_id=town.street, year=2026, name="金牌网格员评选", title="金牌网格员",
            quota=quota, criteria_id=criteria.id, closes_on=date(2026, 11, 30), stages=STAGES,
        )  # fmt: skip


def stand(session: Session, town: Town, contest: Contest, who: str) -> Nomination:
    with db.transaction(session) as writing:
        made = services.nominate(
            writing, town.actor(who, Action.NOMINATE), contest, party_id=town.party(who), by_kind=NominatedBy.SELF,
            statement="解决灭蚊灯等三十件事",
        )  # fmt: skip
        return services.check_eligibility(writing, centre(town), made, is_eligible=True, note="在岗满三年")


def judge(session: Session, town: Town, contest: Contest, name: str, unit: str = "district") -> ContestJudge:
    with db.transaction(session) as writing:
        person = org.make_party(writing, None, kind=PartyKind.PERSON, name=name, community_id=None, silent=True)
        account = accounts.open_account(
            writing, None, party=person, login=name, password="x", password_hash="x", must_change=False
        )
        accounts.give_post(
            writing, None, account, role=Role.JUDGE, unit_id=town.units[unit], valid_from=date(2026, 1, 1)
        )
        return services.seat_judge(writing, centre(town), contest, account_id=account.id, name=name)


def actor_of(session: Session, seat: ContestJudge) -> Actor:
    from webapp.people.accounts import queries as people

    account = session.get_one(Account, seat.account_id)
    return people.actor_of(session, account.id).wearing(Action.JUDGE_CONTEST)


def judging(session: Session, town: Town, quota: int = 1) -> Contest:
    contest = opened(session, town, quota)
    for who in ("wang", "ma"):
        stand(session, town, contest, who)
    for name in JUDGES:
        judge(session, town, contest, name)
    with db.transaction(session) as writing:
        return services.start_judging(writing, centre(town), contest)


def score(session: Session, contest: Contest, points: dict[str, tuple[int, ...]]) -> None:
    """points: nominee → what each of the five judges gives for every criterion, in every stage."""
    seats = queries.list_judges(session, contest.id)
    criteria = queries.get_criteria(session, contest.criteria_id).lines
    for nomination in queries.list_nominations(session, contest.id):
        for stage in queries.list_stages(session, contest.id):
            for seat, given in zip(seats, points[nomination.name], strict=True):
                with db.transaction(session) as writing:
                    judging_services.keep_sheet(
                        writing, actor_of(session, seat), seat, stage, nomination.id,
                        scores={line["key"]: given for line in criteria}, lock=True,
                    )  # fmt: skip


def tallied(session: Session, town: Town, quota: int = 1) -> Contest:
    contest = judging(session, town, quota)
    score(session, contest, {"王秀英": (90, 91, 92, 93, 100), "马超然": (80, 81, 82, 83, 10)})
    with db.transaction(session) as writing:
        judging_services.tally(writing, centre(town), contest)
    return contest


def published(session: Session, town: Town) -> Contest:
    contest = tallied(session, town)
    with db.transaction(session) as writing:
        return judging_services.publish(writing, centre(town), contest)
