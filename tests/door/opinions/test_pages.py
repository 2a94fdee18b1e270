"""Rounds over HTTP: the host's draft, a tap at the door, a code at home, a sheet at the desk; refusals in words."""

import re
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.door.hazards.test_hazards import picture
from tests.door.opinions import ground
from tests.town import Town
from webapp.casework.cases.models import GridCase, Source
from webapp.centre.sync import queries as phone
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.council.councils import meeting_services
from webapp.door.opinions import ballot_services, code_services, services
from webapp.door.opinions.ballot_services import Told
from webapp.door.opinions.models import Ballot, Land, OpinionRound, Outcome, RoundLine, Standing, Way
from webapp.door.visits.models import Visit
from webapp.people.accounts.permissions import Action

Asked = tuple[str, str, list[str]]


@pytest.fixture
def asked(session: Session, town: Town) -> Asked:
    with db.transaction():
        building_id, homes = ground.street(session, town)
        return ground.asked(session, town, building_id).id, building_id, homes


def draft(building_id: str, **more: object) -> dict[str, object]:
    now = clock.local(clock.now())
    return {
        "title": "楼下菜地改微花园", "why": "菜地占了绿地。", "places": [f"b:{building_id}"],
        "opens_at": now.strftime("%Y-%m-%dT%H:%M"),
        "closes_at": (now + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M"),
        "ways": ["door", "link", "paper", "phone"], "land": "shared", "q1_kind": "vote", "q1_asks": "您同意吗？",
        **more,
    }  # fmt: skip


def test_a_host_asks_a_building_and_takes_the_round_to_its_end(
    client: HouseClient, town: Town, session: Session
) -> None:
    with db.transaction():
        building_id, _ = ground.street(session, town)
    client.sign_in(town.li)
    assert "征求一次意见" in client.get("/opinions/").get_data(as_text=True)
    assert "3号楼" in client.get("/opinions/new").get_data(as_text=True)
    made = client.post("/opinions/new", data=draft(building_id)).location
    assert client.get(f"{made}/change").status_code == 200
    for step in ("announcement", "opening", "closing", "counting", "publication"):
        assert client.post(f"{made}/steps/{step}").status_code == 303
        assert client.get(made).status_code == 200
        lists = [client.get(path).get_data(as_text=True) for path in ("/opinions/", f"/garden/near/{town.community}")]
        ended = step not in ("announcement", "opening")
        assert [" 截止" in page for page in lists] == [True, True], "the day says what it is the day of"
        assert [" 截止了" in page for page in lists] == [ended, ended], step
    paper = client.get(f"{made}/paper").get_data(as_text=True)
    assert "仅为征求意见：24 套没有专有部分面积" in paper
    assert client.post(f"{made}/steps/counting").status_code == 409
    public = client.sign_out().get(made.replace("/opinions/", "/ask/"))
    assert "24" in public.get_data(as_text=True)
    client.sign_in(town.li)
    assert client.post(f"{made}/case").location.startswith("/cases/")
    assert client.post(f"{made}/case").status_code == 303
    [case] = session.exec(select(GridCase))
    assert (case.source, "征求意见" in client.get(f"/cases/{case.id}").get_data(as_text=True)) == (Source.ROUND, True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"q1_asks": ""}, "这一项要填"),
        ({"places": []}, "请选要征询的楼栋或单元"),
        ({"places": ["b:01900000-0000-7000-8000-00000000dead"]}, "请选要征询的楼栋或单元"),
        ({"closes_at": "2020-01-01T10:00"}, "截止要晚于开始"),
        ({"opens_at": "明天"}, "这样的时间"),
        ({"q1_kind": "one", "q1_options": "只有一个", "land": "none"}, "2 到 8 个选项"),
        ({"q2_kind": "vote", "q2_asks": "再问一次？"}, "放在第一题"),
        ({"land": "别人家的"}, "请从给出的选项里选"),
    ],
)
def test_a_bad_draft_is_told_at_its_field_and_nothing_is_lost(
    client: HouseClient, town: Town, session: Session, wrong: dict[str, object], said: str
) -> None:
    with db.transaction():
        building_id, _ = ground.street(session, town)
    answer = client.sign_in(town.li).post("/opinions/new", data=draft(building_id, **wrong))
    page = answer.get_data(as_text=True)
    assert (answer.status_code, page.count(said) >= 1, "楼下菜地改微花园" in page) == (422, True, True)
    session.rollback()
    assert session.exec(select(OpinionRound)).all() == []


