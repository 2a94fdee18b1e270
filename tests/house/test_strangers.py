"""Rows of another community, by every route and every kind: the same answer as absent, and nothing written."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import event
from sqlmodel import SQLModel

from tests.conftest import HouseClient
from tests.house.ground import NOT_MADE, one_of_each
from tests.town import Town
from webapp.core.data import db
from webapp.people.accounts.permissions import Action

# What an address calls otherwise than its table.
OTHERWISE = {"draft": "sync_mirror", "grid": "unit", "paper": "qualification", "sheet": "stocktake"}
Pick = Callable[[list[str]], Iterator[dict[str, str]]]  # arguments of an address → rows to ask for
# The phone makes this id; somebody else's is passed over in silence (tests/sync).
OWN_ID = "sync.mirror"
PEOPLE = ("wang", "li", "zhao", "chen", "qian", "wu", "zheng", "sun")


@dataclass
class Traces:
    """Statements that changed something and were committed."""

    pending: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def note(self, *given: object) -> None:
        statement = str(given[2])
        if statement.split(maxsplit=1)[0].upper() in ("INSERT", "UPDATE", "DELETE"):
            self.pending.append(statement)

    def commit(self, _: object) -> None:
        self.kept += self.pending
        self.pending.clear()

    def rollback(self, _: object) -> None:
        self.pending.clear()


@pytest.fixture
def traces(app: Flask) -> Iterator[Traces]:
    found = Traces()
    engine = app.extensions["engine"]
    heard = {"before_cursor_execute": found.note, "commit": found.commit, "rollback": found.rollback}
    for name, note in heard.items():
        event.listen(engine, name, note)
    yield found
    for name, note in heard.items():  # the engine is the next test's as well
        event.remove(engine, name, note)


def tables_of(argument: str) -> list[str]:
    stem = argument.removesuffix("_id")
    tables = set(SQLModel.metadata.tables) - NOT_MADE | {"unit"}
    found = sorted(name for name in tables if name == stem or name.endswith("_" + stem))
    return [*found, OTHERWISE[stem]] if stem in OTHERWISE else found


def guarded(app: Flask) -> list[tuple[str, str, Action, list[str]]]:
    """(method, rule, action, arguments that are ids) of every route with a row in its address."""
    found = []
    for rule in app.url_map.iter_rules():
        door = getattr(app.view_functions[rule.endpoint], "door", None)
        arguments = re.findall(r"<id:(\w+)>", rule.rule)
        if arguments and isinstance(door, Action) and rule.endpoint != OWN_ID:
            found += [(method, rule.rule, door, arguments) for method in (rule.methods or set()) & {"GET", "POST"}]
    return found


def address(rule: str, rows: dict[str, str]) -> str:
    for argument, row in rows.items():
        rule = rule.replace(f"<id:{argument}>", row)
    return re.sub(r"<(?:(\w+):)?\w+>", lambda m: "1" if m[1] == "int" else "x", rule)


def answers(
    app: Flask, client: HouseClient, traces: Traces, name: str, town: Town, pick: Pick, doors: set[Action] | None = None
) -> list[str]:
    """Each guarded route that answered `name`, who asked for the picked rows, otherwise than 403 or 404, or wrote."""
    with app.app_context():
        person = town.actor(name)
    client.sign_in(town.accounts[name])
    traces.kept.clear()
    wrong = []
    for method, rule, action, arguments in guarded(app):
        if not person.can(action) or (doors is not None and action not in doors):
            continue
        for rows in pick(arguments):
            ask = client.get if method == "GET" else client.post
            answer = ask(address(rule, rows), headers={"Sec-Fetch-Site": "same-origin"})
            if answer.status_code not in (403, 404) or traces.kept:
                wrong.append(f"{answer.status_code} {method} {rule} {sorted(rows)} {traces.kept}")
            traces.kept.clear()
    return wrong


@pytest.mark.parametrize("name", PEOPLE)
def test_rows_of_another_community_are_absent(
    app: Flask, client: HouseClient, town: Town, traces: Traces, name: str
) -> None:
    with app.app_context(), db.transaction() as session:
        one_of_each(session, town, "", "own", owner=name)
        far = one_of_each(session, town, "far_", "far")

    def pick(arguments: list[str]) -> Iterator[dict[str, str]]:
        for tables in product(*map(tables_of, arguments)):
            yield {argument: far[table] for argument, table in zip(arguments, tables, strict=True)}

    assert not (wrong := answers(app, client, traces, name, town, pick)), "\n".join(wrong)


@pytest.mark.parametrize("name", ["wang", "li", "qian"])
def test_a_row_is_not_reached_through_the_wrong_parent(
    app: Flask, client: HouseClient, town: Town, traces: Traces, name: str
) -> None:
    """The meeting is ours and so is the line, but the line is another meeting's."""
    with app.app_context(), db.transaction() as session:
        own = one_of_each(session, town, "", "own", owner=name)
        other = one_of_each(session, town, "", "other")

    def pick(arguments: list[str]) -> Iterator[dict[str, str]]:
        parents, child = arguments[:-1], arguments[-1]
        for tables in product(*map(tables_of, arguments)) if parents else ():
            named = dict(zip(arguments, tables, strict=True))
            yield {parent: own[named[parent]] for parent in parents} | {child: other[named[child]]}

    assert not (wrong := answers(app, client, traces, name, town, pick)), "\n".join(wrong)


def test_what_is_a_neighbours_own_is_absent(app: Flask, client: HouseClient, town: Town, traces: Traces) -> None:
    """Same community, same role, another person: their orders, devices and promises. The shelf is everybody's."""
    with app.app_context(), db.transaction() as session:
        one_of_each(session, town, "", "own", owner="zhao")
        other = one_of_each(session, town, "", "other")

    def pick(arguments: list[str]) -> Iterator[dict[str, str]]:
        for tables in product(*map(tables_of, arguments)):
            yield {argument: other[table] for argument, table in zip(arguments, tables, strict=True)}

    own_doors = {Action.OWN_PASSBOOK, Action.REDEEM, Action.USE_OWN_ACCOUNT, Action.KEEP_PROMISES}
    wrong = answers(app, client, traces, "zhao", town, pick, own_doors)
    assert not (wrong := [line for line in wrong if "/shop/<id:goods_id>" not in line]), "\n".join(wrong)
