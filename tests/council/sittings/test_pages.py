"""The hall over HTTP: with and without script, refused, forbidden, strange."""

import re

import pytest
from flask import Flask

from tests.conftest import HouseClient
from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.core.data import db
from webapp.council.sittings import queries, resolution_services


@pytest.fixture
def hall(app: Flask, town: Town) -> halls.Hall:
    with app.app_context():
        return halls.begin(town)


def line_id(app: Flask, hall: halls.Hall) -> str:
    with app.app_context():
        return hall.line(db.session()).id


def url(hall: halls.Hall, rest: str) -> str:
    return f"/councils/meetings/{hall.meeting.id}/{rest}"


def test_the_hall_opens(client: HouseClient, town: Town, hall: halls.Hall) -> None:
    answer = client.sign_in(town.li).get(url(hall, "live"))
    html = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "夏天蚊子多" in html
    assert "到会 11 / 12" in html
    assert "Alt" in html


def test_enter_writes_a_row_and_gives_the_same_region_back(
    client: HouseClient, town: Town, hall: halls.Hall, app: Flask
) -> None:
    client.sign_in(town.li)
    answer = client.post(
        url(hall, "lines"), data={"line_id": line_id(app, hall), "line": "装灭蚊灯，一栋一盏 @zh 三天内"}, htmx=True
    )
    html = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert html.lstrip().startswith('<section class="mid" id="work"')
    assert "装灭蚊灯，一栋一盏" in html
    assert answer.headers["HX-Trigger-After-Swap"] == "resolved"


def test_without_script_it_is_sent_back_to_the_hall(
    client: HouseClient, town: Town, hall: halls.Hall, app: Flask
) -> None:
    client.sign_in(town.li)
    answer = client.post(url(hall, "lines"), data={"line_id": line_id(app, hall), "line": "装灭蚊灯 @周海 三天内"})
    assert answer.status_code == 303
    assert "装灭蚊灯" in client.get(answer.headers["Location"]).get_data(as_text=True)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("装灯 @周海 2020.1.1", "在会议之前"),
        ("装灯 @无此人 三天内", "没找到"),
        ("装灯 @周海 三天内 验@周海", "不能自己验收"),
    ],
)
def test_a_wrong_part_is_told_at_its_cell_and_the_words_stay(
    client: HouseClient, town: Town, hall: halls.Hall, app: Flask, typed: str, says: str
) -> None:
    client.sign_in(town.li)
    for htmx in (True, False):
        answer = client.post(url(hall, "lines"), data={"line_id": line_id(app, hall), "line": typed}, htmx=htmx)
        html = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert says in html
        assert f'value="{typed}"' in html
    with app.app_context():
        assert queries.resolutions(db.session(), hall.meeting.id) == []


def test_the_preview_reads_and_keeps_the_half_typed_line(
    client: HouseClient, town: Town, hall: halls.Hall, app: Flask
) -> None:
    client.sign_in(town.li)
    answer = client.post(
        url(hall, "preview"), data={"line_id": line_id(app, hall), "line": "装灯 @周海 6.3"}, htmx=True
    )
    assert "周海" in answer.get_data(as_text=True)
    assert 'value="装灯 @周海 6.3"' in client.get(url(hall, "live")).get_data(as_text=True)


def test_undo_and_redo(client: HouseClient, town: Town, hall: halls.Hall, app: Flask) -> None:
    client.sign_in(town.li)
    html = client.post(
        url(hall, "lines"), data={"line_id": line_id(app, hall), "line": "装灭蚊灯 @周海 三天内"}, htmx=True
    ).get_data(as_text=True)
    undo = re.search(r'action="(/councils/resolutions/[^"]+/withdrawal)"', html)
    assert undo
    gone = client.post(undo.group(1), htmx=True).get_data(as_text=True)
    assert "撤回了“装灭蚊灯”" in gone
    back = client.post(undo.group(1).replace("withdrawal", "restoration"), htmx=True).get_data(as_text=True)
    assert "resolution-" in back


def test_attendance_by_click_and_by_initials(client: HouseClient, town: Town, app: Flask) -> None:
    with app.app_context():
        hall = halls.begin(town, count=4)
        seat = hall.sitters(db.session())["曹阳"].seat.id
    client.sign_in(town.li)
    html = client.post(url(hall, "attendance"), data={"seat_id": seat}, htmx=True).get_data(as_text=True)
    assert "到会 5 / 12" in html
    html = client.post(url(hall, "attendance/initials"), data={"who": "dl"}, htmx=True).get_data(as_text=True)
    assert "到会 6 / 12" in html
    refused = client.post(url(hall, "attendance/initials"), data={"who": "xx"}, htmx=True)
    assert refused.status_code == 422
    assert "没有叫" in refused.get_data(as_text=True)