def test_one_tap_answers_lights_the_window_and_goes_on(
    client: HouseClient, town: Town, session: Session, asked: Asked
) -> None:
    round_id, _, homes = asked
    client.sign_in(town.wang)
    page = client.get(f"/doors/{homes[0]}").get_data(as_text=True)
    assert "楼下菜地改成微花园，您同意吗？" in page
    told = {"id": ids.new(), "said": "1", "speaker": "owner"}
    for _ in range(2):
        answer = client.post(f"/doors/{homes[0]}/opinions/{round_id}", data=told)
    assert re.match(rf"/doors/(?!{homes[0]})[0-9a-f-]{{36}}\?saved=", answer.location)
    session.rollback()
    assert len(session.exec(select(Ballot)).all()) == len(session.exec(select(Visit)).all()) == 1
    assert ground.line(session, round_id, homes[0]).standing is Standing.AGREE
    assert "撤回" in client.get(answer.location).get_data(as_text=True)
    client.post(f"/visits/{told['id']}/withdrawal")
    session.rollback()
    assert ground.line(session, round_id, homes[0]).standing is Standing.UNASKED
    ground.adds_up(session, round_id)


def test_a_second_round_is_asked_at_the_same_door_before_the_next(
    client: HouseClient, town: Town, session: Session, asked: Asked
) -> None:
    first, building_id, homes = asked
    with db.transaction():
        second = ground.asked(session, town, building_id, title="谁来认养").id
        link = ground.asked(session, town, building_id, title="扫码", ways=(Way.LINK,)).id
    client.sign_in(town.wang)
    page = client.get(f"/doors/{homes[0]}").get_data(as_text=True)
    assert page.count(" data-waits") == 2 and link not in page
    answer = client.post(f"/doors/{homes[0]}/opinions/{first}", data={"said": "1"})
    assert re.match(rf"/doors/{homes[0]}\?saved=", answer.location)
    page = client.get(answer.location).get_data(as_text=True)
    assert page.count(" data-waits") == 1
    assert page.index(f"opinion-{second}") < page.index(f"opinion-{first}"), "what still waits comes first"
    for said in ("later", "1"):
        answer = client.post(f"/doors/{homes[0]}/opinions/{second}", data={"said": said})
        assert homes[0] not in answer.location, said
    answer = client.post(f"/doors/{homes[1]}/opinions/{first}", data={"said": "refused"})
    assert homes[1] not in answer.location, "who does not want to talk is left in peace"
    answer = client.post(f"/doors/{homes[2]}/opinions/{first}", data={"said": "empty"})
    assert answer.location == f"/doors/{homes[2]}", "the other round hears of an empty flat, too"
    answer = client.post(f"/doors/{homes[2]}/opinions/{second}", data={"said": "empty"})
    assert homes[2] not in answer.location


def test_nobody_home_is_a_try_of_the_round_and_comes_back_on_todays_page(
    client: HouseClient, town: Town, session: Session, asked: Asked
) -> None:
    round_id, _, homes = asked
    client.sign_in(town.wang)
    client.post("/visits", data={"id": ids.new(), "household_id": homes[0], "outcome": "nobody"})
    client.post(f"/doors/{homes[1]}/opinions/{round_id}", data={"said": "later"})
    client.post(f"/doors/{homes[2]}/opinions/{round_id}", data={"said": "empty"})
    session.rollback()
    assert ground.line(session, round_id, homes[0]).standing is Standing.NOBODY
    assert ground.line(session, round_id, homes[1]).standing is Standing.NOBODY
    assert ground.line(session, round_id, homes[2]).standing is Standing.EMPTY
    assert len(session.exec(select(Visit)).all()) == 2, "an empty flat is no visit"
    with db.transaction():
        for line in session.exec(select(RoundLine).where(RoundLine.try_at != None)):  # noqa: E711
            line.try_at = clock.now() - timedelta(minutes=1)
    page = client.get("/today").get_data(as_text=True)
    assert page.count("3号楼楼下菜地改微花园") == 2


