"""A list nothing has changed in since this browser fetched it is not drawn again: known by the edition of the
community's rows, which every act moves, and by the minute (`webapp.people.accounts.unchanged`)."""

from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, text, update
from sqlmodel import Session

from tests.casework.cases.conftest import Open
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases.services import Place
from webapp.core.data import db, ids
from webapp.core.lists import editions
from webapp.core.trust import history
from webapp.people.accounts import reading_services
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Account, Role
from webapp.people.org import services as org
from webapp.people.org.models import Unit

MORNING = datetime(2026, 11, 25, 2, 0, 10, tzinfo=UTC)
LIST = "/cases/"
WHO, EDITION = 1, 1  # statements of a page that is not drawn


@pytest.fixture(autouse=True)
def traveller() -> object:
    """Ten seconds into a minute, which does not end while a test runs."""
    with time_machine.travel(MORNING, tick=False) as there:
        yield there


def held(client: HouseClient, path: str = LIST) -> dict[str, str]:
    client.get(path)  # the first page of a sign-in still changes its cookie
    answer = client.get(path)
    assert answer.status_code == 200
    return {"If-None-Match": answer.headers["ETag"]}


def is_drawn(app: Flask, client: HouseClient, headers: dict[str, str], path: str = LIST) -> bool:
    """Told by its statements: who it is and which edition, or all those of the list as well."""
    said: list[str] = []
    event.listen(app.extensions["engine"], "before_cursor_execute", hear := lambda *told: said.append(told[2]))
    answer = client.get(path, headers=headers)
    event.remove(app.extensions["engine"], "before_cursor_execute", hear)
    assert answer.status_code in (200, 304)
    assert (len(said) == WHO + EDITION) == (answer.status_code == 304), said
    return answer.status_code == 200


def test_the_list_is_drawn_once(app: Flask, client: HouseClient, town: Town, open_case: Open) -> None:
    open_case()
    client.sign_in(town.li)
    mine = held(client)
    assert not is_drawn(app, client, mine)
    assert not is_drawn(app, client, mine)
    again = client.get(LIST, headers=mine)
    assert again.get_data() == b"" and again.headers["ETag"] == mine["If-None-Match"]
    assert again.headers["Cache-Control"] == "private, no-cache"
    assert again.headers["Vary"].startswith("HX-Request, Cookie")


def test_an_act_in_the_community_draws_it_anew_for_all_who_serve_there(
    app: Flask, client: HouseClient, town: Town, open_case: Open
) -> None:
    client.sign_in(town.li)
    mine = held(client)
    case = open_case()
    assert is_drawn(app, client, mine)
    assert case.number in client.get(LIST, headers=mine).get_data(as_text=True)


def test_another_community_is_left_alone_and_the_street_is_not(
    app: Flask, client: HouseClient, town: Town, open_case: Open
) -> None:
    far, street = app.test_client(), app.test_client()
    assert isinstance(far, HouseClient) and isinstance(street, HouseClient)
    far.sign_in(town.far_host)
    street.sign_in(town.chen)
    theirs, above = held(far), held(street)
    open_case()
    assert not is_drawn(app, far, theirs)
    assert is_drawn(app, street, above)


def test_what_belongs_to_no_community_is_part_of_every_page(
    app: Flask, client: HouseClient, session: Session, town: Town
) -> None:
    client.sign_in(town.far_host)
    mine = held(client)
    with db.transaction() as writing:
        rename(writing, town)
    assert is_drawn(app, client, mine)


def test_looking_and_signing_in_change_nothing(app: Flask, client: HouseClient, session: Session, town: Town) -> None:
    client.sign_in(town.li)
    mine = held(client)
    with db.transaction() as writing:
        reading_services.note_reading(writing, town.actor("wang"), "read_household", "household", [ids.new()])
    with db.transaction() as writing:
        accounts.start_sign_in(writing, account_id=town.ma, device="手机", shared=False)
    assert not is_drawn(app, client, mine)


def test_what_is_taken_back_moved_nothing(
    app: Flask, client: HouseClient, session: Session, town: Town, open_case: Open
) -> None:
    client.sign_in(town.li)
    mine = held(client)
    with pytest.raises(ValueError, match="no"), db.transaction() as writing:
        rename(writing, town)
        raise ValueError("no")
    assert not is_drawn(app, client, mine)


def test_the_next_minute_draws_it_anew(app: Flask, client: HouseClient, town: Town, traveller: object) -> None:
    client.sign_in(town.li)
    mine = held(client)
    traveller.shift(49)  # type: ignore[attr-defined]
    assert not is_drawn(app, client, mine)
    traveller.shift(1)  # type: ignore[attr-defined]
    known = client.get(LIST, headers=mine)
    assert known.headers["ETag"] != mine["If-None-Match"]


@pytest.mark.parametrize("name", ["User-Agent", "Accept-Language", "HX-Request"])
def test_whatever_else_the_page_hangs_on_is_asked(app: Flask, client: HouseClient, town: Town, name: str) -> None:
    client.sign_in(town.li)
    assert is_drawn(app, client, held(client) | {name: "en"})


def test_another_cookie_address_or_post_is_another_page(app: Flask, client: HouseClient, town: Town) -> None:
    client.sign_in(town.li)
    mine = held(client)
    assert is_drawn(app, client, mine, LIST + "?state=closed")
    client.set_cookie("mode", "elder")
    assert is_drawn(app, client, mine)
    client.delete_cookie("mode")
    assert not is_drawn(app, client, mine)
    with app.app_context(), db.transaction() as writing:
        account = writing.get_one(Account, town.li)
        accounts.give_post(writing, None, account, role=Role.COUNTER, unit_id=town.community, valid_from=MORNING.date())
    assert is_drawn(app, client, mine)


def test_a_stranger_who_holds_the_mark_is_shown_their_own(
    app: Flask, client: HouseClient, town: Town, open_case: Open
) -> None:
    case = open_case()
    client.sign_in(town.li)
    mine = held(client)
    client.sign_in(town.far_host)
    answer = client.get(LIST, headers=mine)
    assert answer.status_code == 200 and case.number not in answer.get_data(as_text=True)
    client.sign_out()
    assert client.get(LIST, headers=mine).status_code == 303


def test_a_statement_over_rows_moves_the_district_unless_its_history_says_where(session: Session, town: Town) -> None:
    mine, far = edition(session, town.community), edition(session, town.far_community)
    with db.transaction() as writing:
        writing.execute(update(Unit).where(Unit.id == town.grid1).values(position=7))
    assert (edition(session, town.community), edition(session, town.far_community)) == (mine + 1, far + 1)
    with db.transaction() as writing:
        writing.execute(text("UPDATE unit SET position = 8"))
        history.record(writing, None, "renumber", None, community_id=town.community)
    assert (edition(session, town.community), edition(session, town.far_community)) == (mine + 2, far + 1)


def test_editions_of_many_writers_are_all_counted(app: Flask, session: Session, town: Town, open_case: Open) -> None:
    before = edition(session, town.community)
    for number in range(3):
        open_case(place=Place(town.community, town.grid1), words=f"第{number}盏灯不亮")
    assert edition(session, town.community) >= before + 3


def rename(session: Session, town: Town) -> None:
    unit = session.get_one(Unit, town.grid1)
    org.rename(session, town.actor("he"), unit, name="东门网格", on=MORNING.date(), reason="楼盘改名")


def edition(session: Session, home: str) -> int:
    session.rollback()
    found = editions.edition(session, home)
    assert found is not None
    return found
