"""The pages: the meter before the button, the grid's page, the matrix, and who is kept out."""

from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from sqlmodel import select

from tests.casework.dispatch.ground import list_duties, send, settle, task_of
from tests.conftest import HouseClient
from tests.town import Town
from tests.volunteering.test_posted_twice import twice
from webapp.casework.dispatch import queries
from webapp.casework.dispatch.models import Task, TaskObjection, TaskOrder, TaskRoutine
from webapp.casework.dispatch.rules import Evidence, Homes, State
from webapp.core.data import db
from webapp.core.time import clock


@pytest.fixture
def duty(app: Flask, town: Town) -> str:
    with app.app_context(), db.transaction() as session:
        settle(session, town)
        return list_duties(session, town)["JC-12"]


def told(duty: str, **more: object) -> dict[str, object]:
    due_on = (clock.today() + timedelta(days=3)).isoformat()
    return {"title": "燃气安全入户", "duty_id": duty, "grid_kind": "any", "homes": "all", "minutes": "4",
            "evidence": "none", "urgency": "normal", "due_on": due_on, "weighed": "1", **more}  # fmt: skip


def test_the_meter_stands_before_the_button(app: Flask, client: HouseClient, town: Town, duty: str) -> None:
    client.sign_in(town.li)
    assert "下达一项" in client.get("/orders/new").get_data(as_text=True)
    weighed = client.post("/orders/burden", data=told(duty))
    said = weighed.get_data(as_text=True)
    assert weighed.status_code == 200 and "第一网格" in said and "都在每周 600 分钟以内" in said
    unseen = client.post("/orders", data=told(duty, weighed=""))
    assert unseen.status_code == 200 and 'name="weighed"' in unseen.get_data(as_text=True), "the meter first"
    heavy = client.post("/orders", data=told(duty, minutes="240", due_on=clock.today().isoformat()))
    said = heavy.get_data(as_text=True)
    assert heavy.status_code == 422 and "会超过" in said and 'name="reason"' in said
    sent = client.post("/orders", data=told(duty, minutes="240", reason="燃气公司明天停气"))
    assert sent.status_code == 303
    assert "燃气安全入户" in client.get(sent.headers["Location"]).get_data(as_text=True)
    with app.app_context():
        assert len(db.session().exec(select(TaskOrder)).all()) == 1


def test_which_order_to_join_is_chosen_by_whoever_joins(
    app: Flask, client: HouseClient, town: Town, duty: str
) -> None:
    with app.app_context():
        sent = [send(db.session(), town, "li", duty_id=duty, homes=Homes.ALL).id for _ in range(3)]
    mine, other, _ = sent
    page = client.sign_in(town.li).get(f"/orders/{mine}").get_data(as_text=True)
    assert '<option value="">请选一个</option>' in page
    for given in ("", mine, "x"):
        answer = client.post(f"/orders/{mine}/joining", data={"joined_id": given})
        page = answer.get_data(as_text=True).split('name="joined_id"')[1].split("</select>")[0]
        assert answer.status_code == 422 and "请选一个" in page and "selected" not in page, given
    assert client.post(f"/orders/{mine}/joining", data={"joined_id": other}).status_code == 303
    with app.app_context():
        assert db.session().get_one(TaskOrder, mine).joined_id == other


def test_bad_input_stands_at_its_field(client: HouseClient, town: Town, duty: str) -> None:
    client.sign_in(town.li)
    nothing_checked = {"points": "2"}
    for wrong in (
        {"duty_id": ""}, {"due_on": "昨天"}, {"minutes": "很多"}, {"title": ""}, {"duty_id": "x" * 36}, nothing_checked,
    ):  # fmt: skip
        answer = client.post("/orders", data=told(duty, **wrong))
        assert answer.status_code == 422, wrong
        assert 'aria-invalid="true"' in answer.get_data(as_text=True) or "fld bad" in answer.get_data(as_text=True)


def test_the_grid_signs_answers_and_objects(app: Flask, client: HouseClient, town: Town, duty: str) -> None:
    with app.app_context():
        order = send(db.session(), town, duty_id=duty)
        task = task_of(db.session(), order, town)
    client.sign_in(town.wang)
    assert "燃气安全入户" in client.get("/today").get_data(as_text=True)
    assert client.post(f"/tasks/{task.id}/signature").status_code == 303
    assert client.post(f"/tasks/{task.id}/signature").status_code == 409
    bare = client.post(f"/tasks/{task.id}/objection", data={"code": "no_basis"})
    assert bare.status_code == 422
    why = {"code": "no_basis", "reason": "清单没有"}
    assert client.post(f"/tasks/{task.id}/objection", data=why).status_code == 303
    assert "提过退回" in client.get(f"/tasks/{task.id}").get_data(as_text=True)
    with app.app_context():
        objection = db.session().exec(select(TaskObjection.id)).one()
    client.sign_in(town.li)
    assert "清单没有" in client.get("/orders/objections").get_data(as_text=True)
    assert f"/orders/objections#{objection}" in client.get("/desk/").get_data(as_text=True)
    assert "1 条退回等您答复" in client.get("/orders").get_data(as_text=True)
    above = client.sign_in(town.he)
    said = above.get("/orders").get_data(as_text=True)
    assert "1 条退回等下级答复" in said and "等您答复" not in said, "as the desk counts it"
    assert "等答复的退回" not in above.get("/desk/").get_data(as_text=True)
    client.sign_in(town.li)
    answer = {"accepted": "no", "answer": "清单第2项就是"}
    assert client.post(f"/orders/objections/{objection}/answer", data=answer).status_code == 303
    assert client.post(f"/orders/objections/{objection}/answer", data=answer).status_code == 409
    client.sign_in(town.wang)
    assert client.post(f"/tasks/{task.id}/answers").status_code == 303
    with app.app_context():
        assert db.session().get_one(Task, task.id).state is State.DONE


