"""One act that ends what must end, says so before, and comes back where it was a mistake."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.door.gardens import test_gardens as gardens
from tests.exchange.loans.ground import ground
from tests.lines import lines_about
from tests.register.register import homes
from tests.town import Town
from tests.volunteering.volunteers.test_volunteers import enrol
from webapp.core.data import db
from webapp.core.time.clock import today
from webapp.door.gardens.models import EndReason
from webapp.door.liaisons import services as liaisons
from webapp.door.liaisons.models import Cover
from webapp.exchange.loans import card_services, queue_services
from webapp.exchange.loans import people_queries as borrowers
from webapp.exchange.loans.models import AccessCard, Reservation, ReservationState
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Account, Post, Role
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.notices import services as notices
from webapp.people.notices.models import Notice
from webapp.register.persons import death_services, journal_services, move_services
from webapp.register.persons.models import PersonAct
from webapp.register.register import queries as register
from webapp.register.register import resident_services
from webapp.register.register import services as households
from webapp.register.register.models import Relation, Resident
from webapp.register.register.rules import KeyFlag


@pytest.fixture
def li(town: Town, session: Session) -> Actor:
    return town.actor("li", Action.CHANGE_REGISTER)


def couple(session: Session, town: Town, li: Actor) -> tuple[Resident, Resident]:
    """A key household: the head, who is old and alone but for her son."""
    home = homes.settle(session, town, homes.build(session, town))
    son = homes.add(session, town, home)
    flags = [KeyFlag.LIVES_ALONE, KeyFlag.ELDERLY]
    households.change_household(session, li, home, version=home.version, flags=flags, is_rented=False, note="")
    return register.list_members(session, home)[0][1], son


def test_the_home_goes_on_without_her_with_the_flags_that_are_left(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        head, son = couple(session, town, li)
        home = register.get_household(session, li, str(head.household_id))
        foreseen = " ".join(death_services.foresee(session, head))
        death_services.record_death(session, li, head, on=today(), flags=[])
    assert home.label in foreseen and "户主" in foreseen and "独居" in foreseen
    assert (head.died_on, head.left_on, head.household_id) == (today(), today(), None)
    assert (home.head_name, home.flags, home.is_key, home.moved_out_on) == (son.name, [], False, None)
    assert home.cadence_days == 180
    assert [one.id for _, one in register.list_members(session, home)] == [son.id]
    assert lines_about(session, head.id)[0].verb == "record_death"


def test_the_last_of_a_home_leaves_no_key_household_to_visit(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        head, son = couple(session, town, li)
        home = register.get_household(session, li, str(head.household_id))
        move_services.go_away(session, li, son, on=today())
        act = death_services.record_death(session, li, head, on=today())
        assert (home.moved_out_on, home.is_key, home.next_due_on) == (today(), False, None)
        assert not death_services.undo_death(session, li, act, reason="记错了人")
    session.expire_all()
    assert (home.moved_out_on, home.is_key, home.flags) == (None, True, ["lives_alone", "elderly"])
    assert home.next_due_on is not None
    assert (head.died_on, head.left_on, head.household_id) == (None, None, home.id)


def bound(session: Session, town: Town, li: Actor) -> dict[str, object]:
    """Somebody with a passbook, a plot, a card, a place in a queue, a liaison's term and a micro-grid."""
    head, _ = couple(session, town, li)
    party = resident_services.party_of_resident(session, li, head)
    volunteer = enrol(session, town, head.name, party_id=party.id)
    account = session.get_one(Account, town.wu)
    account.party_id = party.id
    garden = gardens.found(session, town, building_name="7号楼")
    plot = gardens.plots(session, garden)[0]
    keeping = gardens.keep(session, town, plot, head.name, household_id=head.household_id)
    until = today() + timedelta(days=99)
    liaison = liaisons.appoint(session, li, party_id=party.id, grid_id=town.grid1, valid_to=until)
    liaisons.cover(session, li, liaison, register.get_household(session, li, str(head.household_id)))
    place = ground(session, town)
    borrower = borrowers.get_borrower(session, place.actor, head.id)
    card = card_services.bind(session, place.actor, borrower, card_hash="a" * 32)
    queued = queue_services.reserve(session, place.actor, borrower, place.models["手推车"])
    return {"head": head, "volunteer": volunteer, "account": account, "keeping": keeping, "liaison": liaison,
            "card": card, "queued": queued, "plot": plot}  # fmt: skip