def test_a_vote_without_quorum_is_refused_at_its_field(client: HouseClient, town: Town, app: Flask) -> None:
    with app.app_context():
        hall = halls.begin(town, count=4)
    client.sign_in(town.li)
    answer = client.post(
        f"/councils/resolutions/votes/{hall.meeting.id}/{line_id(app, hall)}",
        data={"question": "装不装", "way": "hands", "votes_for": "4"},
        htmx=True,
    )
    assert answer.status_code == 422
    assert "到会 4 人，要 6 人才能表决" in answer.get_data(as_text=True)
    assert 'value="4"' in answer.get_data(as_text=True)


def test_a_vote_is_shown_with_its_base(client: HouseClient, town: Town, hall: halls.Hall, app: Flask) -> None:
    client.sign_in(town.li)
    answer = client.post(
        f"/councils/resolutions/votes/{hall.meeting.id}/{line_id(app, hall)}",
        data={"question": "装不装", "way": "hands", "votes_for": "8", "votes_against": "2", "abstained": "1"},
        htmx=True,
    )
    assert "赞成 8" in answer.get_data(as_text=True)
    assert "通过" in answer.get_data(as_text=True)


def test_the_door_takes_a_whole_name_and_no_list_is_shown(client: HouseClient, town: Town, app: Flask) -> None:
    with app.app_context():
        hall = halls.begin(town, count=4)
    door = f"/check-in/{hall.meeting.check_in_token}"
    html = client.get(door).get_data(as_text=True)
    assert "曹阳" not in html
    assert client.post(door, data={"who": "曹阳"}).status_code == 200
    assert client.post(door, data={"who": "曹"}).status_code == 422
    assert client.get("/check-in/nothing-here").status_code == 404


def test_the_screen_shows_code_and_count(client: HouseClient, town: Town, hall: halls.Hall) -> None:
    html = client.sign_in(town.li).get(url(hall, "screen")).get_data(as_text=True)
    assert "<svg" in html
    assert "够人数" in html


def test_strangers_and_other_posts(client: HouseClient, town: Town, hall: halls.Hall) -> None:
    assert client.get(url(hall, "live")).status_code == 303
    assert client.sign_in(town.far_host).get(url(hall, "live")).status_code == 404
    assert client.sign_in(town.zhao).get(url(hall, "live")).status_code == 403


def test_proxy_and_recusal_and_their_refusals(client: HouseClient, town: Town, app: Flask) -> None:
    with app.app_context():
        hall = halls.begin(town, count=10)
        sitters = hall.sitters(db.session())
        away, here = sitters["彭军"].seat.id, sitters["李静"].seat.id
    client.sign_in(town.li)
    assert client.post(url(hall, "room"), data={"seat_id": here, "act": "proxy", "holder_id": away}).status_code == 422
    assert client.post(url(hall, "room"), data={"seat_id": away, "act": "proxy", "holder_id": here}).status_code == 303
    assert client.post(url(hall, "room"), data={"seat_id": here, "act": "recuse"}).status_code == 422
    assert (
        client.post(url(hall, "room"), data={"seat_id": here, "act": "recuse", "reason": "亲戚是承包方"}).status_code
        == 303
    )


def test_two_hosts_change_one_line_and_the_page_shows_both(
    client: HouseClient, town: Town, hall: halls.Hall, app: Flask
) -> None:
    client.sign_in(town.li)
    client.post(url(hall, "lines"), data={"line_id": line_id(app, hall), "line": "装灭蚊灯 @周海 三天内"}, htmx=True)
    with app.app_context():
        [row] = queries.resolutions(db.session(), hall.meeting.id)
        [first] = queries.wordings(db.session(), [row.id])[row.id]
    for line in ("装灭蚊灯，先装两栋 @周海 月底", "装太阳能灭蚊灯 @唐宁 月底"):
        client.post(f"/councils/resolutions/{row.id}/wording", data={"line": line, "after_id": first.id})
    html = client.get(f"/councils/resolutions/{row.id}").get_data(as_text=True)
    assert html.count("用这一版") == 2
    assert "两位各改了一版" in client.get(url(hall, "live")).get_data(as_text=True)