def test_a_door_whose_tenant_has_answered_since_is_not_offered_again(
    client: HouseClient, town: Town, session: Session
) -> None:
    with db.transaction():
        building_id, homes = ground.street(session, town)
        round_id = ground.asked(session, town, building_id, by_owners=True).id
    client.sign_in(town.wang)
    for home in homes[:2]:
        client.post("/visits", data={"id": ids.new(), "household_id": home, "outcome": "nobody"})
    with db.transaction():
        for line in session.exec(select(RoundLine).where(RoundLine.try_at != None)):  # noqa: E711
            line.try_at = clock.now() - timedelta(minutes=1)
    assert client.get("/today").get_data(as_text=True).count("3号楼楼下菜地改微花园") == 2
    client.post(f"/doors/{homes[0]}/opinions/{round_id}", data={"said": "1", "speaker": "tenant"})
    session.rollback()
    assert ground.line(session, round_id, homes[0]).standing is Standing.NOBODY, "the owner was not met"
    page = client.get("/today").get_data(as_text=True)
    offered = re.findall(r'href="/doors/([0-9a-f-]+)"><span class="ico blue">', re.sub(r">\s+<", "><", page))
    assert offered == [homes[1]]
    assert " data-waits" not in client.get(f"/doors/{homes[0]}").get_data(as_text=True)
    assert " data-waits" in client.get(f"/doors/{homes[1]}").get_data(as_text=True)
    on_phone = phone.grid_on_phone(session, town.actor("wang"))
    known = {home["id"]: home.get("again", {}) for one in on_phone for home in one["households"]}
    assert round_id not in known[homes[0]] and round_id in known[homes[1]]


def test_at_the_door_of_another_grid_or_a_round_that_does_not_ask_there(
    client: HouseClient, town: Town, session: Session, asked: Asked
) -> None:
    round_id, _, homes = asked
    for who, status in (("ma", 404), ("stranger", 404), ("qian", 403)):
        answer = client.sign_in(town.accounts[who]).post(f"/doors/{homes[0]}/opinions/{round_id}", data={"said": "1"})
        assert answer.status_code == status
    answer = client.sign_in(town.wang).post(f"/doors/{homes[0]}/opinions/{round_id}", data={"said": "5"})
    assert (answer.status_code, "请从给出的选项里选" in answer.get_data(as_text=True)) == (422, True)
    assert client.post(f"/doors/{homes[0]}/opinions/{ids.new()}", data={"said": "1"}).status_code == 404


def code_of(session: Session, town: Town, round_id: str, home: str) -> str:
    with db.transaction():
        worker = town.actor("wang", Action.COLLECT_OPINIONS)
        made = session.get_one(OpinionRound, round_id)
        return code_services.make_codes(session, worker, made, [ground.line(session, round_id, home)])[0]


def test_a_household_answers_by_its_code_without_signing_in_and_changes_its_mind(
    client: HouseClient, town: Town, session: Session, asked: Asked
) -> None:
    round_id, _, homes = asked
    code = code_of(session, town, round_id, homes[0])
    page = client.get(f"/ask/?code={code}").get_data(as_text=True)
    assert "2门602" in page
    assert "王桂芬" not in page
    record = re.search(r'name="id"[^>]*value="([0-9a-f-]{36})"|value="([0-9a-f-]{36})"[^>]*name="id"', page)
    told = {"code": code, "id": (record[1] or record[2]) if record else "", "speaker": "owner", "q1": "1"}
    for _ in range(2):
        assert "收到了" in client.post("/ask/answer", data=told).get_data(as_text=True)
    session.rollback()
    assert len(session.exec(select(Ballot)).all()) == 1
    again = client.post("/ask/", data={"code": code}).get_data(as_text=True)
    assert "您答的是" in again
    client.post("/ask/answer", data={**told, "id": ids.new(), "q1": "2"})
    session.rollback()
    line = ground.line(session, round_id, homes[0])
    assert (line.standing, line.is_disputed) == (Standing.DISAGREE, False), "one browser, one mind"
    other = client.application.test_client()
    token = {"X-CSRF-Token": client.token()}
    with other.session_transaction() as theirs:
        theirs["csrf"] = "0" * 40
    other.post("/ask/answer", data={**told, "id": ids.new(), "q1": "1"}, headers=token)
    session.rollback()
    assert ground.line(session, round_id, homes[0]).is_disputed


