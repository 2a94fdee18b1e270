"""The pages of cases over HTTP: without script, as the right person, as the wrong one, with bad input."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image
from sqlmodel import Session, select

from tests.casework.cases.conftest import Open
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases import handling_services as h
from webapp.casework.cases import queries
from webapp.casework.cases.models import Act, GridCase, Source
from webapp.casework.cases.rules import State
from webapp.casework.cases.voice_services import Speaker
from webapp.core.data import ids
from webapp.core.time import clock

Do = Callable[..., Any]


def state(session: Session, case: GridCase) -> State:
    session.rollback()
    return session.exec(select(GridCase.state).where(GridCase.id == case.id)).one()


def send(client: HouseClient, case: GridCase, way: str, **form: Any) -> Any:
    return client.post(f"/cases/{case.id}/{way}", data=form)


def png() -> tuple[io.BytesIO, str]:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "PNG")
    file.seek(0)
    return file, "灯.png"


def test_a_worker_sees_her_cases_and_a_stranger_none(client: HouseClient, town: Town, open_case: Open) -> None:
    case = open_case()
    assert case.title in client.sign_in(town.wang).get("/cases/").get_data(as_text=True)
    assert case.title not in client.sign_in(town.stranger).get("/cases/").get_data(as_text=True)
    assert client.get(f"/cases/{case.id}").status_code == 404
    assert client.sign_in(town.zhao).get(f"/cases/{case.id}").status_code == 403


def test_the_whole_way_without_script(client: HouseClient, session: Session, town: Town, open_case: Open) -> None:
    case = open_case()
    client.sign_in(town.wang)
    assert send(client, case, "work/handling").status_code == 303
    done = client.post(f"/cases/{case.id}/work/completion", data={"words": "", "photos": png()})
    assert done.status_code == 303
    assert "/photos/" in client.get(f"/cases/{case.id}").get_data(as_text=True)
    client.sign_in(town.li)
    assert send(client, case, "work/verification", passed="yes").status_code == 303
    [voice] = queries.list_voices(session, case)
    told = {"voice_id": voice.id, "is_reached": "yes", "is_solved": "yes", "is_satisfied": "no"}
    assert send(client, case, "call-back", **told).status_code == 303
    assert send(client, case, "direction/closing", outcome="solved").status_code == 303
    page = client.get(f"/cases/{case.id}").get_data(as_text=True)
    assert state(session, case) is State.CLOSED and "已结案" in page and "重开" in page


def test_an_act_the_state_does_not_allow_is_409_with_a_sentence(
    client: HouseClient, session: Session, town: Town, open_case: Open
) -> None:
    case = open_case()
    client.sign_in(town.li)
    answer = send(client, case, "direction/closing", outcome="solved")
    assert answer.status_code == 409 and "不能结案" in answer.get_data(as_text=True)
    assert len(session.exec(select(Act).where(Act.case_id == case.id)).all()) == 1


def test_a_closed_case_is_409_for_everything_but_reopening(
    client: HouseClient, session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case()
    act(h.reject, "li", case, reason=h.Refusal.COURT)
    client.sign_in(town.li)
    for way, form in (("work/note", {"words": "再写"}), ("work/handling", {}), ("work/parking", None)):
        told = form if form is not None else {"words": "等", "review_on": str(clock.today() + timedelta(days=3))}
        answer = send(client, case, way, **told)
        assert answer.status_code == 409 and "请重开" in answer.get_data(as_text=True), way
    assert send(client, case, "direction/reopening", words="有新情况").status_code == 303


def test_missing_evidence_and_wrong_dates_stand_at_their_fields(
    client: HouseClient, session: Session, town: Town, open_case: Open
) -> None:
    case = open_case()
    client.sign_in(town.li)
    answer = send(client, case, "work/completion", words=" ")
    assert answer.status_code == 422 and answer.get_data(as_text=True).count("拍一张照片") == 2
    answer = send(client, case, "work/parking", words="等", review_on=str(clock.today()))
    assert answer.status_code == 422 and "要晚于今天" in answer.get_data(as_text=True)
    answer = send(client, case, "direction/dispatch", to=f"unit:{town.street}", due_on="2020-01-01")
    assert answer.status_code == 422 and "不能早于今天" in answer.get_data(as_text=True)
    answer = send(client, case, "direction/dispatch", to="unit:01900000-0000-7000-8000-000000000000")
    assert answer.status_code == 422
    answer = send(client, case, "work/completion", photos=(io.BytesIO(b"not a picture"), "x.png"), words="好了")
    assert answer.status_code in (415, 422) and state(session, case) is State.REPORTED


def test_a_worker_cannot_direct_and_nouns_are_known(client: HouseClient, town: Town, open_case: Open) -> None:
    case = open_case()
    client.sign_in(town.wang)
    assert send(client, case, "direction/acceptance").status_code == 403
    assert send(client, case, "work/acceptance").status_code == 404
    assert send(client, case, "work/nonsense").status_code == 404
    assert client.sign_in(town.far_host).post(f"/cases/{case.id}/direction/acceptance").status_code == 404


def test_names_are_masked_unless_they_may_be_told(client: HouseClient, town: Town, open_case: Open) -> None:
    quiet = open_case(source=Source.RELAY, speaker=Speaker(name="张桂芬", phone="13812345678"))
    client.sign_in(town.wang)
    page = client.get(f"/cases/{quiet.id}").get_data(as_text=True)
    assert "张*芬" in page and "张桂芬" not in page and "138****5678" in page
    open_one = open_case(source=Source.RELAY, speaker=Speaker(name="李建国", may_name=True))
    assert "李建国" in client.get(f"/cases/{open_one.id}").get_data(as_text=True)


def test_a_case_written_at_the_desk_and_the_one_nearby_offered(
    client: HouseClient, session: Session, town: Town, open_case: Open
) -> None:
    known = open_case()
    client.sign_in(town.li)
    assert client.get("/cases/new").status_code == 200
    form = {"source": "hotline", "grid_id": town.grid1, "category_id": known.category_id, "words": "路灯又灭了"}
    offered = client.post("/cases/", data=form).get_data(as_text=True)
    assert "是同一件吗" in offered and known.number in offered
    assert client.post("/cases/", data={**form, "same_as": known.id}).location.endswith(known.id)
    assert len(queries.list_voices(session, known)) == 2
    assert client.post("/cases/", data={**form, "same_as": "new"}).status_code == 303
    session.rollback()
    assert len(session.exec(select(GridCase)).all()) == 2
    early = client.post("/cases/", data={**form, "same_as": "new", "due_on": "2020-01-01"})
    assert early.status_code == 422 and early.get_data(as_text=True).count("期限不能早于反映的日子") == 2
    elsewhere = client.post("/cases/", data={**form, "grid_id": town.far_grid, "same_as": "new"})
    assert elsewhere.status_code == 422


def test_the_late_list_and_a_nudge_in_two_taps(
    client: HouseClient, session: Session, town: Town, open_case: Open
) -> None:
    case = open_case(category_code="GAS", reported_at=clock.now() - timedelta(days=3))
    client.sign_in(town.chen)
    page = client.get("/cases/late").get_data(as_text=True)
    assert case.title in page and "1 件事超期了" in page and "超 " in page
    form = re.search(r'action="([^"]+/nudge)"', page)
    assert form
    assert client.post(form[1], data={"words": "今天能办到哪一步？"}).status_code == 303
    assert "今天已经催过一次" in client.post(form[1], data={"words": "再催"}).get_data(as_text=True)
    assert "有人催一下" in client.sign_in(town.li).get("/notices/").get_data(as_text=True)


@pytest.mark.parametrize("state", ["open", "fresh", "sent", "check", "parked", "ended", "all", "nonsense"])
def test_every_answer_of_the_list_opens(client: HouseClient, town: Town, open_case: Open, state: str) -> None:
    open_case()
    assert client.sign_in(town.he).get(f"/cases/?state={state}").status_code == 200


def test_a_forged_place_in_the_list_begins_at_the_beginning(client: HouseClient, town: Town, open_case: Open) -> None:
    open_case(words="路灯不亮")
    client.sign_in(town.li)
    for place in ("x_y", ids.new()):
        assert "路灯不亮" in client.get(f"/cases/?after={place}").get_data(as_text=True)


def test_markup_in_words_stays_text(client: HouseClient, town: Town, open_case: Open) -> None:
    case = open_case(words="<img src=x onerror=alert(1)>灯")
    page = client.sign_in(town.wang).get(f"/cases/{case.id}").get_data(as_text=True)
    assert "<img src=x" not in page


def test_an_order_from_above_starts_at_the_centres_home_and_may_name_a_whole_community(
    client: HouseClient, session: Session, town: Town, open_case: Open
) -> None:
    kind = open_case().category_id
    client.sign_in(town.he)
    assert "/cases/new?source=order" in client.get("/overview").get_data(as_text=True)
    page = client.get("/cases/new?source=order").get_data(as_text=True)
    assert "冬梅轩社区 · 整个社区" in page and "名都园社区 · 第一网格" in page
    assert re.search(r'value="order"[^>]*checked|checked[^>]*value="order"', page)
    form = {"source": "order", "grid_id": town.far_community, "category_id": kind, "words": "全社区查一遍路灯"}
    assert client.post("/cases/", data=form).status_code == 303
    session.rollback()
    case = session.exec(select(GridCase).where(GridCase.source == Source.ORDER)).one()
    assert (case.community_id, case.grid_id, case.place) == (town.far_community, None, "名都园社区")
    assert client.sign_in(town.li).get(f"/cases/{case.id}").status_code == 404


def test_a_call_back_in_the_wrong_state_is_409(
    client: HouseClient, session: Session, town: Town, open_case: Open
) -> None:
    case = open_case()
    [voice] = queries.list_voices(session, case)
    client.sign_in(town.li)
    told = {"voice_id": voice.id, "is_reached": "yes", "is_solved": "yes", "is_satisfied": "yes"}
    answer = send(client, case, "call-back", **told)
    assert answer.status_code == 409
    half = send(client, case, "call-back", voice_id=voice.id)
    assert half.status_code == 422


def test_finishing_does_not_call_its_words_optional_where_evidence_is_asked(
    client: HouseClient, town: Town, open_case: Open
) -> None:
    case, free = open_case(), open_case(category_code="POLICY")
    client.sign_in(town.wang)
    form = client.get(f"/cases/{case.id}").get_data(as_text=True).split("/work/completion")[1].split("</form>")[0]
    assert "写一句或拍照，有一样就行" in form and "选填" not in form
    form = client.get(f"/cases/{free.id}").get_data(as_text=True).split("/work/completion")[1].split("</form>")[0]
    assert "选填" in form


def test_who_says_not_solved_is_seen_and_the_case_goes_back_to_be_done_and_asked_again(
    client: HouseClient, session: Session, town: Town, open_case: Open, act: Do
) -> None:
    """The second round asks everybody anew: what was said before was about the first handling."""
    case = open_case()
    [voice] = queries.list_voices(session, case)
    for answer in ("no", "yes"):
        act(h.finish, "wang", case, words="换了灯泡")
        client.sign_in(town.li)
        assert send(client, case, "work/verification", passed="yes").status_code == 303
        assert f'id="is_reached-{voice.id}"' in client.get(f"/cases/{case.id}").get_data(as_text=True)
        told = {"voice_id": voice.id, "is_reached": "yes", "is_solved": answer, "is_satisfied": answer}
        assert send(client, case, "call-back", **told).status_code == 303
        page = client.get(f"/cases/{case.id}").get_data(as_text=True)
        assert ("1 位说没解决" in page) == (answer == "no")
        if answer == "no":
            assert send(client, case, "direction/rework", words=" ").status_code == 422
            assert send(client, case, "direction/rework", words="再换一次").status_code == 303
            assert send(client, case, "direction/rework", words="再换一次").status_code == 409
            assert state(session, case) is State.HANDLING
    assert send(client, case, "direction/closing", outcome="solved").status_code == 303


@pytest.mark.usefixtures("november")
def test_where_it_came_from_and_until_when_stand_on_the_page(
    client: HouseClient, session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case(source=Source.RELAY)
    until = clock.today() + timedelta(days=20)
    client.sign_in(town.wang)
    assert send(client, case, "work/extension", until=until.isoformat(), words="缺配件").status_code == 303
    page = client.get(f"/cases/{case.id}").get_data(as_text=True)
    assert "联络员转述" in page and f"到 {until.month}月{until.day}日" in page
    assert f"申请改到 {until.month}月{until.day}日" in page and "缺配件" in page


def test_all_that_is_due_soon_is_listed_and_counted(
    client: HouseClient, town: Town, open_case: Open
) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    for n in range(23):
        open_case(words=f"第{n}盏灯不亮", due_on=tomorrow)
    open_case(words="不急的灯", due_on=clock.today() + timedelta(days=9))
    client.sign_in(town.li)
    every = client.get("/cases/?due=soon").get_data(as_text=True)
    assert every.count("盏灯不亮</") == 23 and "不急的灯" not in every
    assert "全部 23 件" in client.sign_in(town.chen).get("/overview").get_data(as_text=True)
    assert "盏灯不亮" not in client.sign_in(town.stranger).get("/cases/?due=soon").get_data(as_text=True)
