"""How the office works on a request: the happy line, the refusal, the stranger, the repeat, the wrong role."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests.centre.rights.ground import NAME, PHONE, Family, asked, checked
from tests.conftest import HouseClient
from tests.lines import lines_about
from tests.register.register import homes
from tests.town import Town
from webapp.centre.rights import consent_queries, consent_services, job_commands, queries, services
from webapp.centre.rights.consent_rules import Channel, Purpose
from webapp.centre.rights.consent_services import Said
from webapp.centre.rights.models import PersonConsent, PersonRequest
from webapp.centre.rights.rules import Kind, Outcome, Paper, Proof, Refusal, Way
from webapp.core.data import db
from webapp.core.time import clock
from webapp.exchange.market import seeker_services as seekers
from webapp.exchange.market.models import Seeker
from webapp.people.accounts.permissions import Action
from webapp.people.notices.models import Notice
from webapp.register.register import queries as register
from webapp.register.register import resident_services
from webapp.register.register.models import Household, Resident
from webapp.volunteering.volunteers import services as volunteers
from webapp.volunteering.volunteers.models import Volunteer


def row(session: Session, request_id: str) -> PersonRequest:
    session.rollback()
    session.expire_all()
    return session.get_one(PersonRequest, request_id)


def consent(town: Town, family: Family, purpose: Purpose = Purpose.HEALTH) -> str:
    with db.transaction() as session:
        wang = town.actor("wang", Action.CHANGE_REGISTER)
        said = Said(purpose, f"{purpose.value}-1", Channel.FACE)
        return consent_services.give(session, wang, session.get_one(Resident, family.person), said).id


def test_a_clerk_takes_one_down_and_prints_the_code(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    told = {"kind": "see", "name": NAME, "room": "602", "phone": PHONE, "channel": "counter", "unit_id": town.community}
    answer = client.sign_in(town.qian).post("/rights/", data=told)
    assert answer.status_code == 303
    made = session.exec(select(PersonRequest)).one()
    slip = client.get(answer.headers["Location"])
    assert services.code_for(made) in slip.text and "<svg" in slip.text
    assert client.sign_in(town.li).get(answer.headers["Location"]).status_code == 404  # not their slip
    assert client.sign_in(town.wang).post("/rights/", data=told).status_code == 422  # not his place
    assert client.post("/rights/", data=told | {"unit_id": town.grid1, "channel": "door"}).status_code == 303
    assert client.post("/rights/", data={"unit_id": town.grid1}).status_code == 422


def test_everybody_sees_those_of_their_place_and_no_more(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, _ = asked(town, family)
    address = f"/rights/requests/{request_id}"
    for name in ("wang", "li", "qian"):
        assert "看看存了我什么" in client.sign_in(town.accounts[name]).get("/rights/").text
        assert client.get(address).status_code == 200
    for name in ("ma", "stranger", "far_host"):
        assert "看看存了我什么" not in client.sign_in(town.accounts[name]).get("/rights/").text
        assert client.get(address).status_code == 404
    for name in ("zhao", "chen", "zhou"):
        assert client.sign_in(town.accounts[name]).get(address).status_code == 403
    assert client.sign_out().get(address).status_code == 303


def test_it_waits_on_the_desk_until_it_is_answered(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, code = asked(town, family, Kind.ERASE)
    for name in ("wang", "li"):
        assert "等办的个人信息请求" in client.sign_in(town.accounts[name]).get("/desk/").text
    seen = {"paper": "id_card", "code_end": code[-4:]}
    client.sign_in(town.wang).post(f"/rights/requests/{request_id}/identity", data=seen)
    assert "等办的个人信息请求" not in client.get("/desk/").text
    assert "等办的个人信息请求" in client.sign_in(town.li).get("/desk/").text


def test_the_paper_is_seen_once_by_who_stands_there(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, code = asked(town, family)
    address, seen = f"/rights/requests/{request_id}/identity", {"paper": "id_card", "code_end": code[-4:].lower()}
    assert client.sign_in(town.ma).post(address, data=seen).status_code == 404
    client.sign_in(town.wang)
    assert client.post(address, data={}).status_code == 422
    for wrong in ("", "ZZZZ", code[:4]):  # asked in somebody's name by whoever holds another code
        refused = client.post(address, data={"paper": "id_card", "code_end": wrong})
        assert refused.status_code == 422 and "查询码对不上" in refused.text
    assert row(session, request_id).checked_at is None
    assert client.post(address, data=seen).status_code == 303
    found = row(session, request_id)
    assert (found.check_way, found.paper, found.checked_by) == (Way.PAPER, Paper.ID_CARD, town.wang)
    assert client.post(address, data={"paper": "passport"}).status_code == 409
    assert row(session, request_id).paper is Paper.ID_CARD
    assert [line.verb for line in lines_about(session, request_id)].count("check_identity") == 1


def test_only_the_host_finds_the_person_and_answers(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, _ = asked(town, family)
    client.sign_in(town.wang)
    for act in (
        "match",
        "spoken-code",
        "copy",
        "correction",
        "withdrawals",
        "erasure",
        "block",
        "refusal",
        "sheet.pdf",
    ):
        assert client.post(f"/rights/requests/{request_id}/{act}").status_code == 403, act
    assert "2 名册里的哪一位" not in client.get(f"/rights/requests/{request_id}").text
    page = client.sign_in(town.li).get(f"/rights/requests/{request_id}").text
    assert "单*军" in page and "138****5678" in page and PHONE not in page
    found = client.get(f"/rights/requests/{request_id}?q=602").text
    assert "3号楼2门602" in found and 'class="fold" open' in found  # not folded away
    address = f"/rights/requests/{request_id}/match"
    assert client.post(address, data={"resident_id": "01900000-0000-7000-8000-00000000dead"}).status_code == 404
    assert client.post(address, data={"resident_id": family.person}).status_code == 303
    assert client.sign_in(town.far_host).post(address, data={"resident_id": family.person}).status_code == 404


@pytest.mark.parametrize("act", ["copy", "block", "refusal"])
def test_nothing_is_done_before_the_identity_is_checked(
    client: HouseClient, session: Session, town: Town, family: Family, act: str
) -> None:
    request_id, _ = asked(town, family, Kind.BLOCK if act == "block" else Kind.SEE)
    client.sign_in(town.li).post(f"/rights/requests/{request_id}/match", data={"resident_id": family.person})
    answer = client.post(f"/rights/requests/{request_id}/{act}", data={"ground": "not_held"})
    assert answer.status_code in (409, 422)
    assert row(session, request_id).outcome is None


def test_another_act_than_was_asked_for_is_refused(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, _ = checked(town, family, Kind.SEE)
    client.sign_in(town.li)
    for act, data in (("erasure", {"fields": "phone"}), ("block", {}), ("correction", {"words": "改了"})):
        assert client.post(f"/rights/requests/{request_id}/{act}", data=data).status_code == 409
    assert session.get_one(Resident, family.person).phone == PHONE


def test_a_correction_opens_the_person_with_the_words_and_closes_once_it_was_done(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, code = checked(town, family, Kind.CORRECT, words="我早不当保安了")
    client.sign_in(town.li)
    edit = client.get(f"/register/residents/{family.person}/details").text
    assert "我早不当保安了" in edit and f"/rights/requests/{request_id}" in edit
    assert "我早不当保安了" not in client.sign_in(town.wang).get(f"/register/residents/{family.person}/details").text
    client.sign_in(town.li)
    told = {"words": "把职业改成了厨师"}
    address = f"/rights/requests/{request_id}/correction"
    assert client.post(address, data=told).status_code == 409
    assert client.post(address, data={}).status_code == 422
    version = session.get_one(Resident, family.person).version
    session.rollback()
    with db.transaction() as writing:
        person = writing.get_one(Resident, family.person)
        resident_services.change_resident(writing, town.actor("li"), person, version=version, work="厨师")
    assert client.post(address, data=told).status_code == 303
    assert (row(session, request_id).outcome, row(session, request_id).answer) == (Outcome.DONE, "把职业改成了厨师")
    assert client.post(address, data=told).status_code == 409
    assert "把职业改成了厨师" in client.sign_out().get(f"/my-information/receipt/{code}").text


def test_a_consent_names_its_text_and_witness_and_ends_with_what_stood_on_it(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    page = f"/rights/residents/{family.person}/consents"
    client.sign_in(town.wang)
    assert "社区可以记下我要留心的健康情况" in client.get(page).text
    told = {"purpose": "health", "channel": "face"}
    assert client.post(page, data={"purpose": "health"}).status_code == 422
    for _ in range(2):
        assert client.post(page, data=told).status_code == 303
    given = session.exec(select(PersonConsent)).one()
    assert (given.version, given.channel, given.witness_id) == ("health-1", Channel.FACE, town.wang)
    assert "王秀英" in client.get(page).text
    assert client.sign_in(town.ma).get(page).status_code == 404
    assert client.post(f"/rights/consents/{given.id}/withdrawal").status_code == 404
    assert client.sign_in(town.zhao).get(page).status_code == 403
    client.sign_in(town.wang)
    for _ in range(2):
        assert client.post(f"/rights/consents/{given.id}/withdrawal").status_code == 303
    session.rollback()
    session.expire_all()
    assert session.get_one(Resident, family.person).health is None
    assert session.get_one(PersonConsent, given.id).ended_at is not None


def test_a_child_needs_a_guardian(client: HouseClient, session: Session, town: Town, family: Family) -> None:
    with db.transaction() as writing:
        home = writing.get_one(Household, family.home)
        child = homes.add(writing, town, home, name="单小宝", born_on=clock.today() - timedelta(days=3000)).id
    page, told = f"/rights/residents/{child}/consents", {"purpose": "health", "channel": "face"}
    refused = client.sign_in(town.wang).post(page, data=told)
    assert refused.status_code == 422 and "监护人" in refused.text
    assert client.post(page, data=told | {"guardian": "单大军"}).status_code == 303


def test_the_person_withdraws_through_a_request(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    key = f"register:{consent(town, family)}"
    request_id, _ = checked(town, family, Kind.WITHDRAW)
    client.sign_in(town.li)
    address = f"/rights/requests/{request_id}/withdrawals"
    assert "health-1" in client.get(f"/rights/requests/{request_id}").text
    assert client.post(address, data={}).status_code == 422
    assert client.post(address, data={"consents": "register:somebody-else"}).status_code == 422
    assert client.post(address, data={"consents": key}).status_code == 303
    found = row(session, request_id)
    assert (found.outcome, "记健康情况" in (found.answer or "")) == (Outcome.DONE, True)
    assert session.get_one(Resident, family.person).health is None
    assert client.post(address, data={"consents": key}).status_code in (409, 422)


def test_erasing_takes_what_may_go_and_tells_what_stays(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    consent(town, family, Purpose.HEALTH)
    request_id, _ = checked(town, family, Kind.ERASE)
    client.sign_in(town.li)
    page = client.get(f"/rights/requests/{request_id}").text
    staying = page[page.index("勾了也要留的，会告诉本人") : page.index("删掉勾的")]
    assert "姓名留下" in staying and "电话" not in staying and "出生日期" not in staying
    address = f"/rights/requests/{request_id}/erasure"
    assert client.post(address, data={}).status_code == 422
    assert "一起删" in client.post(address, data={"fields": ["born_on"]}).text
    assert client.post(address, data={"fields": ["phone", "health", "id_number"]}).status_code == 303
    person, found = session.get_one(Resident, family.person), row(session, request_id)
    assert (person.phone, person.phone_index, person.health, person.id_number, person.name) == (
        None, None, None, None, NAME,
    )  # fmt: skip
    assert found.outcome is Outcome.PART
    assert "电话" in (found.answer or "") and "还留着" in (found.answer or "")
    assert client.post(address, data={"fields": ["work"]}).status_code in (409, 422)


def test_a_blocked_person_is_nowhere_but_with_the_host_and_a_reason(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, code = checked(town, family, Kind.BLOCK)
    client.sign_in(town.li)
    assert "单*军" in client.get(f"/register/households/{family.home}").text
    for _ in range(2):
        client.post(f"/rights/requests/{request_id}/block")
    assert row(session, request_id).outcome is Outcome.DONE
    for name in ("li", "wang"):
        client.sign_in(town.accounts[name])
        assert "单*军" not in client.get(f"/register/households/{family.home}").text
        assert "单*军" not in client.get("/register/residents").text
        assert "单*军" not in client.get("/register/?q=单小军").text
        assert client.get(f"/register/residents/{family.person}").status_code == 404
        assert client.get(f"/register/residents/{family.person}/details").status_code == 404
    wang = town.actor("wang", Action.SEE_REGISTER)
    assert NAME not in str(register.households_of_grid(session, wang, town.grid1))
    assert client.sign_in(town.wang).get("/rights/blocked").status_code == 403
    client.sign_in(town.li)
    assert "单*军" in client.get("/rights/blocked").text
    look = f"/rights/blocked/{family.person}/look"
    assert client.post(look, data={"reason": ""}).status_code == 422
    shown = client.post(look, data={"reason": "派出所来问"})
    assert PHONE in shown.text and shown.headers["Cache-Control"] == "no-store"
    assert client.sign_in(town.far_host).post(look, data={"reason": "派出所来问"}).status_code == 404
    client.sign_in(town.li)
    release = f"/rights/blocked/{family.person}/release"
    assert client.post(release, data={"reason": ""}).status_code == 422
    assert client.post(release, data={"reason": "本人又同意用了"}).status_code == 303
    assert client.post(release, data={"reason": "本人又同意用了"}).status_code == 404
    assert client.get(f"/register/residents/{family.person}").status_code == 200
    assert "封存了" in client.sign_out().get(f"/my-information/receipt/{code}").text


def test_the_door_of_a_blocked_householder_carries_no_name(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, _ = checked(town, family, Kind.BLOCK, match=family.head)
    client.sign_in(town.li).post(f"/rights/requests/{request_id}/block")
    session.rollback()
    assert session.get_one(Household, family.home).head_name == "*"
    client.post(f"/rights/blocked/{family.head}/release", data={"reason": "本人又同意用了"})
    session.rollback()
    session.expire_all()
    assert session.get_one(Household, family.home).head_name == "王桂芬"


def test_a_relative_of_the_dead_shows_kinship(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, code = asked(town, family, Kind.RELATIVE, words="我是他儿子")
    client.sign_in(town.li)
    check, match = f"/rights/requests/{request_id}/identity", f"/rights/requests/{request_id}/match"
    assert "六位数" not in client.get(f"/my-information/receipt/{code}").text
    assert client.post(check, data={"paper": "id_card", "code_end": code[-4:]}).status_code == 422
    seen = {"paper": "id_card", "proof": "booklet", "code_end": code[-4:]}
    assert client.post(check, data=seen).status_code == 303
    assert client.post(match, data={"resident_id": family.person}).status_code == 409  # still alive
    dead = {"on": (clock.today() - timedelta(days=3)).isoformat()}
    assert client.post(f"/register/residents/{family.person}/death", data=dead).status_code == 303
    assert client.post(match, data={"resident_id": family.person}).status_code == 303
    assert client.post(f"/rights/requests/{request_id}/copy").status_code == 303
    assert row(session, request_id).proof is Proof.BOOKLET
    page = client.sign_out().post(f"/my-information/receipt/{code}/sheet", data={"way": "page"})
    assert NAME in page.text


def test_a_refusal_names_its_ground_and_where_to_go_on(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, code = checked(town, family, Kind.CORRECT, words="年龄写错了")
    client.sign_in(town.li)
    address = f"/rights/requests/{request_id}/refusal"
    assert client.post(address, data={"ground": "because"}).status_code == 422
    assert client.post(address, data={"ground": "not_identified"}).status_code == 422  # they were
    assert client.post(address, data={"ground": "is_right", "words": "和证件一样"}).status_code == 303
    assert client.post(address, data={"ground": "not_held"}).status_code == 409
    found = row(session, request_id)
    assert (found.outcome, found.refusal) == (Outcome.REFUSED, Refusal.IS_RIGHT)
    page = client.sign_out().get(f"/my-information/receipt/{code}").text
    assert "第四十六条" in page and "和证件一样" in page and "第五十条" in page and "/complaint" in page


def test_who_was_never_identified_hears_so_at_the_end_of_the_term_without_a_word_more(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, code = asked(town, family)
    told = {"ground": "not_identified", "words": "没有这个人"}
    address = f"/rights/requests/{request_id}/refusal"
    assert client.sign_in(town.li).post(address, data=told).status_code == 422
    with db.transaction() as writing:
        writing.get_one(PersonRequest, request_id).due_at = clock.now()
    assert client.post(address, data=told).status_code == 303
    assert row(session, request_id).answer is None
    page = client.sign_out().get(f"/my-information/receipt/{code}").text
    assert "没有这个人" not in page and "第四十四" in page


def test_those_on_duty_hear_of_what_is_late_once(session: Session, town: Town, family: Family) -> None:
    request_id, _ = asked(town, family)
    with db.transaction() as writing:
        writing.get_one(PersonRequest, request_id).due_at = clock.now() - timedelta(days=1)
    assert job_commands.tell_late("") == "2"
    assert job_commands.tell_late("") == "0"
    session.rollback()
    told = session.exec(select(Notice).where(Notice.cause == f"rights:late:{request_id}")).all()
    assert {one.account_id for one in told} == {town.li, town.wang}


def test_every_act_is_a_line_of_the_history(client: HouseClient, session: Session, town: Town, family: Family) -> None:
    request_id, code = checked(town, family, Kind.SEE)
    client.sign_in(town.li).post(f"/rights/requests/{request_id}/copy")
    client.sign_out().post(f"/my-information/receipt/{code}/sheet", data={"way": "page"})
    session.rollback()
    assert [line.verb for line in reversed(lines_about(session, request_id))] == [
        "ask_person_request", "check_identity", "match_person_request", "ready_person_copy", "open_person_sheet",
    ]  # fmt: skip
    told: Any = [f"{line.before}{line.after}{line.reason}" for line in lines_about(session, request_id)]
    assert not [text for text in told if NAME in text or PHONE in text or code in text]


def test_a_copy_is_printed_for_who_has_no_phone(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, _ = checked(town, family, Kind.COPY)
    client.sign_in(town.li)
    assert client.post(f"/rights/requests/{request_id}/sheet.pdf").status_code == 404
    client.post(f"/rights/requests/{request_id}/copy")
    assert client.post(f"/rights/requests/{request_id}/sheet.pdf").data[:4] == b"%PDF"
    assert client.sign_in(town.far_host).post(f"/rights/requests/{request_id}/sheet.pdf").status_code == 404


@pytest.mark.parametrize("size", ["a6", "a4"])
def test_the_notice_card_is_a_page_and_a_paper(client: HouseClient, town: Town, family: Family, size: str) -> None:
    address = f"/rights/notice-card/{town.grid1}"
    page = client.sign_in(town.wang).get(f"{address}?size={size}")
    assert "住户：姓名" in page.text.replace("（", "：") and "<svg" in page.text
    assert client.get(f"{address}.pdf?size={size}").data[:4] == b"%PDF"
    assert client.sign_in(town.stranger).get(address).status_code == 404
    assert client.get(f"{address}.pdf").status_code == 404


def test_a_match_is_of_this_community(session: Session, town: Town, family: Family) -> None:
    li = town.actor("li", Action.ANSWER_RIGHTS)
    assert [one.id for one in queries.find_people(session, li, NAME, town.community)] == [family.person]
    assert queries.find_people(session, li, NAME, town.far_community) == []
    assert queries.find_people(session, town.actor("far_host"), NAME, town.community) == []


def test_where_next_years_working_days_are_unknown_the_term_is_plain_days(session: Session, town: Town) -> None:
    asked_at = datetime(2099, 12, 20, 4, tzinfo=UTC)
    due = services.due_of(session, asked_at)
    assert clock.local(due).date() == date(2100, 1, 4)


def test_consents_kept_elsewhere_end_by_their_own_services(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    with db.transaction() as writing:
        wang = town.actor("wang", Action.MATCH_WORK)
        agreed = seekers.Agreed(work="work-1", offers="offers-1")
        wishes = seekers.Wishes(slots=("morning",))
        who = seekers.Who(NAME, PHONE, is_old_enough=True)
        seeker = seekers.enter_at_door(
            writing, wang, household_id=family.home, who=who, wishes=wishes, agreed=agreed
        ).id  # fmt: skip
        person = writing.get_one(Resident, family.person)
        party = resident_services.party_of_resident(writing, town.actor("li"), person)
        volunteer = volunteers.enrol(
            writing, town.actor("li"), volunteers.Person(name=NAME, phone=PHONE, document_number=homes.ID_NUMBER),
            community_id=town.community, consent=True, party_id=party.id,
        ).id  # fmt: skip
    request_id, _ = checked(town, family, Kind.WITHDRAW)
    open_ = {one.key for one in consent_queries.list_open(session, session.get_one(Resident, family.person))}
    assert {key.split(":")[0] for key in open_} == {"market", "volunteer"} and len(open_) == 3
    session.rollback()
    client.sign_in(town.li)
    assert (
        client.post(f"/rights/requests/{request_id}/withdrawals", data={"consents": sorted(open_)}).status_code == 303
    )
    session.rollback()
    session.expire_all()
    assert session.get_one(Seeker, seeker).phone is None
    left = session.get_one(Volunteer, volunteer)
    assert (left.left_on, left.phone, left.phone_index, left.document_number) == (clock.today(), None, None, None)
    assert left.name == NAME and "志愿者的姓名、服务时长和积分账还留着" in (
        session.get_one(PersonRequest, request_id).answer or ""
    )
    assert not consent_queries.list_open(session, session.get_one(Resident, family.person))
