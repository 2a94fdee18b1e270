"""Stars: 东丽湖's community rated last year and has its papers; 名都园 hangs its notice; 冬梅轩 reviews."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session, select

from webapp.casework.publicity import queries as hung
from webapp.casework.publicity import services as publicity
from webapp.casework.publicity.models import Finding, NoticeKind
from webapp.demo.activities import HOSTS, at
from webapp.demo.town import FOUNDED, Town
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.org.models import Unit
from webapp.volunteering.awards import appeal_services, grant_services, queries, services
from webapp.volunteering.awards.models import Award, Body, RatingRound, RoundEntry, StarRuleSet, Track
from webapp.volunteering.certificates import batch_services
from webapp.volunteering.certificates import services as papers
from webapp.volunteering.certificates.models import BatchForm
from webapp.volunteering.volunteers.models import Volunteer

HOURS = (100, 300, 600, 1000, 1500)
NATIONAL = (Body.DISTRICT, Body.DISTRICT, Body.CITY, Body.CITY, Body.PROVINCE)
OWN = (Body.COMMUNITY, Body.COMMUNITY, Body.COMMUNITY, Body.DISTRICT, Body.DISTRICT)
SMALL = (10, 20, 40, 80, 160)


def tell(session: Session, town: Town) -> None:
    services.make_rule_set(
        session, None, community_id=None, name="东丽区志愿服务星级评定办法",
        terms=services.StarTerms(Track.HOURS, HOURS, NATIONAL), valid_from=FOUNDED, document="东文明〔2024〕2号",
    )  # fmt: skip
    _last_year(session, town)
    _on_notice(session, town)
    _in_review(session, town)


def _rules(session: Session, town: Town, key: str, hours: tuple[int, ...], track: Track = Track.HOURS) -> StarRuleSet:
    name = session.get_one(Unit, town.units[key]).name
    return services.make_rule_set(
        session, _host(town, key), community_id=town.units[key], name=f"{name}星级志愿者评定办法",
        terms=services.StarTerms(track, hours, OWN, least_months=3), valid_from=FOUNDED, document="（2024年）",
    )  # fmt: skip


def _round(session: Session, town: Town, key: str, rule_set: StarRuleSet, as_of: date) -> RatingRound:
    host = _host(town, key)
    rating = services.open_round(
        session, host, community_id=town.units[key], rule_set=rule_set, name=f"{as_of.year}年度星级志愿者评选",
        year=as_of.year,
    )  # fmt: skip
    services.freeze(session, host, rating, as_of=as_of)
    return rating


def _last_year(session: Session, town: Town) -> None:
    """Frozen, published, decided, every award numbered; 赵国强 has star, plaque and proof."""
    host = _host(town, "shanghu")
    rule_set = _rules(session, town, "shanghu", HOURS)
    began = town.today - timedelta(days=200)
    with at(began):
        rating = _round(session, town, "shanghu", rule_set, began)
        services.publish(session, host, rating)
    with at(began + timedelta(days=2)):
        notice = hung.get_notice(session, NoticeKind.STARS, rating.id)
        objection = publicity.object_to(session, notice, words="名单里怎么没有我们门的老高？", author="6号楼居民")
    with at(began + timedelta(days=3)):
        appeal_services.answer_objection(
            session, host, objection, notice, finding=Finding.DISMISSED, answer="他的时长还差六小时，明年再评。"
        )
    with at(began + timedelta(days=20)):
        awards = grant_services.decide(session, host, rating)
        session.flush()
        made = {award.party_id: grant_services.issue_honour(session, host, award) for award in awards}
        rating.state = services.RoundState.ISSUED
        session.add(rating)
        batch_services.start_batch(
            session, host.wearing(Action.ISSUE_CERTIFICATES), issuer_id=town.units["shanghu"], title=rating.name,
            form=BatchForm.ONE_FILE, archive=False, certificate_ids=[paper.id for paper in made.values()],
        )  # fmt: skip
    zhao = next((award for award in awards if award.party_id == town.parties["zhao"]), None)
    if zhao is not None:
        _papers_of(session, town, zhao)
    wrong = next((award for award in awards if award is not zhao), None)
    if wrong is not None:
        paper = made[wrong.party_id]
        papers.replace(session, host, paper, said=paper.words, reason="证书淋湿，按原样换发")


def _papers_of(session: Session, town: Town, award: Award) -> None:
    host = _host(town, "shanghu")
    grant_services.agree_to_plaque(session, host, award, adults=2, agreed=2)
    volunteer = session.exec(select(Volunteer).where(Volunteer.id == award.volunteer_id)).one()
    grant_services.issue_proof(
        session, host, volunteer, responsible="罗文静", handler="钱小梅", contact="022-24990003", purpose="本人留存"
    )


def _on_notice(session: Session, town: Town) -> None:
    """The host who signs in to the demo finds an objection to answer."""
    host = _host(town, "mingdu")
    began = town.today - timedelta(days=2)
    with at(began):
        rating = _round(session, town, "mingdu", _rules(session, town, "mingdu", SMALL), began)
        for entry in queries.list_entries(session, rating.id)[::4]:
            _named(session, host, entry)
        services.publish(session, host, rating)
    with at(town.today - timedelta(days=1)):
        notice = hung.get_notice(session, NoticeKind.STARS, rating.id)
        publicity.object_to(session, notice, words="第三位的时长是不是算上了上班时间？", contact="19900000000")


def _named(session: Session, host: Actor, entry: RoundEntry) -> None:
    services.review(
        session, host, entry, proposed=entry.star, quality="服务的老人都说好", neighbours="热心", may_name=True
    )


def _in_review(session: Session, town: Town) -> None:
    """Three are judged, the others wait."""
    with at(town.today - timedelta(days=1)):
        rule_set = _rules(session, town, "dongmei", SMALL, Track.REVIEW)
        rating = _round(session, town, "dongmei", rule_set, town.today - timedelta(days=1))
    with at(town.today - timedelta(days=1), hour=16):
        host, (first, second, third, *_waiting) = _host(town, "dongmei"), queries.list_entries(session, rating.id)
        for entry in (first, second):
            _named(session, host, entry)
        services.review(session, host, third, proposed=0, reason="下半年去外地带孙子，本人说明年再评")


def _host(town: Town, key: str) -> Actor:
    return town.actor(HOSTS[key], Action.RUN_RATINGS)