def test_closing_sends_the_complete_ones_on_their_way(
    client: HouseClient, town: Town, hall: halls.Hall, app: Flask
) -> None:
    client.sign_in(town.li)
    client.post(
        url(hall, "lines"), data={"line_id": line_id(app, hall), "line": "装灭蚊灯，一栋一盏 @周海 三天内"}, htmx=True
    )
    client.post(url(hall, "lines"), data={"line_id": line_id(app, hall), "line": "修路灯"}, htmx=True)
    answer = client.post(url(hall, "closing"))
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert "还有 1 件没补齐" in page


def test_enter_asks_the_database_little_however_long_the_list(
    client: HouseClient, town: Town, hall: halls.Hall, app: Flask
) -> None:
    """The room looks at the list after every Enter: thirty lines may not cost thirty times one."""
    from sqlalchemy import event

    with app.app_context(), db.transaction() as session:
        line = hall.line(session)
        for n in range(30):
            resolution_services.record_line(session, hall.actor, hall.meeting, line, line=f"第{n}件 @周海 三天内")
    asked: list[str] = []
    client.sign_in(town.li)
    engine = app.extensions["engine"]
    event.listen(engine, "before_cursor_execute", hear := lambda *given: asked.append(given[2]))
    answer = client.post(url(hall, "lines"), data={"line_id": line.id, "line": "装灯 @周海 三天内"}, htmx=True)
    event.remove(engine, "before_cursor_execute", hear)
    assert answer.status_code == 200
    assert len(asked) <= 60, len(asked)


def test_the_list_marks_the_line_that_stands_in_the_middle(
    client: HouseClient, town: Town, hall: halls.Hall, app: Flask
) -> None:
    """After the next topic the list asks again; what it was drawn with is the topic before."""
    client.sign_in(town.li)
    now = line_id(app, hall)
    html = client.get(url(hall, "agenda") + f"?line=00000000&line_id={now}").get_data(as_text=True)
    assert 'hx-include="#now-line"' in html
    assert f'id="now-line" name="line_id" value="{now}"' in client.get(url(hall, "live")).get_data(as_text=True)
    assert f'line={now}" aria-current="true"' in html


def test_a_sitting_begins_with_the_open_promises(client: HouseClient, town: Town, app: Flask) -> None:
    with app.app_context():
        with db.transaction() as session:
            hall = halls.build(session, town)
            hall.fill(session, 11)
        first, second = (hall.line(db.session(), place).id for place in (0, 1))
    client.sign_in(town.li)
    early = client.post(url(hall, "current"), data={"line_id": second})
    assert early.status_code == 409 and "议程已公布" in early.get_data(as_text=True)
    assert client.post(url(hall, "opening")).status_code == 303
    html = client.get(url(hall, "live")).get_data(as_text=True)
    assert f'id="now-line" name="line_id" value="{first}"' in html
    assert client.post(url(hall, "opening")).status_code == 409


@pytest.mark.parametrize("blank", ["votes_for", "votes_against", "abstained"])
def test_a_vote_wants_every_number(client: HouseClient, town: Town, hall: halls.Hall, app: Flask, blank: str) -> None:
    client.sign_in(town.li)
    assert "弃权 <span" not in client.get(url(hall, "live")).get_data(as_text=True)
    address = f"/councils/resolutions/votes/{hall.meeting.id}/{line_id(app, hall)}"
    numbers = {"votes_for": "8", "votes_against": "2", "abstained": "1"} | {blank: ""}
    told = {"question": "装不装", "way": "hands"} | numbers
    answer = client.post(address, data=told, htmx=True)
    assert answer.status_code == 422 and "没有就填 0" in answer.get_data(as_text=True)
    assert client.post(address, data=told | {"way": "no_objection"}, htmx=True).status_code == 200


def test_a_vote_on_a_sentence_that_was_taken_back_is_refused_and_its_hands_stay(
    client: HouseClient, town: Town, hall: halls.Hall, app: Flask
) -> None:
    """The page may be older than the last Ctrl+Z of the other host."""
    with app.app_context(), db.transaction() as session:
        gone = resolution_services.record_line(
            session, hall.actor, hall.meeting, hall.line(session), line="装灯 @周海 6.30"
        )
        resolution_services.withdraw(session, hall.actor, gone)
        told = {"question": "装不装", "way": "hands", "votes_for": "9", "votes_against": "1", "abstained": "1"}
        told["resolution_id"] = gone.id
    client.sign_in(town.li)
    address = f"/councils/resolutions/votes/{hall.meeting.id}/{line_id(app, hall)}"
    answer = client.post(address, data=told, htmx=True)
    said = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "已经撤回了" in said and 'value="9"' in said
    with app.app_context():
        assert queries.votes(db.session(), hall.meeting.id) == []


