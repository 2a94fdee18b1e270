"""What somebody had erased or blocked stays so, whichever way the next word about them comes in."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from tests.centre.rights.ground import NAME, PHONE, Family, checked
from tests.conftest import HouseClient
from tests.lines import lines_about
from tests.register.intake.test_import import upload
from tests.register.intake.test_import_rules import GOOD
from tests.register.register import homes
from tests.town import Town
from webapp.centre.rights import consent_services
from webapp.centre.rights.consent_rules import Channel, Purpose
from webapp.centre.rights.consent_services import Said
from webapp.centre.rights.rules import Kind
from webapp.core.data import db
from webapp.exchange.market import seeker_services as seekers
from webapp.exchange.market.models import Seeker
from webapp.people.accounts.permissions import Action
from webapp.register.intake import services as intake
from webapp.register.persons import merge_services, move_services, queries
from webapp.register.register import block_services, resident_services, wish_services
from webapp.register.register.models import Household, Resident

NEW_PHONE = "13699998888"
ROW = GOOD | {
    "name": NAME, "relation": "子女", "sex": "", "born_on": "", "phone": NEW_PHONE, "id_number": "", "work": "厨师",
    "political": "", "flags": "", "building": "3号楼", "entrance": "2门",
}  # fmt: skip


def person(session: Session, family: Family) -> Resident:
    session.rollback()
    session.expire_all()
    return session.get_one(Resident, family.person)


def erase(client: HouseClient, town: Town, family: Family, *fields: str) -> None:
    request_id, _ = checked(town, family, Kind.ERASE)
    told = {"fields": list(fields)}
    assert client.sign_in(town.li).post(f"/rights/requests/{request_id}/erasure", data=told).status_code == 303


def block(town: Town, family: Family, who: str = "") -> None:
    with db.transaction() as session:
        resident = session.get_one(Resident, who or family.person)
        block_services.block(session, town.actor("li", Action.ANSWER_RIGHTS), resident, reason="本人要求")


def bring_in(town: Town, *rows: dict[str, str]) -> dict[int, str]:
    """What the file's report says of each row."""
    with db.transaction() as session:
        kept = upload(session, town, list(rows))
        intake.import_upload(session, town.actor("li", Action.IMPORT_REGISTER), kept)
        return {row: words for row, _, words in intake.report_of(kept)}