def test_everything_that_binds_is_named_before_and_ended_by_the_act(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        found = bound(session, town, li)
        head = found["head"]
        assert isinstance(head, Resident)
        told = "\n".join(death_services.foresee(session, head))
        for words in ("志愿者 Z00001", "1 号地块", "联络员", "微网格", "手推车", "门禁卡"):
            assert words in told, words
        death_services.record_death(session, li, head, on=today())
    session.expire_all()
    assert found["volunteer"].left_on == today()  # type: ignore[attr-defined]
    assert found["keeping"].end_reason is EndReason.DIED  # type: ignore[attr-defined]
    assert found["liaison"].ended_on == today()  # type: ignore[attr-defined]
    assert not session.exec(select(Cover)).all()
    assert session.exec(select(AccessCard)).one().ended_at is not None
    assert session.exec(select(Reservation)).one().state is ReservationState.CANCELLED
    post = session.exec(select(Post).where(Post.account_id == town.wu, Post.role == Role.MICRO_HEAD)).one()
    assert not post.is_held(today())
    assert accounts.account_by_login(session, "wu") is None or session.get_one(Account, town.wu).closed_at is not None


def test_nobody_writes_to_the_dead(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        head = bound(session, town, li)["head"]
        death_services.record_death(session, li, head, on=today())  # type: ignore[arg-type]
        assert notices.tell(session, [town.wu, town.wang], "请来一趟。", cause="x") == 1
    assert {one.account_id for one in session.exec(select(Notice).where(Notice.cause == "x"))} == {town.wang}


def test_entered_by_mistake_everything_comes_back(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        found = bound(session, town, li)
        head = found["head"]
        assert isinstance(head, Resident)
        act = death_services.record_death(session, li, head, on=today())
    with db.transaction() as session:
        stays = death_services.undo_death(session, li, session.get_one(PersonAct, act.id), reason="听错了名字")
    session.expire_all()
    assert stays == []
    assert found["volunteer"].left_on is None  # type: ignore[attr-defined]
    assert (found["keeping"].ended_on, found["keeping"].end_reason) == (None, None)  # type: ignore[attr-defined]
    assert found["liaison"].ended_on is None  # type: ignore[attr-defined]
    assert len(session.exec(select(Cover)).all()) == 1
    assert session.exec(select(AccessCard)).one().ended_at is None
    assert session.exec(select(Reservation)).one().state is ReservationState.READY
    assert session.get_one(Account, town.wu).closed_at is None
    assert (head.died_on, head.household_id is None) == (None, False)
    with pytest.raises(journal_services.UndoneAlready), db.transaction() as session:
        death_services.undo_death(session, li, session.get_one(PersonAct, act.id), reason="再来一次")


def test_what_somebody_else_has_by_now_stays_theirs_and_is_named(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        found = bound(session, town, li)
        act = death_services.record_death(session, li, found["head"], on=today())  # type: ignore[arg-type]
        gardens.keep(session, town, found["plot"], "高阿姨")  # type: ignore[arg-type]
    with db.transaction() as session:
        stays = death_services.undo_death(session, li, session.get_one(PersonAct, act.id), reason="听错了名字")
    session.expire_all()
    assert stays == ["gardens"]
    assert found["head"].died_on is None  # type: ignore[attr-defined]
    assert found["keeping"].ended_on == today()  # type: ignore[attr-defined]


def test_what_cannot_be_is_refused(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        head, _ = couple(session, town, li)
    with pytest.raises(death_services.NotThatDay), db.transaction() as session:
        death_services.record_death(session, li, head, on=today() + timedelta(days=1))
    with db.transaction() as session:
        death_services.record_death(session, li, head, on=today())
    with pytest.raises(death_services.DiedAlready), db.transaction() as session:
        death_services.record_death(session, li, head, on=today())
    with pytest.raises(move_services.HasDied), db.transaction() as session:
        move_services.move(session, li, head, door="3-2-501", relation=Relation.CHILD, on=today())


def test_the_pages_of_a_death(app: Flask, client: HouseClient, town: Town) -> None:
    with app.app_context(), db.transaction() as session:
        head, _ = couple(session, town, town.actor("li", Action.CHANGE_REGISTER))
        head_id, home_id = head.id, head.household_id
    wang = client.sign_in(town.wang)
    url = f"/register/residents/{head_id}/death"
    page = wang.get(url).text
    assert "不再是这一户的人" in page and "三十天里能撤回" in page
    assert wang.post(url, data={"on": "2999-01-01"}).status_code == 422
    assert wang.post(url, data={"on": str(today()), "flags": "是"}).status_code == 422
    assert client.sign_in(town.stranger).get(url).status_code == 404
    assert client.sign_in(town.stranger).post(url, data={"on": str(today())}).status_code == 404
    wang = client.sign_in(town.wang)
    assert wang.post(url, data={"on": str(today()), "flags": "elderly"}).status_code == 303
    assert wang.post(url, data={"on": str(today())}).status_code == 409
    assert "去世" in wang.get(f"/register/residents/{head_id}").text
    assert "搬家" not in wang.get(f"/register/residents/{head_id}").text
    assert "高龄" in wang.get(f"/register/households/{home_id}").text
    with app.app_context():
        act = db.session().exec(select(PersonAct.id)).one()
    assert wang.post(f"/register/persons/{act}/parting", data={"reason": "记错了"}).status_code == 403
    assert client.sign_in(town.stranger).get(f"/register/persons/{act}").status_code == 404
    wang = client.sign_in(town.wang)
    assert wang.post(f"/register/persons/{act}/mistake", data={"reason": "一"}).status_code == 422
    assert wang.post(f"/register/persons/{act}/mistake", data={"reason": "记错了"}).status_code == 303
    assert "搬家" in wang.get(f"/register/residents/{head_id}").text
