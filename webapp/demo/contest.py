"""金牌网格员: three decided years with 61 winners, of whom 38 joined a community committee; this year in judging."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.time import clock
from webapp.demo import people
from webapp.demo.activities import at
from webapp.demo.town import FOUNDED, Town
from webapp.people.accounts.models import Role
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.org import services as org
from webapp.people.org.models import PartyKind, Unit, UnitKind
from webapp.register.register.models import Sex
from webapp.volunteering.contest import judging_services, queries, rules, services, talent_services
from webapp.volunteering.contest.models import (
    Contest,
    ContestAward,
    ContestCriteria,
    ContestResult,
    ContestStage,
    ContestState,
    NominatedBy,
    Nomination,
    OutcomeKind,
    StageKind,
    TalentEntry,
)

WINNERS = (20, 20, 21)
COMMITTEE = 38
TITLE = "金牌网格员"
STAGES = ((StageKind.WRITTEN, 20), (StageKind.PRACTICE, 30), (StageKind.DEFENCE, 20), (StageKind.VISIT, 30))
NOMINEES = ("wang", "dongmei2", "dongmei3", "mingdu1", "mingdu2", "shanghu1", "shanghu2", "shanghu3")
JUDGES = (("judge1", "沈文"), ("judge2", "方立新"), ("judge3", "姚敏"), ("judge4", "段海涛"))
DEEDS = (
    "说和三年的漏水纠纷，两家重新来往",
    "带着居民装了六十六盏灭蚊灯",
    "把独居老人的燃气隐患全换成报警器",
    "四十户楼道杂物一个月清完",
)


def tell(session: Session, town: Town) -> None:
    rng = Random(town.rng.random())
    centre = town.actor("he", Action.RUN_CONTEST)
    criteria = services.make_criteria(
        session, centre, unit_id=town.units["district"], name="金牌网格员评选标准", lines=rules.DEFAULT_LINES,
        valid_from=FOUNDED,
    )  # fmt: skip
    coded = select(Unit).where(Unit.kind == UnitKind.COMMUNITY, col(Unit.code) != "")
    homes = list(session.exec(coded.order_by(Unit.code)))
    entries: list[TalentEntry] = []
    for years_ago, count in zip((3, 2, 1), WINNERS, strict=True):
        entries += _decided(session, town, rng, criteria, homes, town.today.year - years_ago, count)
    _outcomes(session, town, centre, rng, entries)
    _this_year(session, town, centre, criteria)


def _decided(
    session: Session, town: Town, rng: Random, criteria: ContestCriteria, homes: list[Unit], year: int, count: int
) -> list[TalentEntry]:
    """Told from the record: the sheets of those years were on paper."""
    day = date(year, 12, 20) if date(year, 12, 20) < town.today else town.today - timedelta(days=30)
    contest = Contest(
        unit_id=town.units["district"], year=year, name=f"{year}年度金牌网格员评选", title=TITLE, quota=count,
        criteria_id=criteria.id, state=ContestState.DECIDED, closes_on=date(year, 10, 31), decided_on=day,
        opened_at=clock.start_of_day(date(year, 9, 1)), decided_by=town.accounts["he"],
    )  # fmt: skip
    session.add(contest)
    session.flush()
    namer = people.namer(rng)
    found = []
    for number in range(count):
        home = homes[(year * 7 + number * 3) % len(homes)]
        found.append(_winner(session, town, contest, home, next(namer)[0], number))
    return [entry for entry in found if entry is not None]


def _winner(session: Session, town: Town, contest: Contest, home: Unit, name: str, number: int) -> TalentEntry | None:
    """Nine in ten agree to the pool; the others keep the honour and are on no list."""
    assert contest.decided_on is not None
    person = org.make_party(session, None, kind=PartyKind.PERSON, name=name, community_id=home.id, silent=True)
    nomination = Nomination(
        id=ids.new(), contest_id=contest.id, community_id=home.id, party_id=person.id, name=name, is_eligible=True,
        by_kind=NominatedBy.UNIT, statement=DEEDS[number % len(DEEDS)], filed_at=contest.opened_at,
        sex=Sex.MALE if number % 3 == 0 else Sex.FEMALE, served_since=date(contest.year - 2 - number * 3 % 9, 3, 1),
        eligibility_note="在岗满三年",
    )  # fmt: skip
    session.add(nomination)
    session.flush()
    total = 9500 - number * 17
    session.add(
        ContestResult(
            contest_id=contest.id, nomination_id=nomination.id, total=total, tie_break=total, is_winner=True,
            by_criterion={line["key"]: total for line in rules.lines(rules.DEFAULT_LINES)},
        )
    )  # fmt: skip
    award = ContestAward(
        id=ids.new(), unit_id=contest.unit_id, community_id=home.id, contest_id=contest.id, nomination_id=nomination.id,
        party_id=person.id, name=name, year=contest.year, title=TITLE, granted_on=contest.decided_on,
    )  # fmt: skip
    session.add(award)
    session.flush()
    with at(contest.decided_on):
        judging_services.issue_certificate(session, None, award)
    if number % 10 == 9:
        return None
    entry = TalentEntry(
        unit_id=award.unit_id, community_id=home.id, award_id=award.id, party_id=person.id, name=name,
        consent_on=contest.decided_on, strengths=("调解", "组织", "防灾", "助老")[number % 4],
        valid_to=rules.year_later(town.today, talent_services.YEARS),
    )  # fmt: skip
    session.add(entry)
    session.flush()
    return entry


def _outcomes(session: Session, town: Town, centre: Actor, rng: Random, entries: list[TalentEntry]) -> None:
    """38 of 61 sit on a community committee, and every one of them with a document."""
    for number, entry in enumerate(rng.sample(entries, COMMITTEE + 6)):
        kind = OutcomeKind.COMMITTEE if number < COMMITTEE else OutcomeKind.STREET
        day = min(entry.consent_on + timedelta(days=60 + 5 * number), town.today)
        talent_services.record_outcome(
            session, centre, entry, kind=kind, on=day, document=f"东组〔{day.year}〕{number + 11}号"
        )


def _this_year(session: Session, town: Town, centre: Actor, criteria: ContestCriteria) -> None:
    """Eight nominees, five judges, half of the sheets kept: whoever signs in as judge goes on scoring."""
    with at(town.today - timedelta(days=25)):
        contest = services.open_contest(
            session, centre, unit_id=town.units["district"], year=town.today.year,
            name=f"{town.today.year}年度金牌网格员评选", title=TITLE, quota=3, criteria_id=criteria.id,
            closes_on=town.today - timedelta(days=10), stages=STAGES,
        )  # fmt: skip
        for number, login in enumerate(login for login in NOMINEES if login in town.accounts):
            one = services.nominate(
                session, town.actor(login, Action.NOMINATE), contest, party_id=town.parties[login],
                by_kind=NominatedBy.SELF, statement=DEEDS[number % len(DEEDS)],
                sex=Sex.MALE if number % 3 == 1 else Sex.FEMALE,
            )  # fmt: skip
            note = "在岗满三年" if number != 7 else "在岗不满一年"
            services.check_eligibility(session, centre, one, is_eligible=number != 7, note=note)
        _seats(session, town, centre, contest)
        services.start_judging(session, centre, contest)
    _some_sheets(session, town, contest)


def _seats(session: Session, town: Town, centre: Actor, contest: Contest) -> None:
    services.seat_judge(session, centre, contest, account_id=town.accounts["sun"], name="孙伟")
    for login, name in JUDGES:
        town.person(login, name, role=Role.JUDGE, unit_id=town.units["district"], community_id=None)
        services.seat_judge(session, centre, contest, account_id=town.accounts[login], name=name)


def _some_sheets(session: Session, town: Town, contest: Contest) -> None:
    lines = queries.get_criteria(session, contest.criteria_id).lines
    stage: ContestStage = queries.list_stages(session, contest.id)[0]
    nominees = [one for one in queries.list_nominations(session, contest.id) if one.is_eligible]
    for seat in queries.list_judges(session, contest.id):
        login = next(name for name, account in town.accounts.items() if account == seat.account_id)
        actor = town.actor(login, Action.JUDGE_CONTEST)
        judging_services.declare(session, actor, seat, relations="没有", recuse_from=[])
        for number, one in enumerate(nominees):
            scores = {line["key"]: 78 + (number * 5 + len(login) * 3 + at_) % 20 for at_, line in enumerate(lines)}
            if login != "sun" or number < 3:
                judging_services.keep_sheet(
                    session, actor, seat, stage, one.id, scores=dict(scores), lock=login != "sun"
                )
