"""One knock serves visit, round and task; at the door, from the outbox, after a change, and taken back."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session, select

from tests.casework.dispatch.ground import list_duties, send, task_of
from tests.casework.questionnaires.books import HEAD, YES_NO, book, line
from tests.conftest import HouseClient
from tests.door.opinions import ground as opinions
from tests.door.visits.conftest import Stair
from tests.town import Town
from webapp.casework.dispatch import export_services, order_services, queries
from webapp.casework.dispatch.models import Task, TaskAnswer, TaskOrder
from webapp.casework.dispatch.rules import Evidence, Homes, State
from webapp.casework.questionnaires import answer_rules, services
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.door.visits.models import Visit
from webapp.people.accounts.permissions import Action

FORM = (
    HEAD, line("text", "head_name", "户主"), line("select_one yn", "gas", "用燃气吗", required="yes"),
    line("integer", "years", "软管几年了", required="yes", relevant="${gas} = 'yes'", constraint=". < 50"),
)  # fmt: skip
SETTINGS = (("form_title", "form_id"), ("燃气", "gas"))


def bring(session: Session, town: Town, *more: list[str]) -> str:
    reading = services.read_workbook(book([*FORM, *more], YES_NO, SETTINGS), "gas")
    assert not reading.faults
    with db.transaction() as writing:
        return services.keep_version(writing, town.actor("li", Action.SEND_TASKS), reading).id


@pytest.fixture
def asked(app: Flask, town: Town, stair: Stair) -> dict[str, str]:
    """An order to the three doors, with the form that it asks."""
    with app.app_context():
        session = db.session()
        with db.transaction() as writing:
            duty = list_duties(writing, town)["JC-12"]
        form = bring(session, town)
        order = send(session, town, duty_id=duty, homes=Homes.ALL, minutes=2, form_id=form)
        return {"duty": duty, "form": form, "order": order.id, "task": task_of(session, order, town).id}


def place(asked: dict[str, str], home: str) -> str:
    return f"/doors/{home}/tasks/{asked['task']}"


def fill(asked: dict[str, str], **told: Any) -> dict[str, Any]:
    given = {"q1": "王桂芬", "q2": "yes", "q3": "3", "seen": "q1 q2 q3", **told}
    return {"id": ids.new(), "form_id": asked["form"], **given}


def rows(app: Flask, model: Any) -> list[Any]:
    with app.app_context():
        return list(db.session().exec(select(model)).all())


def test_one_knock_serves_visit_and_task(
    app: Flask, client: HouseClient, town: Town, stair: Stair, asked: dict[str, str]
) -> None:
    client.sign_in(town.wang)
    door = client.get(f"/doors/{stair.home}").get_data(as_text=True)
    assert "顺便办，只敲一次门" in door and place(asked, stair.home) in door
    sheet = client.get(place(asked, stair.home)).get_data(as_text=True)
    assert 'value="王桂芬"' in sheet and "名册里是这样" in sheet
    told = fill(asked)
    for _ in range(3):
        assert client.post(place(asked, stair.home), data=told).status_code == 303
    [answer], [visit] = rows(app, TaskAnswer), rows(app, Visit)
    assert answer.id == told["id"] and answer.visit_id == visit.id and visit.household_id == stair.home
    assert answer_rules.unpacked(answer.answers) == {"head_name": "王桂芬", "gas": "yes", "years": "3"}
    assert "顺便办" not in client.get(f"/doors/{stair.home}").get_data(as_text=True)
    client.post(f"/visits/{visit.id}/withdrawal")
    [answer] = rows(app, TaskAnswer)
    assert answer.withdrawn_at is not None
    assert "顺便办" in client.get(f"/doors/{stair.home}").get_data(as_text=True)


def test_what_is_sent_back_is_answered_anew_door_by_door_and_handed_in_again(
    app: Flask, client: HouseClient, town: Town, stair: Stair, asked: dict[str, str]
) -> None:
    with app.app_context():
        session = db.session()
        checked = send(session, town, duty_id=asked["duty"], homes=Homes.ALL, minutes=2, form_id=asked["form"],
                       evidence=Evidence.CHECK)  # fmt: skip
        again = asked | {"task": task_of(session, checked, town).id}
        doors = [home.id for home in queries.homes_left(session, session.get_one(Task, again["task"]), checked)]
    shown = f"/tasks/{again['task']}"
    client.sign_in(town.wang)
    for door in doors:
        assert client.post(place(again, door), data=fill(again)).status_code == 303
    assert again["task"] not in client.get("/today").get_data(as_text=True), "handed in: nothing to do"
    assert "办过的户" not in client.get(shown).get_data(as_text=True)
    client.sign_in(town.li)
    back = {"passed": "no", "reason": "软管年数不对"}
    assert client.post(f"{shown}/verification", data=back).status_code == 303
    page = client.sign_in(town.wang).get(shown).get_data(as_text=True)
    assert "核验没过，再办：软管年数不对" in page and f'href="{place(again, doors[0])}"' in page
    assert client.post(place(again, doors[0]), data=fill(again, q3="7")).status_code == 303
    with app.app_context():
        task = db.session().get_one(Task, again["task"])
        assert task.state is State.DOING, "other doors may be asked anew before it is handed in"
        table = export_services.answer_tables(db.session(), db.session().get_one(TaskOrder, task.order_id))["answers"]
        assert len(table[1]) == len(doors), "the earlier answer of that door no longer stands"
    assert client.post(f"{shown}/submission").status_code == 303
    assert client.sign_in(town.li).post(f"{shown}/verification", data={"passed": "yes"}).status_code == 303


def test_after_the_last_task_the_round_of_this_door_is_asked_before_the_next_door(
    app: Flask, client: HouseClient, town: Town, stair: Stair, asked: dict[str, str]
) -> None:
    client.sign_in(town.wang)
    after = client.post(place(asked, stair.above), data=fill(asked))
    assert after.headers["Location"] != f"/doors/{stair.above}"
    with app.app_context(), db.transaction() as writing:
        opinions.asked(writing, town, stair.building)
    after = client.post(place(asked, stair.home), data=fill(asked))
    assert after.headers["Location"] == f"/doors/{stair.home}"


def test_two_orders_are_one_knock(
    app: Flask, client: HouseClient, town: Town, stair: Stair, asked: dict[str, str]
) -> None:
    with app.app_context():
        other = send(db.session(), town, duty_id=asked["duty"], homes=Homes.ALL, minutes=1, joined_id=asked["order"])
        second = task_of(db.session(), other, town).id
    client.sign_in(town.wang)
    onward = f"/doors/{stair.home}/tasks/{second}?done={asked['task']}"
    assert f'data-next="{onward}"' in client.get(place(asked, stair.home)).get_data(as_text=True)
    following = client.get(onward).get_data(as_text=True)  # while the phone still sends the first answer
    assert f"/tasks/{asked['task']}" not in following.split("data-next=")[1].split(">")[0]
    after = client.post(place(asked, stair.home), data=fill(asked))
    assert after.headers["Location"] == f"/doors/{stair.home}/tasks/{second}"
    assert client.post(after.headers["Location"], data={"id": ids.new()}).status_code == 303
    assert len(rows(app, TaskAnswer)) == 2 and len(rows(app, Visit)) == 1
    assert len({answer.visit_id for answer in rows(app, TaskAnswer)}) == 1


def test_without_script_what_depends_is_asked_next(
    app: Flask, client: HouseClient, town: Town, stair: Stair, asked: dict[str, str]
) -> None:
    client.sign_in(town.wang)
    first = client.post(place(asked, stair.home), data=fill(asked, q3="", seen="q1 q2"))
    said = first.get_data(as_text=True)
    assert first.status_code == 422 and "还有 1 问" in said and 'name="seen" value="q1 q2 q3"' in said
    wrong = client.post(place(asked, stair.home), data=fill(asked, q3="99"))
    assert wrong.status_code == 422 and "不符合" in wrong.get_data(as_text=True)
    assert not rows(app, TaskAnswer) and not rows(app, Visit)
    assert client.post(place(asked, stair.home), data=fill(asked, q3="4")).status_code == 303


def test_strangers_wrong_roles_and_wrong_doors(
    app: Flask, client: HouseClient, town: Town, stair: Stair, asked: dict[str, str]
) -> None:
    for who in ("ma", "stranger"):
        client.sign_in(town.accounts[who])
        assert client.get(place(asked, stair.home)).status_code == 404
        assert client.post(place(asked, stair.home), data=fill(asked)).status_code == 404
    for who in ("zhao", "qian"):
        assert client.sign_in(town.accounts[who]).post(place(asked, stair.home), data=fill(asked)).status_code == 403
    client.sign_in(town.wang)
    assert client.get(place(asked, ids.new())).status_code == 404
    assert client.post(place(asked, stair.home), data=fill(asked, form_id=ids.new())).status_code == 404
    assert not rows(app, TaskAnswer)


def test_an_order_changed_after_forty_percent_asks_only_for_what_is_new(
    app: Flask, client: HouseClient, town: Town, stair: Stair, asked: dict[str, str]
) -> None:
    client.sign_in(town.wang)
    assert client.post(place(asked, stair.home), data=fill(asked)).status_code == 303
    with app.app_context():
        session = db.session()
        newer = bring(session, town, line("select_one yn", "alarm", "有报警器吗", required="yes"))
        with db.transaction() as writing:
            mine = queries.get_order(writing, town.actor("li", Action.SEND_TASKS), asked["order"])
            order_services.change_order(writing, town.actor("li"), mine, form_id=newer, minutes=2, reason="加一问")
    page = client.get(place(asked, stair.home)).get_data(as_text=True)
    assert "只问新加的" in page and "有报警器吗" in page
    shown = [part for part in page.split("data-q=")[1:] if not part.startswith('"q4"')]
    assert all(" hidden" in part.split(">")[0] for part in shown if part[1:3] in ("q1", "q2", "q3"))
    told = {**fill(asked), "form_id": newer, "q4": "no", "seen": "q1 q2 q3 q4"}
    assert client.post(place(asked, stair.home), data=told).status_code == 303
    late = client.post(place(asked, stair.above), data=fill(asked))  # filled in on the form as it was
    assert late.status_code == 303
    kept = [answer_rules.unpacked(one.answers) for one in rows(app, TaskAnswer)]
    assert [one.get("alarm") for one in kept] == [None, "no", None]
    with app.app_context():
        assert db.session().get_one(Task, asked["task"]).done == 2


def deliver(client: HouseClient, asked: dict[str, str], home: str, **told: Any) -> dict[str, Any]:
    fields = {name: [value] for name, value in fill(asked).items() if name not in ("id", "seen")}
    fields |= {"task_id": [asked["task"]], "household_id": [home], **told.pop("fields", {})}
    record = {"id": told.pop("id", ids.new()), "kind": "task_answer", "version": 1, "fields": fields, **told}
    sent = client.post("/sync", data=json.dumps({"records": [record]}), content_type="application/json",
                       headers={"Sec-Fetch-Site": "same-origin"})  # fmt: skip
    found: dict[str, Any] = sent.get_json()["results"][0]
    return found


def test_from_the_outbox_captured_before_the_due_instant(
    app: Flask, client: HouseClient, town: Town, stair: Stair, asked: dict[str, str]
) -> None:
    with app.app_context():
        due = db.session().get_one(TaskOrder, asked["order"]).due_at
    captured = (due - timedelta(minutes=30)).isoformat()
    with time_machine.travel(due + timedelta(days=2), tick=False):
        client.sign_in(town.wang)
        known = ids.new()
        for home, id in ((stair.home, known), (stair.home, known), (stair.above, ids.new()), (stair.below, ids.new())):
            assert deliver(client, asked, home, id=id, captured_at=captured)["state"] == "receipt"
    with app.app_context():
        task = db.session().get_one(Task, asked["task"])
        assert (task.state, task.done, task.came_late, task.is_late(clock.now())) == (State.DONE, 3, True, False)
    assert len(rows(app, TaskAnswer)) == len(rows(app, Visit)) == 3


def test_from_the_outbox_what_is_wrong_is_said_at_its_question(
    app: Flask, client: HouseClient, town: Town, stair: Stair, asked: dict[str, str]
) -> None:
    client.sign_in(town.wang)
    moment = clock.now().isoformat()
    refused = deliver(client, asked, stair.home, captured_at=moment, fields={"q3": ["99"]})
    assert refused["state"] == "refused" and refused["field"] == "q3" and "不符合" in refused["message"]
    client.sign_in(town.ma)
    assert deliver(client, asked, stair.home, captured_at=moment)["state"] == "refused"
    assert not rows(app, TaskAnswer)


def test_the_phone_carries_the_task_and_its_sheet(
    app: Flask, client: HouseClient, town: Town, stair: Stair, asked: dict[str, str]
) -> None:
    client.sign_in(town.wang)
    said = client.get("/sync/household").get_json()
    [task] = said["tasks"]["tasks"]
    assert task["id"] == asked["task"] and set(task["homes"]) == {stair.home, stair.above, stair.below}
    sheet = said["tasks"]["sheets"][asked["form"]]
    assert 'data-q="q2"' in sheet["html"] and sheet["held"] == [{"key": "q1", "name": "head_name", "said": {}}]
    again = client.get(f"/sync/household?tasks={said['tasks_version']}").get_json()
    assert again["tasks"] is None
    assert client.sign_in(town.ma).get("/sync/household").get_json()["tasks"]["tasks"] == []


def test_answers_come_out_with_the_forms_own_names(
    app: Flask, client: HouseClient, town: Town, stair: Stair, asked: dict[str, str]
) -> None:
    client.sign_in(town.wang).post(place(asked, stair.home), data=fill(asked))
    with app.app_context():
        tables = export_services.answer_tables(db.session(), db.session().get_one(TaskOrder, asked["order"]))
    columns, lines, kinds = tables["answers"]
    assert [export_services.cell(value) for value in ("NaN", None, 0, "3")] == ["", "", "0", "3"]
    assert columns[-3:] == ["head_name", "gas", "years"] and lines[0][-3:] == ["王桂芬", "yes", "3"]
    assert kinds[-3:] == ["text", "truth", "integer"]
    client.sign_in(town.li)
    written = client.get(f"/orders/{asked['order']}/answers.csv")
    assert written.data.decode("utf-8-sig").splitlines()[0].endswith("head_name,gas,years,_taken_by")
    assert client.get(f"/orders/{asked['order']}/answers.xlsx").data[:2] == b"PK"
    assert client.get(f"/orders/{asked['order']}/answers.pdf").status_code == 404
    assert client.sign_in(town.far_host).get(f"/orders/{asked['order']}/answers.csv").status_code == 404
    assert client.sign_in(town.wang).get(f"/orders/{asked['order']}/answers.csv").status_code == 403
