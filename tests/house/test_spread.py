"""Where each table is kept when communities are spread over machines: decided for all, and keys that can be carried."""

from sqlalchemy import Table, UniqueConstraint
from sqlmodel import SQLModel

from webapp.centre.machine.spread_rules import CENTRAL, EVERYWHERE, SPREAD, WIDENED
from webapp.core.data import migrations
from webapp.core.spread import shards


def tables() -> list[Table]:
    migrations.load_models()
    return SQLModel.metadata.sorted_tables


def test_every_table_has_one_decision() -> None:
    decided = [*SPREAD, *EVERYWHERE, *CENTRAL]
    assert len(decided) == len(set(decided))
    assert set(decided) == {table.name for table in tables()}


def test_what_is_spread_says_its_community_and_nothing_else_does() -> None:
    assert {table.name for table in tables() if shards.home_of(table) is not None} == SPREAD


def test_no_foreign_key_that_the_engine_cannot_carry() -> None:
    wrong = []
    for table in tables():
        for key in table.foreign_key_constraints:
            target = key.elements[0].column.table.name
            fine = target in EVERYWHERE or (table.name in SPREAD and target in SPREAD) or table.name in CENTRAL
            if not fine or (table.name in CENTRAL and target in SPREAD):
                wrong.append(f"{table.name} → {target}")
    assert not wrong


def test_keys_of_a_spread_database_hold_the_community() -> None:
    for table in shards.spread_keys(SQLModel.metadata).sorted_tables:
        if (home := shards.home_of(table)) is None:
            continue
        unique = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
        for key in [table.primary_key, *unique, *(one for one in table.indexes if one.unique)]:
            assert home.name in key.columns, f"{table.name}: {key.name}"
        for tie in table.foreign_key_constraints:
            if (other := shards.home_of(tie.elements[0].column.table)) is not None:
                assert (home.name, other.name) in {(one.parent.name, one.column.name) for one in tie.elements}


def test_what_is_unique_by_community_only_once_spread_loses_nothing() -> None:
    widened = set()
    for table in tables():
        if (home := shards.home_of(table)) is None:
            continue
        unique = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
        for key in [*unique, *(one for one in table.indexes if one.unique)]:
            tied = any(shards.is_tied(one) for column in key.columns for one in column.foreign_keys)
            of_a_person = {"resident_id", "first_id", "second_id"} & set(key.columns.keys())
            if home.name not in key.columns and not tied and not of_a_person:
                widened.add(table.name)
    assert widened == set(WIDENED)


def test_parts_lead_to_a_whole() -> None:
    for table in tables():
        for column in table.columns:
            if (name := column.info.get("home of")) is not None:
                (key,) = table.c[name].foreign_keys
                assert shards.is_tied(key), table.name