def test_a_wrong_code_and_a_closed_round_say_so(
    client: HouseClient, town: Town, session: Session, asked: Asked
) -> None:
    round_id, _, homes = asked
    code = code_of(session, town, round_id, homes[0])
    wrong = client.post("/ask/", data={"code": "2222 2222 2222"})
    assert (wrong.status_code, "答复码不对" in wrong.get_data(as_text=True)) == (422, True)
    nothing = client.post("/ask/answer", data={"code": code, "speaker": "owner"})
    assert nothing.status_code == 422
    with db.transaction():
        host = town.actor("li", Action.HOLD_OPINIONS)
        services.close_round(session, host, session.get_one(OpinionRound, round_id))
    late = client.post("/ask/answer", data={"code": code, "speaker": "owner", "q1": "1"})
    assert (late.status_code, "已经在" in late.get_data(as_text=True)) == (409, True)
    assert "已经截止" in client.get(f"/ask/?code={code}").get_data(as_text=True)


def test_who_tries_codes_is_stopped_and_who_has_one_is_not_counted(
    client: HouseClient, town: Town, session: Session, asked: Asked
) -> None:
    code = code_of(session, town, asked[0], asked[2][0])
    for _ in range(40):
        assert client.get(f"/ask/?code={code}").status_code == 200
    tries = [client.post("/ask/", data={"code": f"{n:02d}" * 6}).status_code for n in range(32)]
    assert tries[0] == 422
    assert tries[-1] == 429


def test_a_sheet_is_entered_at_the_desk_and_a_bad_row_keeps_everything_typed(
    client: HouseClient, town: Town, session: Session, asked: Asked
) -> None:
    round_id, building_id, homes = asked
    client.sign_in(town.li)
    lines = {home: ground.line(session, round_id, home).id for home in homes}
    where = f"/opinions/{round_id}/buildings/{building_id}/entry"
    assert client.get(where).get_data(as_text=True).count('name="a-') == 24
    typed = {f"a-{lines[homes[0]]}-1": "1", f"a-{lines[homes[1]]}-1": "5"}
    bad = client.post(where, data=typed)
    said = bad.get_data(as_text=True)
    assert (bad.status_code, "2门601：" in said) == (422, True), "every staircase has its 601"
    assert f'name="a-{lines[homes[1]]}-1" aria-invalid="true"' in said
    assert 'value="5"' in bad.get_data(as_text=True)
    session.rollback()
    assert session.exec(select(Ballot)).all() == []
    typed |= {f"a-{lines[homes[1]]}-1": "7", f"a-{lines[homes[2]]}-1": "2z", f"a-{lines[homes[3]]}-1": ""}
    assert client.post(where, data=typed).status_code == 303
    session.rollback()
    stands = [ground.line(session, round_id, home).standing.value for home in homes]
    assert stands == ["agree", "refused", "disagree", "unasked"]
    with_picture = {f"a-{lines[homes[3]]}-1": "1", "photos": picture()}
    assert client.post(where, data=with_picture, content_type="multipart/form-data").status_code == 303
    shown = client.get(f"/opinions/{round_id}/buildings/{building_id}").get_data(as_text=True)
    photo = re.search(r'/photos/[0-9a-f-]{36}', shown)
    assert photo and client.get(photo[0]).status_code == 200, "the sheet's picture is kept and shown"
    assert client.sign_in(town.stranger).get(photo[0]).status_code == 404
    client.sign_in(town.li)
    assert client.post(where, data={}).status_code == 422
    assert "录入过的意见表" in client.get(f"/opinions/{round_id}/buildings/{building_id}").get_data(as_text=True)


