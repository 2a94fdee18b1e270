"""A city for measuring: a million residents in 250 communities, written a community at a time.

Everything a search or a list needs is real (names, pinyin, indexes, sealed fields); nobody has a story.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

import click
from sqlmodel import Session

from webapp.core.data import db, ids
from webapp.core.search.lookup import NamePair, exact_index, inner_pairs, tail_index
from webapp.core.text.pinyin import pinyin_of
from webapp.core.time import clock
from webapp.demo import bulk, people
from webapp.demo.town import FOUNDED
from webapp.people.org.models import Unit, UnitKind, UnitVersion
from webapp.register.register import tally_services
from webapp.register.register.models import (
    Building,
    BuildingUse,
    Dwelling,
    Entrance,
    Household,
    HouseholdMember,
    PlaceState,
    Relation,
    Resident,
    Sex,
)
from webapp.register.register.place_services import door_token

PER_COMMUNITY = 4000
GRIDS = 8
ROOMS = 24
PER_HOME = 3
MOMENT = clock.start_of_day(FOUNDED)
Tables = dict[type[Any], list[dict[str, Any]]]


def build(residents: int) -> None:
    communities = max(1, residents // PER_COMMUNITY)
    began = time.perf_counter()
    with db.transaction() as session:
        street = _street(session)
    for number in range(communities):
        with db.transaction() as session:
            save(session, community(Random(number), street, number))
            if number == communities - 1:
                tally_services.rebuild(session)
        _show(number + 1, communities, began)
    click.echo(f"{communities * PER_COMMUNITY:,} residents, {time.perf_counter() - began:.0f} s")


def save(session: Session, tables: Tables) -> None:
    for model, rows in tables.items():
        bulk.add_dicts(session, model, rows)


def _show(done: int, total: int, began: float) -> None:
    if sys.stderr.isatty() or done % 25 == 0 or done == total:
        left = (time.perf_counter() - began) / done * (total - done)
        click.echo(f"\r  {done}/{total} communities, {left:.0f} s left ", nl=not sys.stderr.isatty(), err=True)


def _street(session: Session) -> dict[str, Any]:
    district = _unit(UnitKind.DISTRICT, "大区", None, "129901")
    street = _unit(UnitKind.STREET, "大街道", district, "129901001")
    save(session, {Unit: [district, street], UnitVersion: [_version(district), _version(street)]})
    return street


def _unit(kind: UnitKind, name: str, parent: dict[str, Any] | None, code: str, position: int = 0) -> dict[str, Any]:
    key = ids.new()
    return {
        "id": key, "kind": kind, "name": name, "code": code, "parent_id": parent["id"] if parent else None,
        "path": (parent["path"] if parent else "") + key[-8:] + "/", "position": position, "duty_phone": None,
        "valid_from": FOUNDED, "valid_to": None,
    }  # fmt: skip


def _version(unit: dict[str, Any]) -> dict[str, Any]:
    kept = {name: unit[name] for name in ("name", "code", "parent_id", "valid_from", "valid_to")}
    return {"id": ids.new(), "unit_id": unit["id"], "order_id": None, **kept}


def community(rng: Random, street: dict[str, Any], number: int) -> Tables:
    """All rows of one community of four thousand people."""
    tables: Tables = {
        model: []
        for model in (Unit, UnitVersion, Building, Entrance, Dwelling, Household, Resident, HouseholdMember, NamePair)
    }
    top = _unit(UnitKind.COMMUNITY, f"{number + 1}号社区", street, f"129901001{number + 1:03d}", number)
    grids = [_unit(UnitKind.GRID, f"第{n + 1}网格", top, "", n) for n in range(GRIDS)]
    tables[Unit] += [top, *grids]
    tables[UnitVersion] += [_version(unit) for unit in tables[Unit]]
    serial = number * PER_COMMUNITY
    for building in range(-(-PER_COMMUNITY // (ROOMS * PER_HOME))):
        grid = grids[building % GRIDS]["id"]
        for home in _homes(tables, top["id"], grid, building + 1):
            for position in range(PER_HOME):
                if len(tables[Resident]) < PER_COMMUNITY:
                    serial += 1
                    _resident(tables, rng, home, position, serial)
    return tables


def _homes(tables: Tables, community_id: str, grid_id: str, number: int) -> Iterator[dict[str, Any]]:
    building = {
        "id": ids.new(), "community_id": community_id, "estate": "大苑", "name": f"{number}号楼", "code": "",
        "address": "", "initials": "dy", "floors": 12, "use": BuildingUse.RESIDENTIAL, "state": PlaceState.IN_USE,
        "position": number,
    }  # fmt: skip
    entrance = {
        "id": ids.new(), "community_id": community_id, "building_id": building["id"], "grid_id": grid_id,
        "micro_grid_id": None, "name": "1门", "position": 1,
        "token": door_token(community_id, ("大苑", f"{number}号楼"), "1门"),
    }  # fmt: skip
    tables[Building].append(building)
    tables[Entrance].append(entrance)
    for place in range(ROOMS):
        floor, room = place // 2 + 1, f"{place // 2 + 1}{place % 2 + 1:02d}"
        dwelling = {
            "id": ids.new(), "community_id": community_id, "grid_id": grid_id, "building_id": building["id"],
            "entrance_id": entrance["id"], "floor": floor, "room": room, "position": place % 2,
            "state": PlaceState.IN_USE,
        }  # fmt: skip
        tables[Dwelling].append(dwelling)
        home = _home(building, entrance, dwelling, f"{number}-1-{room}")
        tables[Household].append(home)
        yield home


def _home(building: dict[str, Any], entrance: dict[str, Any], dwelling: dict[str, Any], door: str) -> dict[str, Any]:
    return {
        "id": ids.new(), "community_id": building["community_id"], "grid_id": entrance["grid_id"],
        "micro_grid_id": None, "building_id": building["id"], "entrance_id": entrance["id"],
        "dwelling_id": dwelling["id"], "label": f"{building['name']}1门{dwelling['room']}", "door": door,
        "room": dwelling["room"], "head_name": "", "flags": [], "is_key": False, "cadence_days": 180,
        "is_rented": False, "note": "", "moved_in_on": FOUNDED, "moved_out_on": None, "last_visited_at": None,
        "last_outcome": "", "next_due_on": None, "version": 1, "changed_at": MOMENT,
    }  # fmt: skip


def _resident(tables: Tables, rng: Random, home: dict[str, Any], position: int, serial: int) -> None:
    sex = rng.choice(("female", "male"))
    name = people.name_of(rng, sex, rng.randint(20, 85))
    pinyin, initials = pinyin_of(name)
    phone = f"199{serial:08d}"
    born = FOUNDED - timedelta(days=rng.randint(7000, 32000))
    number = people.id_number(rng, born, sex)
    row = {
        "id": ids.new(), "community_id": home["community_id"], "grid_id": home["grid_id"], "household_id": home["id"],
        "party_id": None, "name": name, "pinyin": pinyin, "initials": initials, "sex": Sex(sex), "born_on": born,
        "phone": phone, "phone_index": exact_index(phone), "phone_tail_index": tail_index(phone),
        "id_number": number, "id_number_index": exact_index(number), "health": None, "political": None, "work": "",
        "left_on": None, "died_on": None, "version": 1, "changed_at": MOMENT,
    }  # fmt: skip
    home["head_name"] = home["head_name"] or name
    tables[Resident].append(row)
    tables[HouseholdMember].append({
        "id": ids.new(), "community_id": row["community_id"], "household_id": home["id"], "resident_id": row["id"],
        "relation": Relation.OTHER_FAMILY if position else Relation.HEAD, "position": position,
        "valid_from": FOUNDED, "valid_to": None,
    })  # fmt: skip
    tables[NamePair] += [
        {"community_id": row["community_id"], "pair": pair, "row_id": row["id"]} for pair in inner_pairs(name)
    ]
