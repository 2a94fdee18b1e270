"""After the decision: appeals, the one way to lose a star, plaques, proofs."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from sqlmodel import Session

from tests.town import Town
from tests.volunteering.awards.ground import decided, enrol, entry, frozen, host, published
from webapp.casework.publicity.models import Finding
from webapp.casework.publicity.services import AlreadyAnswered
from webapp.core.data import db
from webapp.core.web.errors import NotFound
from webapp.people.accounts.permissions import Action
from webapp.people.notices import queries as notices
from webapp.volunteering.awards import appeal_services, grant_services, queries, services
from webapp.volunteering.awards.models import Appeal, AppealKind, Award, RatingRound
from webapp.volunteering.certificates import queries as certificates
from webapp.volunteering.certificates import services as papers
from webapp.volunteering.certificates.models import Certificate

AFTER = datetime(2026, 12, 2, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 24, 1, tzinfo=UTC), tick=False) as clockwork:
        yield clockwork


@pytest.fixture
def rating(session: Session, town: Town, today: time_machine.Traveller) -> RatingRound:
    published(session, town)
    today.move_to(AFTER)
    return decided(session, town)


@pytest.fixture
def award(session: Session, town: Town, rating: RatingRound) -> Award:
    return next(one for one in queries.list_awards(session, rating.id) if one.name == "赵国强")


def appeal(session: Session, town: Town, rating: RatingRound, who: str = "zhao") -> Appeal:
    with db.transaction(session) as writing:
        return appeal_services.appeal_entry(
            writing, town.actor(who), entry(writing, rating, "赵国强"), words="少算了六小时"
        )


def hear(session: Session, town: Town, one: Appeal, who: str, found: Finding = Finding.DISMISSED) -> None:
    with db.transaction(session) as writing:
        actor = town.actor(who, Action.HEAR_APPEALS) if who != "li" else town.actor("li")
        appeal_services.hear_appeal(writing, actor, one, finding=found, answer="核对过了")


def test_an_appeal_is_heard_by_somebody_who_did_not_decide(session: Session, town: Town, rating: RatingRound) -> None:
    first = appeal(session, town, rating)
    with pytest.raises(appeal_services.SameHearer):
        hear(session, town, first, "li")
    hear(session, town, first, "chen")
    with pytest.raises(AlreadyAnswered):
        hear(session, town, first, "chen")
    second = appeal(session, town, rating)
    assert (second.turn, second.kind) == (2, AppealKind.ENTRY)
    with pytest.raises(appeal_services.SameHearer):
        hear(session, town, second, "chen")
    hear(session, town, second, "he")
    with pytest.raises(appeal_services.NoMoreTurns):
        appeal(session, town, rating)


def test_only_the_person_on_the_list_appeals_and_in_time(
    session: Session, town: Town, rating: RatingRound, today: time_machine.Traveller
) -> None:
    with pytest.raises(NotFound):
        appeal(session, town, rating, "wang")
    today.move_to(datetime(2026, 12, 18, 1, tzinfo=UTC))
    with pytest.raises(appeal_services.AppealTooLate):
        appeal(session, town, rating)
    with pytest.raises(NotFound):
        queries.get_appeal(session, town.actor("far_host"), rating.id)


def test_a_star_is_lost_only_for_fraud_after_the_holder_was_heard(
    session: Session, town: Town, award: Award, today: time_machine.Traveller
) -> None:
    with db.transaction(session) as writing:
        first = grant_services.issue_honour(writing, host(town), award)
        paper = papers.replace(writing, host(town), first, said=first.words, reason="淋湿了")
        told = appeal_services.tell_revocation(writing, host(town), award, fraud="请人代签到")
    with pytest.raises(appeal_services.RevocationTold), db.transaction(session) as writing:
        appeal_services.tell_revocation(writing, host(town), award, fraud="又一次")

    def confirm() -> None:
        with db.transaction(session) as writing:
            appeal_services.confirm_revocation(writing, host(town), told, award)

    with pytest.raises(appeal_services.AppealStillOpen):
        confirm()
    with db.transaction(session) as writing:
        mine = appeal_services.appeal_revocation(writing, town.actor("zhao"), told, award, words="是我自己签的")
    today.move_to(datetime(2027, 2, 1, 1, tzinfo=UTC))
    with pytest.raises(appeal_services.AppealStillOpen):
        confirm()
    assert certificates.ends_of(session, [paper]) == {}
    hear(session, town, mine, "chen")
    confirm()
    assert certificates.ends_of(session, [paper])[paper.id].kind.value == "void"
    assert queries.highest_stars(session, [award.volunteer_id]) == {}
    assert queries.stars_held(session, host(town)) == [(1, 1)]  # 孙月梅's
    assert award.id not in {one.id for one in queries.awards_to_paper(session, award.round_id)}
    told_of = notices.list_notices(session, town.actor("zhao"))
    assert sum(one.sentence == appeal_services.LOST for one in told_of) == 1
    with pytest.raises(AlreadyAnswered):
        confirm()


def test_an_upheld_appeal_saves_the_star(
    session: Session, town: Town, award: Award, today: time_machine.Traveller
) -> None:
    with db.transaction(session) as writing:
        told = appeal_services.tell_revocation(writing, host(town), award, fraud="请人代签到")
        mine = appeal_services.appeal_revocation(writing, town.actor("zhao"), told, award, words="是我自己签的")
    hear(session, town, mine, "chen", Finding.UPHELD)
    today.move_to(datetime(2027, 2, 1, 1, tzinfo=UTC))
    with pytest.raises(appeal_services.AppealStillOpen), db.transaction(session) as writing:
        appeal_services.confirm_revocation(writing, host(town), told, award)
    assert queries.highest_stars(session, [award.volunteer_id]) == {award.volunteer_id: 3}
    with pytest.raises(NotFound), db.transaction(session) as writing:
        appeal_services.appeal_revocation(writing, town.actor("wang"), told, award, words="x")


def test_a_plaque_needs_every_adult_of_the_household(session: Session, town: Town, award: Award) -> None:
    for adults, agreed in ((2, 1), (0, 0)):
        with pytest.raises(grant_services.HouseholdNotAgreed), db.transaction(session) as writing:
            grant_services.agree_to_plaque(writing, host(town), award, adults=adults, agreed=agreed)
    with db.transaction(session) as writing:
        first = grant_services.agree_to_plaque(writing, host(town), award, adults=2, agreed=2)
    with db.transaction(session) as writing:
        again = grant_services.agree_to_plaque(writing, host(town), award, adults=2, agreed=2)
    assert first.id == again.id and first.kind.value == "plaque"


def test_a_proof_lists_confirmed_service_and_every_one_has_its_own_number(session: Session, town: Town) -> None:
    volunteer = enrol(session, town, "高福林", 200)

    def prove(**more: str) -> Certificate:
        with db.transaction(session) as writing:
            return grant_services.issue_proof(
                writing, host(town), volunteer, responsible="李静", handler="钱小梅", contact="022-24990000", **more
            )

    first, second = prove(document_number="120110196003070025"), prove()
    assert (first.seq, second.seq) == (1, 2)
    said = first.words
    assert (said["hours"], said["count"], len(said["services"]), said["left_out"]) == ("200", 40, 30, 10)
    assert "120110196003070025" not in first.said
    assert first.hidden["document_number"] == "120110196003070025"
    nobody = enrol(session, town, "丁一", 0)
    with pytest.raises(grant_services.NothingServed), db.transaction(session) as writing:
        grant_services.issue_proof(writing, host(town), nobody, responsible="李静", handler="钱小梅", contact="1")


def test_an_upheld_appeal_brings_the_star_that_the_hours_give(
    session: Session, town: Town, today: time_machine.Traveller
) -> None:
    rating = frozen(session, town)
    with db.transaction(session) as writing:
        held = entry(writing, rating, "赵国强")
        services.review(writing, host(town), held, proposed=1, reason="几次迟到")
        services.publish(writing, host(town), rating)
    today.move_to(AFTER)
    rating = decided(session, town)
    (first,) = [one for one in queries.list_awards(session, rating.id) if one.name == "赵国强"]
    with db.transaction(session) as writing:
        low = grant_services.issue_honour(writing, host(town), first)
    hear(session, town, appeal(session, town, rating), "chen", Finding.UPHELD)
    (stands,) = [one for one in queries.standing_awards(session, rating.id) if one.name == "赵国强"]
    assert (stands.star, stands.title, first.star) == (3, "社区三星级志愿者", 1)
    assert certificates.ends_of(session, [low])[low.id].reason == "申诉成立，改评三星"
    assert certificates.standing(session, f"award:{stands.id}") is not None
    told = {one.cause.split(":")[0] for one in notices.list_notices(session, town.actor("zhao"))}
    assert told == {"rated", "heard"}
    with pytest.raises(appeal_services.UpheldBefore):
        appeal(session, town, rating)


def test_an_upheld_appeal_for_a_star_of_a_higher_body_is_applied_for(
    session: Session, town: Town, today: time_machine.Traveller
) -> None:
    rating = frozen(session, town)
    with db.transaction(session) as writing:
        held = entry(writing, rating, "高福林")
        services.review(writing, host(town), held, proposed=0, reason="材料不全")
        services.publish(writing, host(town), rating)
    today.move_to(AFTER)
    decided(session, town)
    assert queries.application_of(session, held.id) is None
    for _ in range(2):
        with db.transaction(session) as writing:
            grant_services.redress(writing, town.actor("chen", Action.HEAR_APPEALS), held)
    asked = queries.application_of(session, held.id)
    assert asked is not None and asked.star == 5
