"""Watches every statement the suite compiles: two tables whose rows lie by community are joined inside one community
only. The engine that carries a district's communities on several machines answers nothing else."""

from typing import Any

from sqlalchemy import Column, Join, Table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm.util import _ORMJoin
from sqlalchemy.sql import operators, visitors

from webapp.centre.machine.spread_rules import SPREAD
from webapp.core.spread import shards

ACROSS: list[str] = []  # joins that may go from one community to another


@compiles(Join)
@compiles(_ORMJoin)
def _watched(join: Any, compiler: Any, **kw: Any) -> Any:
    if not _stays_at_home(join):
        ACROSS.append(f"{join.right} ON {join.onclause}")
    return compiler.visit_join(join, **kw)


def _stays_at_home(join: Any) -> bool:
    joined = _spread(join.right)
    if joined is None or not any(_spread(one) is not None for one in _leaves(join.left)):
        return True
    return any(_ties(one, join.right) for one in visitors.iterate(join.onclause))


def _ties(one: Any, joined: Any) -> bool:
    if getattr(one, "operator", None) is not operators.eq:
        return False
    left, right = one.left, one.right
    if not (isinstance(left, Column) and isinstance(right, Column)) or joined not in (left.table, right.table):
        return False
    homes = [shards._home_beside(column) for column in (left, right)]
    if any(home is None for home in homes):
        return False
    return [left.name, right.name] == [home.name for home in homes] or shards._homes(left, right) is not None


def _leaves(table: Any) -> list[Any]:
    return [*_leaves(table.left), *_leaves(table.right)] if isinstance(table, Join) else [table]


def _spread(table: Any) -> Table | None:
    base = shards._base(table)
    return base if base is not None and base.name in SPREAD else None