def test_a_file_does_not_fill_again_what_was_erased_and_says_so_in_its_row(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    erase(client, town, family, "phone", "health")
    with db.transaction() as writing:
        kept = upload(writing, town, [ROW | {"health": "听力弱"}])
    page = client.get(f"/intake/uploads/{kept.id}").text
    assert "电话、健康情况本人要求删过，没有写进去" in page and NEW_PHONE not in page
    said = bring_in(town, ROW | {"health": "听力弱"}, ROW | {"name": "单小小", "phone": "13912345678"})
    assert said == {2: "改了 做什么工作；电话、健康情况本人要求删过，没有写进去", 3: "新增"}
    found = person(session, family)
    assert (found.phone, found.phone_tail_index, found.health, found.work) == (None, None, None, "厨师")
    assert bring_in(town, ROW)[2] == "电话本人要求删过，没有写进去"
    changes = [line for line in lines_about(session, family.person) if line.verb == "change_resident"]
    assert [line.account_id for line in changes] == [town.li, town.li]  # the erasure, and the file's other column


def test_a_file_leaves_whoever_is_blocked_alone_and_nothing_else_of_it_is_lost(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    block(town, family)
    before = person(session, family).version
    said = bring_in(town, ROW | {"flags": "独居"}, ROW | {"name": "单小小", "phone": "13912345678"})
    assert said == {2: "本人要求封存，没有改", 3: "新增"}
    found = person(session, family)
    assert (found.phone, found.work, found.version) == (PHONE, "保安", before)
    assert session.get_one(Household, family.home).flags == []
    assert session.exec(select(Resident).where(Resident.name == NAME)).one().id == family.person


def test_a_blocked_householder_does_not_stop_the_file(session: Session, town: Town, family: Family) -> None:
    block(town, family, family.head)
    assert bring_in(town, ROW | {"name": "王桂芬", "relation": "子女"})[2] == "本人要求封存，没有改"


def test_the_edit_page_fills_it_only_with_the_persons_word(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    erase(client, town, family, "phone")
    address = f"/register/residents/{family.person}/details"
    page = client.sign_in(town.wang).get(address).text
    assert "本人要求删过" in page and 'name="agrees_again"' in page
    told: dict[str, Any] = {"relation": "child", "sex": "male", "work": "厨师", "phone": NEW_PHONE,
                            "version": str(person(session, family).version)}  # fmt: skip
    refused = client.post(address, data=told)
    assert refused.status_code == 422 and "电话本人要求删过，没有存" in refused.text and NEW_PHONE in refused.text
    assert person(session, family).phone is None
    assert client.sign_in(town.ma).post(address, data=told | {"agrees_again": "y"}).status_code == 404
    client.sign_in(town.wang)
    assert client.post(address, data=told | {"agrees_again": "y"}).status_code == 303
    found = person(session, family)
    assert (found.phone, found.erased) == (NEW_PHONE, "")
    assert 'name="agrees_again"' not in client.get(address).text
    assert bring_in(town, ROW | {"phone": "13600001111"})[2] == "改了 电话"


def test_a_consent_that_ends_closes_the_field_and_a_new_one_opens_it(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    wang = town.actor("wang", Action.CHANGE_REGISTER)
    said = Said(Purpose.PHONE, "phone-1", Channel.FACE)
    with db.transaction() as writing:
        resident = writing.get_one(Resident, family.person)
        consent_services.end_own(writing, wang, resident, consent_services.give(writing, wang, resident, said))
    assert bring_in(town, ROW)[2] == "改了 做什么工作；电话本人要求删过，没有写进去"
    with db.transaction() as writing:
        consent_services.give(writing, wang, writing.get_one(Resident, family.person), said)
    assert bring_in(town, ROW)[2] == "改了 电话"
    assert person(session, family).phone == NEW_PHONE


def test_a_merger_brings_nothing_back(client: HouseClient, session: Session, town: Town, family: Family) -> None:
    erase(client, town, family, "phone")
    li = town.actor("li", Action.MERGE_PERSONS)
    with db.transaction() as writing:
        home = writing.get_one(Household, family.home)
        twin = homes.add(writing, town, home, name="单小军二", phone=NEW_PHONE, health="心脏病")
        kept = writing.get_one(Resident, family.person)
        act = merge_services.merge(writing, li, kept, twin, taken=("phone", "health"), reason="本人说的")
    found = person(session, family)
    assert (found.phone, found.health, found.erased) == (None, "心脏病", "phone")
    with db.transaction() as writing:
        merge_services.undo_merge(writing, li, writing.get_one(type(act), act.id), reason="其实是两个人")
    assert person(session, family).erased == "phone"
    assert session.get_one(Resident, twin.id).phone == NEW_PHONE
    with db.transaction() as writing:  # the other way round: the record that goes is the one that was erased
        one, other = writing.get_one(Resident, twin.id), writing.get_one(Resident, family.person)
        merge_services.merge(writing, li, one, other, taken=(), reason="本人说的")
    assert session.get_one(Resident, twin.id).phone is None


def test_whoever_is_blocked_is_neither_merged_nor_moved_nor_changed(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    li = town.actor("li", Action.MERGE_PERSONS)
    with db.transaction() as writing:
        home = writing.get_one(Household, family.home)
        twin = homes.add(writing, town, home, name="单小军二", id_number=homes.ID_NUMBER, is_doubtful=True)
    assert queries.twins_of(session, li, session.get_one(Resident, twin.id))
    block(town, family)
    session.rollback()
    assert queries.twins_of(session, li, session.get_one(Resident, twin.id)) == []
    assert queries.rivals(session, session.get_one(Resident, twin.id)) == []
    blocked = person(session, family)
    with pytest.raises(wish_services.IsBlocked), db.transaction() as writing:
        merge_services.merge(writing, li, writing.get_one(Resident, twin.id), blocked, taken=(), reason="一样")
    with pytest.raises(wish_services.IsBlocked), db.transaction() as writing:
        blocked = writing.get_one(Resident, family.person)
        resident_services.change_resident(writing, li, blocked, version=blocked.version, work="厨师")
    assert client.sign_in(town.li).get(f"/register/residents/{family.person}/details").status_code == 404


def test_they_are_not_written_down_a_second_time(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    block(town, family)
    told = {"name": NAME, "relation": "child", "sex": "male"}
    address = f"/register/households/{family.home}/residents"
    refused = client.sign_in(town.wang).post(address, data=told)
    assert refused.status_code == 422 and "同名的人要求封存" in refused.text
    with pytest.raises(wish_services.AskedToBeBlocked), db.transaction() as writing:
        seekers.enter_at_door(
            writing, town.actor("wang", Action.MATCH_WORK), household_id=family.home, who=seekers.Who(name=NAME),
            wishes=seekers.Wishes(), agreed=seekers.Agreed(work="work-1"),
        )  # fmt: skip
    assert not session.exec(select(Seeker)).all()
    assert client.post(address, data=told | {"name": "单小小"}).status_code == 303
    named = select(Resident).where(Resident.name == NAME, col(Resident.blocked_at).is_(None))
    assert not session.exec(named).all()


def test_the_next_householder_who_is_blocked_stays_without_a_name(
    session: Session, town: Town, family: Family
) -> None:
    block(town, family)
    with db.transaction() as writing:
        head = writing.get_one(Resident, family.head)
        move_services.go_away(writing, town.actor("li", Action.CHANGE_REGISTER), head, on=homes.date.today())
    session.expire_all()
    assert session.get_one(Household, family.home).head_name == block_services.NOBODYS_NAME
