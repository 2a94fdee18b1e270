"""Nonsense where no form is: every address with made-up parts and questions, what phones deliver, JSON of every shape,
and the interface for other platforms. Never a 500, and no delivery on which the server stumbles."""

import json
import random
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from sqlmodel import select

from tests.demo.nonsense import NONSENSE, TYPED, WORDS
from tests.demo.walkers import DEEP, DRAWN, FIRST, SEED, Walker, walkers
from webapp.casework.cases.models import GridCase
from webapp.centre.api import key_services
from webapp.centre.api.rules import Scope
from webapp.centre.sync import batch_services, registry
from webapp.core.data import db, ids
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import Unit
from webapp.register.register.models import Household

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600 if DEEP else 300)]
__all__ = ["walkers"]
TURNS = FIRST * 6
NAMES = (
    "q", "sort", "after", "before", "page", "day", "from", "to", "month", "year", "week", "unit", "unit_id", "grid",
    "building", "entrance", "state", "kind", "view", "next", "household", "since", "until", "tasks", "changed_since",
    "as_of", "on_from", "on_to", "topic", "columns", "at", "lang", "mode", "of", "by", "date", "row", "code", "level",
    "period", "then", "file", "format",
)  # fmt: skip
BODIES: tuple[Any, ...] = (
    None, [], [1], "x", 7, -1.5, True, {}, {"records": None}, {"records": {}}, {"records": [None, 1, "x", [], {}]},
    {"records": [{"id": 1}] * 60}, {"nonce": [1], "device": {}, "unsent": "x", "oldest": [], "ended": []},
    {"nonce": None, "device": 5, "unsent": -1, "oldest": "9999-99-99", "last": [], "wiped": "no"},
    {"unsent": 10**30, "oldest": "0001-01-01T00:00:00+14:00"}, {"oldest": "9999-12-31T23:59:59-14:00"},
)  # fmt: skip
HERE = {"Sec-Fetch-Site": "same-origin"}


def some(dice: random.Random) -> str:
    return dice.choice((*NONSENSE, *TYPED.values(), *WORDS, str(uuid.UUID(int=dice.getrandbits(128))), ids.new()))


def addresses(app: Flask, dice: random.Random, known: list[str]) -> Iterator[tuple[str, str]]:
    """(method, path) of every rule, its parts made up, or ids of rows of another kind."""
    for rule in app.url_map.iter_rules():
        if DRAWN.search(rule.rule) or "sign-out" in rule.rule or rule.rule == "/phone":  # that one looks at the network
            continue
        path = rule.rule
        for name in rule.arguments:
            made_up = dice.choice((*known, *known, some(dice)[:60] or "x"))
            path = path.replace(_placed(rule.rule, name), quote(made_up, safe=""))
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, path


def _placed(rule: str, name: str) -> str:
    start = next(at for at in (rule.find(f":{name}>"), rule.find(f"<{name}>")) if at >= 0)
    return rule[rule.rfind("<", 0, start + 1) : rule.index(">", start) + 1]


