"""Watches every statement a page or a phone's delivery asks of SQLite: none goes through a table from end to end that
grows with the people of a district or with the years. Asked of the planner, so that it holds whatever the number of
rows."""

import re
import sqlite3
import sys
from collections.abc import Iterator
from typing import Any

from flask import has_request_context
from sqlalchemy.engine.default import DefaultDialect

from webapp.core.data import statements

GROWS = frozenset({
    "account", "attendance", "audit_line", "case_act", "case_answer", "case_voice", "certificate", "dwelling",
    "entrance", "grid_case", "household", "household_member", "ledger_entry", "opinion_answer", "opinion_ballot",
    "opinion_line", "opinion_question", "party", "passbook", "person_transfer", "photo", "points_lot", "resident",
    "revisit", "round_entry", "shop_order", "shop_order_line", "sign_in", "sync_receipt", "task_answer", "tool_loan",
    "tool_reservation", "visit", "volunteer",
})  # fmt: skip
MAY = (
    "core/lists/list_reading.py",  # a list along its own order; what is counted stops at a limit
    "centre/setup/queries.py:is_set_up",  # whether there is any
    "register/intake/return_services.py",  # once after a restore: everything is looked at
    "exchange/shop/proof_services.py", "exchange/points/proof_queries.py",  # the proof is of everything
    "centre/machine/services.py:prove",  # a copy that was brought back is read whole
    "register/boundaries/heir_services.py",  # a boundary is moved once in years
    "casework/cases/handover_services.py:open_work",  # a post is handed over once in years
    "centre/setup/services.py:choose_district",  # on the first day, before there are rows
    "centre/api/queries.py",  # counts of the whole district, by community
)  # fmt: skip
FEW = ("ix_audit_line_unusual",)  # indexes of what stays rare in a table that grows
WHOLE = re.compile(r"(SCAN|SEARCH) (\w+)(.* AUTOMATIC )?")
ALIAS = re.compile(r"\b(?:FROM|JOIN) (\w+) AS (\w+)")
WALKED: list[str] = []  # statements that go through a whole table
SEEN: set[str] = set()


def _look(cursor: sqlite3.Cursor, text: str, given: Any) -> None:
    if text in SEEN or not has_request_context() or not text.startswith(("SELECT", "UPDATE", "DELETE")):
        return
    SEEN.add(text)
    named = {alias: table for table, alias in ALIAS.findall(text)}
    plan = [row[3] for row in cursor.connection.execute(f"EXPLAIN QUERY PLAN {text}", given)]
    walked = {named.get(table, table) for table in _walked(plan)} & GROWS
    asks = list(_asking())
    if walked and any(not one.startswith("core/") for one in asks) and not any(one.startswith(MAY) for one in asks):
        WALKED.append(f"{', '.join(sorted(walked))} by {asks[0]}: {text[:300]}")


def _walked(plan: list[str]) -> Iterator[str]:
    """From end to end, or to make an index of it for this once."""
    for line in plan:
        if (found := WHOLE.match(line)) and (found[1] == "SCAN" or found[3]) and not line.endswith(FEW):
            yield found[2]


def _asking() -> Iterator[str]:
    """Who asks: files of the product, the nearest first, without those that every statement goes through."""
    frame = sys._getframe(3)
    while frame.f_back is not None:
        _, inside, file = frame.f_code.co_filename.partition("/webapp/")
        if inside and not file.startswith(("core/data/", "core/cluster/")):
            yield f"{file}:{frame.f_code.co_name}"
        frame = frame.f_back


def watch() -> None:
    run, execute = statements._run, DefaultDialect.do_execute

    def heard_run(connection: Any, kept: Any, lines: list[dict[str, Any]]) -> list[Any]:
        cursor = connection.connection.cursor()
        if isinstance(cursor, sqlite3.Cursor):
            _look(cursor, kept.text, kept.given(lines[0]))
        return run(connection, kept, lines)

    def heard_execute(dialect: Any, cursor: Any, text: str, given: Any, context: Any = None) -> None:
        if isinstance(cursor, sqlite3.Cursor):
            _look(cursor, text, given)
        execute(dialect, cursor, text, given, context)

    statements._run = heard_run
    DefaultDialect.do_execute = heard_execute  # type: ignore[method-assign]