def test_the_matrix_says_it_by_shape_and_presses(app: Flask, client: HouseClient, town: Town, duty: str) -> None:
    with app.app_context():
        order = send(db.session(), town, duty_id=duty, homes=Homes.ALL, minutes=1)
        task = task_of(db.session(), order, town)
    client.sign_in(town.li)
    page = client.get("/orders/matrix").get_data(as_text=True)
    assert 'class="shape waiting"' in page and '<span class="vh">没签收</span>' in page
    assert f"/tasks/{task.id}" in page and "0/3" in page
    assert "3号楼2门602" in client.get(f"/tasks/{task.id}").get_data(as_text=True)
    assert client.post(f"/tasks/{task.id}/reminder").status_code == 303
    assert "催一下" in client.sign_in(town.wang).get("/notices/").get_data(as_text=True)
    assert "燃气安全入户" not in client.sign_in(town.far_host).get("/orders/matrix").get_data(as_text=True)


def test_the_matrix_links_only_what_opens(app: Flask, client: HouseClient, town: Town, duty: str) -> None:
    with app.app_context():
        above = send(db.session(), town, "he", duty_id=duty)
        own = send(db.session(), town, "li", duty_id=duty)
    page = client.sign_in(town.li).get("/orders/matrix").get_data(as_text=True)
    assert page.count("燃气安全入户") == 2 and f'/orders/{above.id}"' not in page
    assert f'/orders/{own.id}"' in page and client.get(f"/orders/{own.id}").status_code == 200
    assert f'/orders/{above.id}"' in client.sign_in(town.accounts["he"]).get("/orders/matrix").get_data(as_text=True)


def test_what_waits_for_a_check_is_not_called_done(app: Flask, client: HouseClient, town: Town, duty: str) -> None:
    with app.app_context():
        order = send(db.session(), town, duty_id=duty, evidence=Evidence.CHECK)
        task = task_of(db.session(), order, town)
    client.sign_in(town.wang).post(f"/tasks/{task.id}/answers")
    page = client.sign_in(town.li).get("/orders/matrix").get_data(as_text=True)
    assert '<span class="vh">等核验</span>' in page and '<span class="vh">办完</span>' not in page
    said = client.get("/orders").get_data(as_text=True)
    assert "里办完 0 个" in said and "等核验 1 个" in said
    assert '<span class="vh">等核验</span>' in client.get(f"/orders/{order.id}").get_data(as_text=True)
    client.post(f"/tasks/{task.id}/verification", data={"passed": "yes"})
    assert '<span class="vh">办完</span>' in client.get("/orders/matrix").get_data(as_text=True)
    assert "里办完 1 个" in client.get("/orders").get_data(as_text=True)


