"""等我办: what waits is there, oldest first, done in place, and gone once it is done."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlmodel import Session, select

from tests.casework.cases.conftest import Open, act, open_case
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases import answer_services, clock_services, handling_services, transfer_services
from webapp.casework.cases import queries as case_queries
from webapp.casework.cases.models import GridCase
from webapp.centre.desk import job_commands, queries, work_queries
from webapp.centre.sync.models import SyncReview
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.work import jobs
from webapp.people.notices import services as notices
from webapp.people.notices.models import ChannelKind, Delivery

__all__ = ["act", "open_case"]
Act = Callable[..., Any]


def test_what_was_sent_to_me_waits_and_is_signed_in_place(
    client: HouseClient, town: Town, open_case: Open, act: Act
) -> None:
    case = open_case(words="东门路灯不亮")
    act(transfer_services.dispatch, "li", case, unit_id=town.street)
    client.sign_in(town.chen)
    page = client.get("/desk/").get_data(as_text=True)
    assert "等我签收" in page and "东门路灯不亮" in page
    assert ">1<" in client.get("/desk/count", htmx=True).get_data(as_text=True)
    assert client.post(f"/cases/{case.id}/work/receipt").status_code == 303
    assert "东门路灯不亮" not in client.get("/desk/").get_data(as_text=True)
    assert "东门路灯不亮" not in client.sign_in(town.far_host).get("/desk/").get_data(as_text=True)


def test_more_time_is_granted_in_place_but_not_by_who_asked(
    client: HouseClient, town: Town, open_case: Open, act: Act, session: Session
) -> None:
    case = open_case(words="换灯管", due_on=clock.today() + timedelta(days=5))
    until = clock.today() + timedelta(days=9)
    act(clock_services.ask_extension, "li", case, until=until, words="等配件")
    assert "等答复改期" not in client.sign_in(town.li).get("/desk/").get_data(as_text=True)
    client.sign_in(town.chen)
    assert "等配件" in client.get("/desk/").get_data(as_text=True)
    assert client.post(f"/cases/{case.id}/direction/decision", data={"granted": "yes"}).status_code == 303
    session.expire_all()
    assert clock.local(session.get_one(GridCase, case.id).due_at).date() == until  # type: ignore[arg-type]


def test_who_handled_a_case_calls_back_and_leaves_its_end_to_others(
    client: HouseClient, town: Town, open_case: Open, act: Act, session: Session
) -> None:
    case = open_case(words="楼道灯坏了")
    act(handling_services.take, "li", case)
    act(handling_services.finish, "li", case, words="换了灯管")
    page = client.sign_in(town.li).get(f"/cases/{case.id}").get_data(as_text=True)
    assert "等没经手的人来核查" in page
    act(handling_services.verify, "chen", case, passed=True)
    assert "等回访和结案" in client.get("/desk/").get_data(as_text=True)
    (voice,) = case_queries.list_voices(session, case)
    act(answer_services.call_back, "li", case, voice=voice, is_reached=True, is_solved=True, is_satisfied=True)
    assert "等回访和结案" not in client.get("/desk/").get_data(as_text=True)
    assert "等没经手的人来结案" in client.get(f"/cases/{case.id}").get_data(as_text=True)
    client.sign_in(town.chen)
    assert "等回访和结案" in client.get("/desk/").get_data(as_text=True)
    assert "等没经手的人" not in client.get(f"/cases/{case.id}").get_data(as_text=True)


def test_a_call_back_before_the_work_was_done_again_does_not_count_whatever_other_cases_say(
    client: HouseClient, town: Town, open_case: Open, act: Act
) -> None:
    for words in ("别的灯坏了", "楼道灯坏了"):
        case = open_case(words=words)
        act(handling_services.take, "li", case)
        act(handling_services.finish, "li", case, words="换了灯管")
    act(handling_services.verify, "chen", case, passed=True)
    (voice,) = case_queries.list_voices(db.session(), case)
    act(answer_services.call_back, "li", case, voice=voice, is_reached=True, is_solved=False, is_satisfied=False)
    act(handling_services.rework, "chen", case, words="还是不亮")
    act(handling_services.finish, "li", case, words="又换了一次")
    act(handling_services.verify, "chen", case, passed=True)
    assert "等回访和结案" in client.sign_in(town.li).get("/desk/").get_data(as_text=True)


def test_an_empty_desk_says_so(client: HouseClient, town: Town) -> None:
    assert "没有等您办的" in client.sign_in(town.he).get("/desk/").get_data(as_text=True)
    assert client.sign_out().get("/desk/").status_code == 303


def test_a_morning_sentence_for_each_group_once_a_day(session: Session, town: Town, open_case: Open) -> None:
    open_case(due_on=clock.today())
    with db.transaction() as writing:
        notices.open_channel(
            writing, town.actor("li"), unit_id=town.community, kind=ChannelKind.WECOM, name="社区群", key="k"
        )
    for _ in range(2):
        with db.transaction() as writing:
            job_commands.write_digests(writing)
    sent = session.exec(select(Delivery)).all()
    assert [one.details for one in sent] == [{"late": 0, "soon": 1}]


def test_a_record_that_waits_is_named_in_words_not_in_code(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction() as writing:
        writing.add(
            SyncReview(
                id=ids.new(), kind="visit", version=1, account_id=town.wang, community_id=town.community,
                unit_id=town.grid1, body="{}", captured_at=clock.now(), received_at=clock.now(), why="不在这个网格",
            )
        )  # fmt: skip
    shown = client.sign_in(town.li).get("/desk/").get_data(as_text=True)
    [detail] = [detail for detail in re.findall(r'<span class="d">(.*?)</span></span></a>', shown) if "走访" in detail]
    assert re.sub("<[^>]*>", "", detail).startswith("走访 · ") and "visit" not in detail


def test_every_address_of_a_pile_is_a_page_and_every_button_an_act(app: Flask) -> None:
    ways, some = app.url_map.bind("x"), ids.new()
    for kind in queries.KINDS:
        page, hash_, _ = kind.address.partition("#")
        assert ways.test(page if hash_ else page + some, "GET"), kind.address
        assert not kind.more or ways.test(kind.more.partition("?")[0], "GET"), kind.more
        assert kind.button is None or ways.test(kind.button.url(some), "POST"), kind.button


def test_work_that_was_left_is_found_again(
    client: HouseClient, town: Town, open_case: Open, session: Session
) -> None:
    case = open_case(words="东门路灯不亮")
    client.sign_in(town.li)
    told = {"row": [case.id], "words": "先记着"}
    begun = client.post("/lists/cases/marked/note", data=told).location
    page = client.get("/desk/").get_data(as_text=True)
    assert "交下去的活" in page and begun in page and "0%" in page
    session.rollback()
    jobs.run_pending()
    assert "做完了" in client.get("/desk/").get_data(as_text=True)
    assert client.get(begun).status_code == 200
    assert "交下去的活" not in client.sign_in(town.chen).get("/desk/").get_data(as_text=True)
    assert set(work_queries.PAGES) <= set(jobs.KINDS)
