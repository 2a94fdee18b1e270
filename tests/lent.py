"""A database of PostgreSQL that one test after another borrows, instead of a copy of a thousand files for each.

The server counts what was written into each table; what a test wrote into is emptied and filled again as the template
has it. Whoever changed the schema keeps the database: the next test gets a fresh copy.
"""

from typing import Any

import psycopg
from sqlalchemy import Engine, make_url

MOST = 200  # borrowers; then what they deleted is worth a fresh copy
WRITTEN = """
SELECT CASE n.nspname WHEN 'public' THEN format('%I', c.relname) ELSE '' END,
  sum(pg_stat_get_tuples_inserted(c.oid) + pg_stat_get_tuples_updated(c.oid) + pg_stat_get_tuples_deleted(c.oid))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND NOT c.relisshared AND n.nspname IN ('public', 'pg_catalog') GROUP BY 1
"""
STRANGERS = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> ALL(%s)
"""
COUNT_NOW = "SELECT pg_stat_force_next_flush(); RESET ALL; SELECT pg_advisory_unlock_all()"


class Lent:
    def __init__(self, url: str) -> None:
        self.url, self.borrowers = url, 0
        self.own = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
        self.before = self._written()
        self.rows = {name: rows for name in self.before if name and (rows := self._copy_of(name))}

    def put_back(self, engine: Engine | None) -> bool:
        """False where only a fresh copy is as before."""
        self.borrowers += 1
        self._only_ours(engine if engine and engine.url == make_url(self.url) else None)
        written = self._written()
        changed = [name for name, count in written.items() if count != self.before.get(name)]
        if "" in changed or written.keys() != self.before.keys() or self.borrowers >= MOST:
            return False
        if changed:
            self._refill(changed)
        return True

    def close(self) -> None:
        self.own.close()

    def _only_ours(self, engine: Engine | None) -> None:
        """What the engine keeps open counts now; everything else in this database is closed, and has counted then."""
        kept = [engine.connect() for _ in range(engine.pool.checkedin())] if engine else []  # type: ignore[attr-defined]
        pids = [self.own.info.backend_pid]
        for one in kept:
            raw: Any = one.connection.dbapi_connection
            raw.execute(COUNT_NOW, prepare=False)
            pids.append(raw.info.backend_pid)
        while self.own.execute(STRANGERS, [pids]).fetchone() != (0,):
            pass
        for one in kept:
            one.close()

    def _refill(self, names: list[str]) -> None:
        with self.own.transaction():
            self.own.execute("SET LOCAL session_replication_role = replica")  # no key, no trigger: it is as it was
            self.own.execute("; ".join(f"DELETE FROM {name}" for name in names))
            for name in names:
                if name in self.rows:
                    with self.own.cursor().copy(f"COPY {name} FROM STDIN (FORMAT binary)") as copy:
                        copy.write(self.rows[name])
        self.own.execute(COUNT_NOW)
        self.before = self._written()

    def _copy_of(self, name: str) -> bytes:
        if not self.own.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone():
            return b""
        with self.own.cursor().copy(f"COPY {name} TO STDOUT (FORMAT binary)") as copy:
            return b"".join(bytes(piece) for piece in copy)

    def _written(self) -> dict[str, int]:
        return {name: int(count) for name, count in self.own.execute(WRITTEN)}