def test_papers_are_printed(client: HouseClient, town: Town, asked: Asked) -> None:
    round_id, building_id, _ = asked
    client.sign_in(town.wang)
    where = f"/opinions/{round_id}/buildings/{building_id}"
    assert "征求意见表" in client.get(f"{where}/sheet").get_data(as_text=True)
    assert client.get(f"{where}/sheet.pdf").data.startswith(b"%PDF")
    slips = client.post(f"{where}/slips")
    assert slips.data.startswith(b"%PDF")
    assert client.get(f"/opinions/{round_id}/paper").status_code == 404, "not before the count"


def test_a_call_is_recorded_and_a_dispute_is_decided_with_a_reason(
    client: HouseClient, town: Town, session: Session, asked: Asked
) -> None:
    round_id, _, homes = asked
    client.sign_in(town.li)
    line = ground.line(session, round_id, homes[0])
    where = f"/opinions/{round_id}/lines/{line.id}"
    assert client.post(f"{where}/answer", data={"speaker": "family", "q1": "1"}).status_code == 303
    assert client.post(f"{where}/answer", data={"speaker": "family"}).status_code == 422
    assert client.post(f"{where}/outcome/nobody").status_code == 303
    assert client.post(f"{where}/outcome/answered").status_code == 404
    code = code_of(session, town, round_id, homes[1])
    other = ground.line(session, round_id, homes[1])
    for answer in ("1", "2"):
        browser = client.application.test_client()
        with browser.session_transaction() as theirs:
            theirs["csrf"] = "0" * 40
        told = {"code": code, "speaker": "owner", "q1": answer, "id": ids.new()}
        browser.post("/ask/answer", data=told, headers={"X-CSRF-Token": client.token()})
    session.rollback()
    assert ground.line(session, round_id, homes[1]).is_disputed
    where = f"/opinions/{round_id}/lines/{other.id}"
    assert "以这一份为准" in client.get(where).get_data(as_text=True)
    first = session.exec(select(Ballot).where(Ballot.line_id == other.id, Ballot.way == Way.LINK)).first()
    assert first is not None
    assert client.post(f"{where}/decision", data={"ballot_id": first.id}).status_code == 422
    assert client.post(f"{where}/decision", data={"ballot_id": ids.new(), "reason": "x"}).status_code == 404
    assert client.post(f"{where}/decision", data={"ballot_id": first.id, "reason": "户主说的"}).status_code == 303
    session.rollback()
    assert not ground.line(session, round_id, homes[1]).is_disputed


def test_a_round_with_more_questions_is_asked_on_the_same_page(
    client: HouseClient, town: Town, session: Session
) -> None:
    with db.transaction():
        building_id, homes = ground.street(session, town)
        round_id = ground.asked(session, town, building_id, ground.ALL_KINDS).id
    client.sign_in(town.wang)
    assert "能照看几块？" in client.get(f"/doors/{homes[0]}").get_data(as_text=True)
    told = {"said": "answered", "q1": "1", "q3": ["1", "3"], "q4": "two"}
    bad = client.post(f"/doors/{homes[0]}/opinions/{round_id}", data=told)
    assert (bad.status_code, "第 4 题" in bad.get_data(as_text=True)) == (422, True)
    assert client.post(f"/doors/{homes[0]}/opinions/{round_id}", data={**told, "q4": "2"}).status_code == 303
    client.sign_in(town.li)
    assert "月季" in client.get(f"/opinions/{round_id}/questions").get_data(as_text=True)


def test_areas_are_told_and_the_owners_page_says_what_is_missing(
    client: HouseClient, town: Town, session: Session
) -> None:
    with db.transaction():
        building_id, _ = ground.street(session, town)
        round_id = ground.asked(session, town, building_id, land=Land.SHARED).id
    client.sign_in(town.li)
    where = f"/opinions/{round_id}/owners"
    assert "24 套没有面积" in client.get(where).get_data(as_text=True)
    bad = client.post(where, data={"areas": "3-2-602 不知道"})
    assert (bad.status_code, "第 1 行看不懂" in bad.get_data(as_text=True)) == (422, True)
    assert client.post(where, data={"areas": "3-2-602 89.5\n3-2-601 120 甲\n"}).status_code == 303
    assert "22 套没有面积" in client.get(where).get_data(as_text=True)


