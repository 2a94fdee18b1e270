"""What hangs, who objects, what a decision must wait for, and the one page for all of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session, col, update

from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.publicity import queries, services
from webapp.casework.publicity.models import Finding, NoticeKind, Objection, PublicNotice
from webapp.core.data import db, ids
from webapp.core.web.errors import NotFound
from webapp.people.accounts.permissions import Action

AFTER = datetime(2026, 12, 2, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 24, 1, tzinfo=UTC), tick=False) as clockwork:
        yield clockwork


def put_up(session: Session, town: Town, days: int = 5) -> PublicNotice:
    people = (("赵*强", "三星"), ("孙*梅", "一星"))
    content = [{"about": ids.new(), "name": name, "note": note} for name, note in people]
    with db.transaction(session) as writing:
        return services.put_up(
            writing, town.actor("li", Action.RUN_RATINGS), kind=NoticeKind.STARS, subject_id=ids.new(),
            unit_id=town.community, title="2026年度评选", basis="按《办法》评选", content=content, days=days,
        )  # fmt: skip


def object_to(session: Session, notice: PublicNotice, about: str | None = None) -> Objection:
    with db.transaction(session) as writing:
        return services.object_to(writing, notice, words="时长不对", about_id=about)


def answer(
    session: Session, town: Town, objection: Objection, notice: PublicNotice, finding: Finding, who: str | None
) -> None:
    with db.transaction(session) as writing:
        services.answer(
            writing, town.actor("li", Action.RUN_RATINGS), objection, notice, finding=finding, answer="核实过",
            about_id=who,
        )  # fmt: skip


def test_a_notice_lasts_at_least_five_working_days(session: Session, town: Town) -> None:
    assert put_up(session, town).ends_on == date(2026, 12, 1)
    assert put_up(session, town, 7).ends_on == date(2026, 12, 3)
    with pytest.raises(services.NoticeTooShort):
        put_up(session, town, 4)


def test_a_decision_waits_for_the_last_day_and_for_every_answer(
    session: Session, town: Town, today: time_machine.Traveller
) -> None:
    notice = put_up(session, town)
    first, second = (line["about"] for line in notice.content)
    objections = [object_to(session, notice), object_to(session, notice, second)]
    with pytest.raises(services.NoticeRunning):
        services.require_settled(session, notice)
    today.move_to(AFTER)
    with pytest.raises(services.ObjectionOpen):
        services.require_settled(session, notice)
    answer(session, town, objections[0], notice, Finding.UPHELD, first)
    answer(session, town, objections[1], notice, Finding.DISMISSED, second)
    assert services.require_settled(session, notice) == {first}
    with pytest.raises(services.AlreadyAnswered):
        answer(session, town, objections[0], notice, Finding.DISMISSED, first)


def test_a_list_touched_while_it_hangs_is_not_decided(
    session: Session, town: Town, today: time_machine.Traveller
) -> None:
    notice = put_up(session, town)
    with db.transaction(session) as writing:
        changed = [notice.content[0] | {"note": "五星"}, notice.content[1]]
        writing.execute(update(PublicNotice).where(col(PublicNotice.id) == notice.id).values(content=changed))
    session.expire_all()
    today.move_to(AFTER)
    with pytest.raises(services.NoticeChanged):
        services.require_settled(session, queries.get_public(session, notice.id))


def test_objections_are_taken_while_it_hangs_and_about_who_is_listed(
    session: Session, town: Town, today: time_machine.Traveller
) -> None:
    notice = put_up(session, town)
    with pytest.raises(NotFound):
        object_to(session, notice, notice.id)
    with db.transaction(session) as writing:
        services.close(writing, town.actor("li", Action.RUN_RATINGS), notice, result="授予2人")
    with pytest.raises(services.NoticeOver):
        object_to(session, notice)
    late = put_up(session, town)
    today.move_to(AFTER)
    with pytest.raises(services.NoticeOver):
        object_to(session, late)


def test_another_communitys_objection_does_not_exist(session: Session, town: Town) -> None:
    objection = object_to(session, put_up(session, town))
    with pytest.raises(NotFound):
        queries.get_objection(session, town.actor("far_host", Action.RUN_RATINGS), objection.id)


def test_the_page_is_open_to_all_and_names_no_author(
    client: HouseClient, app: Flask, town: Town, today: time_machine.Traveller
) -> None:
    with app.app_context():
        notice = put_up(db.session(), town)
        url, about = f"/publicity/{notice.id}", notice.content[1]["about"]
    assert client.post(f"{url}/objections", data={"words": ""}).status_code == 422
    assert client.post(f"{url}/objections", data={"words": "x", "about_id": ids.new()}).status_code == 422
    given = {"words": "护学那次他没来", "about_id": about, "author": "6号楼居民", "contact": "13800000000"}
    given["once"] = client.get(url).text.split('name="once"')[1].split('value="')[1].split('"')[0]
    page = client.post(f"{url}/objections", data=given).get_data(as_text=True)
    again = client.post(f"{url}/objections", data=given).get_data(as_text=True)  # by reloading the answer
    assert given["once"][-6:].upper() in page and given["once"][-6:].upper() in again
    assert "回执号" in page and "2026年12月1日" in page
    assert not [said for said in ("护学那次他没来", "6号楼居民", "13800000000") if said in page]
    with app.app_context():
        (kept,) = queries.list_objections(db.session(), queries.get_public(db.session(), url[11:]))
        assert (kept.about_id, kept.author) == (about, "6号楼居民")
    today.move_to(AFTER)
    closed = client.get(url).get_data(as_text=True)
    assert "公示已经结束" in closed and "收到异议 1 条，答复了 0 条" in closed
    assert client.post(f"{url}/objections", data=given | {"once": ids.new()}).status_code == 422
    assert client.get(f"/publicity/{ids.new()}").status_code == 404


def test_who_objected_without_a_name_reads_the_answer_by_the_receipt(
    client: HouseClient, app: Flask, town: Town
) -> None:
    with app.app_context():
        session = db.session()
        notice, other = put_up(session, town), put_up(session, town)
        one, foreign = object_to(session, notice), object_to(session, other)
        url, mine, theirs = f"/publicity/{notice.id}", one.receipt, foreign.receipt
    assert mine not in client.get(url).text
    assert "还没有答复" in client.get(f"{url}?receipt={mine.lower()}").text
    with app.app_context():
        session = db.session()
        notice = queries.get_public(session, url[11:])
        answer(session, town, queries.list_objections(session, notice)[0], notice, Finding.DISMISSED, None)
    page = client.get(f"{url}?receipt={mine}").text
    assert "不成立" in page and "核实过" in page and "核实过" not in client.get(url).text
    for wrong in (theirs, "ABCDEF", ""):
        refused = client.get(f"{url}?receipt={wrong}")
        assert refused.status_code == 422 and "核实过" not in refused.text


def test_whom_an_upheld_objection_took_off_is_not_shown_as_chosen(
    client: HouseClient, session: Session, town: Town
) -> None:
    notice = put_up(session, town)
    first, second = (line["about"] for line in notice.content)
    answer(session, town, object_to(session, notice, first), notice, Finding.UPHELD, first)
    answer(session, town, object_to(session, notice, second), notice, Finding.DISMISSED, second)
    page = client.get(f"/publicity/{notice.id}").text
    assert page.count("异议成立，不再在名单上") == 1
    assert page.index("赵*强") < page.index("不再在名单上") < page.index("孙*梅")
