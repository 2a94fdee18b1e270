"""Watches every transaction of the suite on SQLite: one that writes a row some page may show must move an edition
(`webapp.core.lists.editions`). So no act can be added that pages kept by their edition never hear of."""

import re
import sqlite3

from sqlalchemy import Engine, event

from webapp.core.lists.editions import UNSEEN

WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
STILL: list[set[str]] = []  # tables of transactions that moved nothing


def watch(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def connected(raw: sqlite3.Connection, _: object) -> None:
        written: set[str] = set()
        watched = [False]

        def hear(said: str) -> None:
            if said.startswith("BEGIN"):
                watched[0] = "IMMEDIATE" in said
                written.clear()
            elif found := WRITES.match(said):
                written.update({found[1].lower()} - {"alembic_version"})
            elif said.startswith("COMMIT"):
                if watched[0] and written - UNSEEN and "edition" not in written:
                    STILL.append(written - UNSEEN)
                written.clear()

        raw.set_trace_callback(hear)