def test_a_counted_round_comes_before_the_next_council(
    client: HouseClient, town: Town, session: Session, asked: Asked
) -> None:
    host = town.actor("li", Action.HOLD_COUNCILS)
    client.sign_in(town.li)
    assert client.post(f"/councils/opinions/{asked[0]}").status_code == 409, "not before the count"
    with db.transaction():
        series = meeting_services.found_series(
            session, host, community_id=town.community, name="议事厅", place="活动室"
        )
        made = session.get_one(OpinionRound, asked[0])
        services.count_round(session, host, services.close_round(session, host, made))
    assert client.post(f"/councils/opinions/{asked[0]}").status_code == 409, "no meeting is planned"
    with db.transaction():
        meeting = meeting_services.plan_meeting(
            session, host, series, held_on=clock.today() + timedelta(days=9), host_id=town.party("li")
        )
    answer = client.post(f"/councils/opinions/{asked[0]}")
    assert answer.location.endswith(f"/councils/meetings/{meeting.id}")
    assert "共24户" in client.get(answer.location).get_data(as_text=True)
    assert client.post(f"/councils/opinions/{asked[0]}").status_code == 409, "once"


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"places": []}, "places", "请选要征询的楼栋或单元"),
        ({"q2_asks": "种什么？"}, "q2_kind", "选一个怎么答"),
        ({"q2_kind": "one"}, "q2_asks", "写上问什么"),
        ({"q1_options": "月季\n牡丹"}, "q1_options", "用不着选项"),
        ({"q3_kind": "one", "q3_asks": "种什么？", "q3_options": "月季"}, "q3_options", "第 3 题要有 2 到 8 个选项"),
        ({"q2_kind": "one", "q2_asks": "种什么？", "q2_options": "月季\n" + "字" * 61}, "q2_options", "最多 60 个字"),
    ],
)
def test_nothing_that_was_written_into_a_round_is_left_out_without_a_word(
    client: HouseClient, town: Town, session: Session, typed: dict[str, object], field: str, says: str
) -> None:
    with db.transaction():
        building_id, _ = ground.street(session, town)
    answer = client.sign_in(town.li).post("/opinions/new", data=draft(building_id, **typed))
    said = answer.get_data(as_text=True)
    assert answer.status_code == 422 and says in said and f'href="#{field}' in said
    assert session.exec(select(OpinionRound)).all() == []


def test_what_differs_is_decided_before_the_count_only(
    client: HouseClient, town: Town, session: Session, asked: Asked
) -> None:
    round_id, building_id, homes = asked
    client.sign_in(town.li)
    line = ground.line(session, round_id, homes[0])
    for voice, answer in (("a", "1"), ("b", "2")):
        with db.transaction() as writing:
            made = writing.get_one(OpinionRound, round_id)
            told = Told(Way.LINK, Outcome.ANSWERED, {"1": answer}, voice=voice)
            ballot_services.record_ballot(writing, None, made, writing.get_one(RoundLine, line.id), told)
    where = f"/opinions/{round_id}/lines/{line.id}"
    kept = client.post(f"{where}/decision", data={"reason": "户主说的"})
    assert kept.status_code == 422 and 'value="户主说的"' in kept.get_data(as_text=True)
    late = client.post(f"/opinions/{round_id}/extension", data={"closes_at": "2027-01-30T09:00"})
    assert '<details class="fold" open><summary>延期' in late.get_data(as_text=True)
    assert client.post(f"/opinions/{round_id}/steps/closing").status_code == 303
    assert "统计以后不能再定" in client.get(f"/opinions/{round_id}").get_data(as_text=True)
    assert client.post(f"/opinions/{round_id}/steps/counting").status_code == 303
    for page in (f"/opinions/{round_id}", where, f"/opinions/{round_id}/buildings/{building_id}"):
        assert "要您定" not in client.get(page).get_data(as_text=True)
    assert "以这一份为准" not in client.get(where).get_data(as_text=True)


@pytest.mark.parametrize("said", ["²", "9" * 40, "-1", "x", "٣"])
def test_whoever_asks_for_buildings_after_no_number_sees_the_first(
    client: HouseClient, town: Town, asked: Asked, said: str
) -> None:
    client.sign_in(town.li)
    assert client.get(f"/opinions/{asked[0]}", query_string={"after": said}).status_code == 200