def test_a_list_that_was_cut_says_that_there_are_more(
    app: Flask, client: HouseClient, town: Town, duty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        for _ in range(3):
            order = send(db.session(), town, duty_id=duty, evidence=Evidence.CHECK)
            task = task_of(db.session(), order, town)
            client.sign_in(town.wang).post(f"/tasks/{task.id}/answers")
    for name in ("list_orders", "list_to_check"):
        monkeypatch.setattr(queries, name, partial(getattr(queries, name), most=2))
    page = client.sign_in(town.li).get("/orders").get_data(as_text=True)
    assert '发出的 <span class="num mut">2+</span>' in page
    assert '等核验 <span class="num mut">2+</span>' in page and "/tasks/all?state=check" in page
    monkeypatch.setattr(queries, "list_to_check", partial(queries.list_to_check.func, most=3))
    assert '等核验 <span class="num mut">3</span>' in client.get("/orders").get_data(as_text=True)


def test_strangers_and_wrong_roles(app: Flask, client: HouseClient, town: Town, duty: str) -> None:
    with app.app_context():
        order = send(db.session(), town, duty_id=duty)
        task = task_of(db.session(), order, town)
    for who in ("stranger", "ma", "far_host"):
        assert client.sign_in(town.accounts[who]).get(f"/tasks/{task.id}").status_code == 404
    assert client.sign_in(town.far_host).get(f"/orders/{order.id}").status_code == 404
    assert client.post(f"/orders/{order.id}/withdrawal", data={"reason": "x"}).status_code == 404
    for who in ("wang", "zhao", "qian"):
        client.sign_in(town.accounts[who])
        assert client.get("/orders").status_code == client.post("/orders", data=told(duty)).status_code == 403
    assert client.sign_in(town.chen).post("/duties/limit", data={}).status_code == 403


def test_what_a_sender_does_with_an_order(app: Flask, client: HouseClient, town: Town, duty: str) -> None:
    with app.app_context():
        first = send(db.session(), town, duty_id=duty, homes=Homes.ALL, minutes=1)
        second = send(db.session(), town, duty_id=duty, homes=Homes.ALL, minutes=1)
    client.sign_in(town.li)
    assert client.post(f"/orders/{second.id}/joining", data={"joined_id": first.id}).status_code == 303
    later = (clock.today() + timedelta(days=30)).isoformat()
    assert client.post(f"/orders/{second.id}/extension", data={"due_on": later, "reason": "下雪"}).status_code == 303
    assert client.post(f"/orders/{second.id}/extension", data={"due_on": later, "reason": "再"}).status_code == 422
    assert client.post(f"/orders/{second.id}/withdrawal", data={"reason": "重复"}).status_code == 303
    page = client.get(f"/orders/{second.id}").get_data(as_text=True)
    assert "已经撤回：重复" in page and "燃气安全入户" in page


def test_the_list_the_limit_and_routines(app: Flask, client: HouseClient, town: Town, duty: str) -> None:
    client.sign_in(town.he)
    book = client.get("/duties/export.xlsx").data
    import io

    sheet = {"file": (io.BytesIO(book), "清单.xlsx"), "valid_from": clock.today().isoformat()}
    answer = client.post("/duties", data=sheet, content_type="multipart/form-data")
    assert answer.status_code == 303 and answer.headers["Location"].endswith("done=0")
    assert client.post("/duties", data={"valid_from": clock.today().isoformat()}).status_code == 422
    limit = {"minutes": "300", "document": "区委办〔2026〕9号", "valid_from": clock.today().isoformat()}
    assert client.post("/duties/limit", data=limit).status_code == 303
    assert "300" in client.get("/duties").get_data(as_text=True)
    client.sign_in(town.li)
    plan = {"title": "巡楼道", "duty_id": duty, "grid_kind": "any", "homes": "none", "minutes": "20",
            "evidence": "none", "cycle": "weekly", "days": "3", "starts_on": clock.today().isoformat()}  # fmt: skip
    twice(client, "/routines", "/routines", plan)
    with app.app_context():
        routine = db.session().exec(select(TaskRoutine.id)).one()
    assert "巡楼道" in client.get("/routines").get_data(as_text=True)
    assert client.sign_in(town.far_host).post(f"/routines/{routine}/end").status_code == 404
    assert client.sign_in(town.li).post(f"/routines/{routine}/end").status_code == 303
    assert client.post(f"/routines/{routine}/end").status_code == 409


def test_done_again_needs_a_word_and_the_grid_hears_it(
    app: Flask, client: HouseClient, town: Town, duty: str
) -> None:
    with app.app_context():
        order = send(db.session(), town, "chen", duty_id=duty, evidence=Evidence.CHECK)
        task = task_of(db.session(), order, town)
    client.sign_in(town.wang)
    assert client.post(f"/tasks/{task.id}/answers").status_code == 303
    client.sign_in(town.chen)
    assert "冬梅轩社区 第一网格" in client.get(f"/orders/{order.id}").get_data(as_text=True), "which first grid"
    assert "冬梅轩社区 第一网格" in client.get("/orders").get_data(as_text=True)
    assert "等核验的任务" not in client.get("/desk/").get_data(as_text=True), "the community checks"
    client.sign_in(town.li)
    assert "等核验的任务" in client.get("/desk/").get_data(as_text=True)
    bare = client.post(f"/tasks/{task.id}/verification", data={"passed": "no"})
    assert bare.status_code == 422 and "再办要写一句哪里不行" in bare.get_data(as_text=True)
    told = {"passed": "no", "reason": "没写哪几栋"}
    assert client.post(f"/tasks/{task.id}/verification", data=told).status_code == 303
    assert "核验没过，再办" in client.sign_in(town.wang).get("/notices/").get_data(as_text=True)


def test_the_burden_is_not_weighed_without_a_basis(client: HouseClient, town: Town, duty: str) -> None:
    client.sign_in(town.li)
    answer = client.post("/orders/burden", data=told(duty, duty_id="", weighed=""))
    said = answer.get_data(as_text=True)
    assert answer.status_code == 422 and 'href="#duty_id"' in said and "下一步" in said
    assert client.post("/orders/burden", data=told(duty, duty_id="", emergency="flood")).status_code == 200