def test_closing_names_what_only_a_vote_can_cure(client: HouseClient, town: Town, app: Flask) -> None:
    with app.app_context():
        hall = halls.begin(town, count=4)
        with db.transaction() as session:
            resolution_services.record_line(
                session, hall.actor, hall.meeting, hall.line(session), line="装灯 @周海 6.30"
            )
    said = client.sign_in(town.li).get(url(hall, "closing")).get_data(as_text=True)
    assert "散会以后就不能表决了" in said and "等人够了再表决一次" in said
    assert f"/live?line={line_id(app, hall)}" in said, "back to its topic"
    client.post(url(hall, "closing"))
    assert "等人够了再表决一次" in client.get(url(hall, "minutes/")).get_data(as_text=True)


def details(**more: str) -> dict[str, str]:
    """As the page has them for a line that lacked somebody and a day."""
    return {"kind": "act", "acceptance": "验收人到现场看过", "deadline": "", **more}


def test_what_lacked_something_is_made_final_with_what_stands_in_the_page(
    client: HouseClient, town: Town, hall: halls.Hall, app: Flask
) -> None:
    client.sign_in(town.li)
    client.post(url(hall, "lines"), data={"line_id": line_id(app, hall), "line": "修东门路灯"}, htmx=True)
    client.post(url(hall, "closing"))
    with app.app_context():
        [made] = queries.resolutions(db.session(), hall.meeting.id)
        watcher, verifier, last = made.watcher_id, made.verifier_id, queries.wordings(db.session(), [made.id])[made.id]
    assert watcher and verifier
    page = f"/councils/resolutions/{made.id}"
    shown = client.get(page).get_data(as_text=True)
    assert f'formaction="{page}/final"' in shown and f'href="{url(hall, "minutes/")}"' in shown
    given = details(watcher_id=watcher, verifier_id=verifier, deadline="2027-06-30", funding="维修资金")
    refused = client.post(f"{page}/final", data=given)
    assert refused.status_code in (409, 422) and "谁认领" in refused.text
    assert 'value="2027-06-30"' in refused.text and 'value="维修资金"' in refused.text, "what was typed is there yet"
    client.post(
        f"{page}/wording",
        data={"line": "修东门路灯 @周海", "after_id": last[-1].id, "id": "", "resolution_id": made.id},
    )
    done = client.post(f"{page}/final", data=given)
    assert (done.status_code, done.location) == (303, url(hall, "minutes/"))
    assert client.post(f"{page}/final", data=given).status_code == 303, "a second press is no error"
    with app.app_context():
        [made] = queries.resolutions(db.session(), hall.meeting.id)
        assert made.number == 1 and made.promise_id and made.funding == "维修资金"


def test_what_is_taken_back_after_the_meeting_leads_to_the_minutes(
    client: HouseClient, town: Town, hall: halls.Hall, app: Flask
) -> None:
    client.sign_in(town.li)
    client.post(url(hall, "lines"), data={"line_id": line_id(app, hall), "line": "修东门路灯"}, htmx=True)
    client.post(url(hall, "closing"))
    with app.app_context():
        [made] = queries.resolutions(db.session(), hall.meeting.id)
    gone = client.post(f"/councils/resolutions/{made.id}/withdrawal")
    assert gone.location == url(hall, "minutes/")


def test_words_cut_short_say_so(client: HouseClient, town: Town, hall: halls.Hall, app: Flask) -> None:
    """“共66盏” that ends as “共6” is another number."""
    deed = "把东门到西门这一路的路灯全都换成新的节能灯，一共66盏"
    client.sign_in(town.li)
    client.post(url(hall, "lines"), data={"line_id": line_id(app, hall), "line": deed}, htmx=True)
    client.post(url(hall, "closing"))
    refused = client.post(url(hall, "minutes/"), data={}).get_data(as_text=True)
    assert f"{deed[:15]}…" in refused
    with app.app_context():
        [made] = queries.resolutions(db.session(), hall.meeting.id)
    gone = client.post(f"/councils/resolutions/{made.id}/withdrawal", htmx=True).get_data(as_text=True)
    assert f"{deed[:19]}…" in gone