def test_no_address_and_no_question_ends_in_a_fault(walkers: list[Walker], rows: list[str]) -> None:
    dice = random.Random(f"{SEED}addresses")
    app = walkers[0].client.application
    for _ in range(max(1, FIRST // 20)):
        for method, path in addresses(app, dice, rows):
            walker = dice.choice(walkers)
            asked = {name: some(dice) for name in dice.sample(NAMES, dice.randrange(1, 6))}
            body = asked if method == "POST" else None
            walker.ask(method.lower(), f"{path}?{urlencode(asked)}", body)
    told_well(walkers, 2_400 if DEEP else 700)


def test_what_phones_deliver_is_taken_or_refused_in_words(walkers: list[Walker], rows: list[str]) -> None:
    dice, stumbled = random.Random(f"{SEED}sync"), []
    for walker in walkers:
        for _ in range(TURNS // 3):
            delivery = [record(dice, kind, rows) for kind in dice.sample(sorted(registry.KINDS), 4)]
            answer = deliver(walker, "/sync", {"records": delivery})
            said = answer.get_json()["results"] if answer is not None and answer.status_code == 200 else []
            named = {one["id"]: one for one in delivery if isinstance(one.get("id"), str)}
            stumbled += [named.get(one["id"], one) for one in said if one.get("message") == batch_services.STUMBLED]
    assert not stumbled, json.dumps(stumbled[:3], ensure_ascii=False)[:3000]
    told_well(walkers, len(walkers) * (TURNS // 3))


def test_json_of_every_shape_is_answered(walkers: list[Walker]) -> None:
    dice = random.Random(f"{SEED}shapes")
    for body in BODIES:
        for path in ("/sync", "/sync/hello", "/sync/leave", f"/sync/mirrors/{ids.new()}", "/api/v1/cases"):
            deliver(dice.choice(walkers), path, body)
    told_well(walkers, 75)


def test_other_platforms_are_answered(walkers: list[Walker], rows: list[str], key: str) -> None:
    dice, walker = random.Random(f"{SEED}api"), walkers[0]
    names = ("number", "words", "category", "unit", "urgent", "said_at", "speaker", "building", "door", "channel")
    for turn in range(TURNS):
        given = {name: some(dice) for name in dice.sample(names, dice.randrange(1, len(names)))}
        given |= {"speaker": dice.choice((some(dice), {"name": some(dice), "phone": some(dice)}, [], None))}
        given |= {"unit": dice.choice((dice.choice(rows), some(dice)))} if turn % 2 else {}
        head = {"Authorization": dice.choice((f"Bearer {key}", f"Bearer {key}", "Bearer x", "Basic eDp4", "\x7f"))}
        method, path = dice.choice((
            ("POST", "/api/v1/cases"), ("GET", "/api/v1/cases"), ("GET", "/api/v1/counts"), ("GET", "/api/v1/units"),
            ("GET", f"/api/v1/cases/{dice.choice(rows)}"), ("PUT", f"/api/v1/cases/{dice.choice(rows)}/number"),
        ))  # fmt: skip
        asked = urlencode({name: some(dice) for name in ("changed_since", "after", "since", "until")})
        deliver(walker, f"{path}?{asked}", given, method, head)
    told_well(walkers, TURNS)


def record(dice: random.Random, name: str, rows: list[str]) -> dict[str, Any]:
    """As a phone would send it, but for some of its parts."""
    fields = {field.name: [dice.choice((some(dice), dice.choice(rows)))] for field in registry.KINDS[name].form()}
    made: dict[str, Any] = {
        "id": ids.new(), "kind": name, "version": 1, "captured_at": "2026-11-29T09:00:00+08:00", "fields": fields,
    }
    if dice.random() < 0.5:
        made["captured_at"] = dice.choice(("0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00", some(dice)))
    if dice.random() < 0.2:
        made[dice.choice(tuple(made))] = dice.choice((*BODIES, some(dice)))
    if dice.random() < 0.2:
        made |= {"age": dice.choice((1e308, -1, 5, "x")), "supersedes": dice.choice((ids.new(), "x", 5))}
    return made


def deliver(walker: Walker, path: str, body: Any, method: str = "POST", more: dict[str, str] | None = None) -> Any:
    told = json.dumps(body, ensure_ascii=False)
    try:
        answer = walker.client.open(path, method=method, data=told.encode("utf-8", "surrogatepass"),
                                    content_type="application/json", headers=HERE | (more or {}))  # fmt: skip
    except Exception as fault:
        walker.keep(fault, f"{method} {path} {told[:600]}")
        return None
    walker.asked[answer.status_code] += 1
    if answer.status_code >= 500 and answer.status_code != 503:
        walker.faults[str(answer.status_code), path] = told[:600]
    if answer.status_code == 401 and not more:
        walker.client.sign_in(walker.account_id)
    return answer


def told_well(walkers: list[Walker], least: int) -> None:
    faults = {kind: sent for walker in walkers for kind, sent in walker.faults.items()}
    assert not faults, "\n".join(f"{kind}\n    {sent}" for kind, sent in faults.items())
    asked = sum((walker.asked for walker in walkers), Counter[int]())
    assert sum(asked.values()) >= least, asked


@pytest.fixture
def rows(walkers: list[Walker]) -> list[str]:
    """Ids of homes, cases and units: right ones, mostly of somebody else."""
    with walkers[0].client.application.app_context():
        session = db.session()
        return [row_id for table in (Household, GridCase, Unit) for row_id in session.exec(select(table.id).limit(12))]


@pytest.fixture
def key(walkers: list[Walker]) -> str:
    """A platform's key for the district, with every scope."""
    walker = next(one for one in walkers if one.login == "he")
    with walker.client.application.app_context(), db.transaction() as session:
        actor = accounts.actor_of(session, walker.account_id).wearing(Action.CHANGE_SETTINGS)
        unit_id = actor.hats[0].unit_id
        _, token, _ = key_services.make_key(session, actor, name="市平台", unit_id=unit_id, scopes=list(Scope))
        return token
