"""A page that is known by its edition says the same to the letter until the edition moves: no fresh id in a form, no
moment finer than a minute."""

import re
from datetime import timedelta

import time_machine
from flask import Flask
from sqlmodel import select

from tests.conftest import HouseClient
from tests.demo.conftest import Demo
from webapp.core.data import db
from webapp.core.time import clock
from webapp.people.accounts.models import Account

POSTS = ("wang", "li", "chen", "he", "zhao", "qian")
LED_TO = {"visits.building": "/buildings", "cases.show": "/cases/"}  # where a page with an id in its address is found


def test_no_page_kept_by_its_edition_changes_by_itself(demo: Demo) -> None:
    app, _ = demo
    kept = {name for name, view in app.view_functions.items() if getattr(view, "by_edition", False)}
    assert kept, "no page is kept by its edition"
    seen, start = set(), clock.now().replace(second=0, microsecond=0) + timedelta(minutes=2)
    for login in POSTS:
        client = signed_in(app, login)
        for name in sorted(kept):
            path = address(app, client, name)
            if not path or client.get(path).status_code != 200:  # the first page of a sign-in changes its cookie
                continue
            with time_machine.travel(start, tick=False) as there:
                first = client.get(path)
                there.shift(50)
                assert client.get(path).headers["ETag"] == first.headers["ETag"], f"{path} of {login} is another one"
                assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304, path
            seen.add(name)
    assert seen == kept


def signed_in(app: Flask, login: str) -> HouseClient:
    app.test_client_class = HouseClient
    with app.app_context():
        account = db.session().exec(select(Account.id).where(Account.login == login)).one()
    client = app.test_client()
    assert isinstance(client, HouseClient)
    return client.sign_in(account)


def address(app: Flask, client: HouseClient, name: str) -> str:
    (rule,) = [rule for rule in app.url_map.iter_rules(name) if "GET" in (rule.methods or ())][:1]
    if not rule.arguments:
        return str(rule)
    page = client.get(LED_TO[name]).get_data(as_text=True)
    kind = re.escape(str(rule).partition("<")[0])
    if name == "visits.building":
        kind = "/today\\?building="
    found = re.search(kind + r"([0-9a-f-]{36})", page)
    return re.sub("<.*>", found[1], str(rule)) if found else ""
