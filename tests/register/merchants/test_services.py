import pytest
from sqlmodel import Session

from tests.town import Town
from webapp.core.data import db
from webapp.core.data.optimistic_lock import ChangedMeanwhile
from webapp.core.lists.list_reading import read_page
from webapp.core.lists.listing import Look
from webapp.core.text.phone_numbers import BadPhone
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import Party
from webapp.register.merchants import queries, services
from webapp.register.merchants.list_queries import MERCHANTS
from webapp.register.merchants.models import PartnerKind


def test_a_shop_opens_changes_and_closes(session: Session, town: Town) -> None:
    actor = town.actor("wang", Action.CHANGE_REGISTER)
    with db.transaction() as session:
        shop = services.add_merchant(session, actor, grid_id=town.grid1, name="满意面馆", shop_no="A12")
        services.change_merchant(session, actor, shop, version=1, name="满意饺子馆", phone="022-24990001")
        services.add_employee(session, actor, shop, name="韩磊", job="厨师")
    assert shop.initials == "myjzg"
    assert [person.name for person in queries.list_employees(session, shop)] == ["韩磊"]
    with db.transaction() as session:
        services.close_merchant(session, actor, shop, on=clock.today())
        services.close_merchant(session, actor, shop, on=clock.today())
    assert not read_page(session, actor, MERCHANTS, Look(chosen={"state": "open"})).lines
    assert [line.title for line in read_page(session, actor, MERCHANTS, Look()).lines] == ["满意饺子馆"]


def test_the_same_shop_twice_a_wrong_code_and_a_wrong_phone_are_refused(session: Session, town: Town) -> None:
    actor = town.actor("wang", Action.CHANGE_REGISTER)
    with db.transaction() as session:
        shop = services.add_merchant(session, actor, grid_id=town.grid1, name="满意面馆", shop_no="A12")
    with pytest.raises(services.MerchantExists), db.transaction() as session:
        services.add_merchant(session, actor, grid_id=town.grid1, name="满意面馆", shop_no="A12")
    with pytest.raises(services.BadCreditCode), db.transaction() as session:
        services.add_merchant(session, actor, grid_id=town.grid1, name="乙", credit_code="91350100M000100Y44")
    with pytest.raises(BadPhone), db.transaction() as session:
        services.add_merchant(session, actor, grid_id=town.grid1, name="丙", phone="12")
    with pytest.raises(services.GridOnly), db.transaction() as session:
        services.add_merchant(session, town.actor("li", Action.CHANGE_REGISTER), grid_id=town.community, name="丁")
    with pytest.raises(ChangedMeanwhile), db.transaction() as session:
        services.change_merchant(session, actor, shop, version=7, name="戊")


def test_a_stranger_neither_sees_nor_adds(session: Session, town: Town) -> None:
    with db.transaction() as session:
        shop = services.add_merchant(session, town.actor("wang", Action.CHANGE_REGISTER), grid_id=town.grid1, name="甲")
    stranger = town.actor("stranger", Action.CHANGE_REGISTER)
    with pytest.raises(NotFound):
        queries.get_merchant(session, stranger, shop.id)
    with pytest.raises(NotFound), db.transaction() as session:
        services.add_merchant(session, stranger, grid_id=town.grid1, name="乙")


def test_a_partner_is_a_party_that_can_own_a_job(session: Session, town: Town) -> None:
    actor = town.actor("li", Action.CHANGE_REGISTER)
    with db.transaction() as session:
        partner = services.add_partner(
            session, actor, community_id=town.community, name="名都物业", kind=PartnerKind.PROPERTY,
            contact_name="周海",
            phone="022-24990002",
        )  # fmt: skip
    assert session.get_one(Party, partner.party_id).contact_name == "周海"
    with pytest.raises(services.PartnerExists), db.transaction() as session:
        services.add_partner(session, actor, community_id=town.community, name="名都物业", kind=PartnerKind.PROPERTY)
    with db.transaction() as session:
        services.change_partner(session, actor, partner, contact_name="周江", phone=None, offers="车位", has_left=True)
    assert queries.list_partners(session, actor) == []
    assert not session.get_one(Party, partner.party_id).is_active(clock.today())
    with pytest.raises(NotFound):
        queries.get_partner(session, town.actor("far_host", Action.CHANGE_REGISTER), partner.id)
