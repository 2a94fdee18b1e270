"""One district with as many rows in every list of the desk as asked for, on the same twenty communities."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import _casebook, _rows, clock
from benchmarks._casebook import Casebook, Shares, casebook
from benchmarks._rows import Maker, dice
from webapp.core.data import db

DAY = "date('2026-01-01', '+' || (n % 330) || ' days')"
AT = "strftime('%Y-%m-%d %H:%M:%S.000000', '2026-01-01', '+' || (n % 470000) || ' minutes')"
COMMUNITY, GRID = "community", "grid"
SOUND = "printf('%c%c%05x', 97 + n % 26, 97 + (n / 26) % 26, n)"
ID = "printf('%08x%04x70008%015x', n / 65536, n % 65536, n)"
HALF = Shares(running=0.8, late=0.6)  # every list of what is open fills its page, and more than is counted
FIXED = "'00000000000070008000000000000001'"

# table → what differs from row to row; everything else that may not be empty is filled by its type.
OUTCOME = "CASE n % 10 WHEN 0 THEN 'something' WHEN 1 THEN 'nobody' WHEN 2 THEN 'declined' ELSE 'fine' END"
ROWS: dict[str, dict[str, str]] = {
    "household": {
        "dwelling_id": ID,
        "label": "'楼' || (n % 60) || '号' || n",
        "head_name": "'王秀英'",
        "door": "(n % 60) || '-' || (n / 60 % 3) || '-' || n",
        "room": "100 + n % 900",
        "flags": "'[]'",
        "is_key": f"{dice(0, 12)} = 0",
        "is_rented": f"{dice(1, 5)} = 0",
        "cadence_days": "180",
        "next_due_on": DAY,
        "last_outcome": "'fine'",
        "moved_in_on": DAY,
    },
    "resident": {
        "name": "'王' || n",
        "pinyin": SOUND,
        "initials": f"substr({SOUND}, 1, 2)",
        "household_id": ID,
        "sex": "CASE n % 2 WHEN 0 THEN 'female' ELSE 'male' END",
        "phone_index": "printf('%032x', n)",
        "phone_tail_index": "printf('%032x', n % 10000)",
        "id_number_index": "printf('%032x', n + 5000000)",
        "born_on": "date('1930-01-01', '+' || (n % 33000) || ' days')",
    },
    "visit": {"household_id": ID, "happened_at": AT, "account_id": FIXED, "means": "'door'", "outcome": OUTCOME},
    "merchant": {"name": "'店' || n", "pinyin": SOUND, "initials": f"substr({SOUND}, 1, 2)", "shop_no": "n"},
    "volunteer": {
        "number": "printf('Z%07d', n)",
        "party_id": ID,
        "name": "'赵' || n",
        "joined_on": DAY,
        "skills": """CASE n % 3 WHEN 0 THEN '["law"]' ELSE '["care", "patrol"]' END""",
        "national_index": "n",
        "phone_index": "printf('%032x', n)",
    },
    "activity": {
        "title": "'活动' || n",
        "made_at": AT,
        "lead_account_id": FIXED,
        "risk": "'none'",
        "state": "CASE n % 3 WHEN 0 THEN 'open' WHEN 1 THEN 'draft' ELSE 'cancelled' END",
    },
    "ledger_entry": {
        "key": "n",
        "at": AT,
        "on": DAY,
        "amount": "1 + n % 9",
        "change": "1 + n % 9",
        "passbook_id": FIXED,
        "kind": "CASE n % 3 WHEN 0 THEN 'earn' WHEN 1 THEN 'hold' ELSE 'capture' END",
    },
    "shop_order": {
        "at": AT,
        "hold_until": DAY,
        "total": "1 + n % 90",
        "code": "n",
        "entry_id": ID,
        "state": "CASE n % 9 WHEN 0 THEN 'cancelled' ELSE 'collected' END",
    },
    "certificate": {
        "issuer_id": COMMUNITY,
        "kind": "'honour'",
        "year": "2026",
        "seq": "n",
        "number": "printf('C-%08d', n)",
        "cause": "n",
        "said": """'{"name": "赵国强", "level": "三星"}'""",
        "issued_at": AT,
        "issued_on": DAY,
        "token_hash": "n",
        "party_id": ID,
    },
    "audit_line": {
        "chain_id": COMMUNITY,
        "seq": "n",
        "at": AT,
        "row_id": ID,
        "verb": "CASE n % 3 WHEN 0 THEN 'record_visit' ELSE 'case_note' END",
        "kind": "CASE n % 3 WHEN 0 THEN 'visit' ELSE 'grid_case' END",
    },
    "promise": {
        "number": "printf('2026-%07d', n)",
        "deed": "'装灯' || n",
        "due": DAY,
        "first_due": "'2025-01-01'",
        "owner_id": ID,
        "verifier_id": FIXED,
        "decided_on": DAY,
        "state": "CASE WHEN n % 2 = 0 THEN 'active' ELSE 'done' END",
        "done_on": f"CASE WHEN n % 2 THEN {DAY} END",
    },
    "task_order": {
        "emergency": "'fire'",
        "urgency": "'normal'",
        "evidence": "'none'",
        "homes": "'none'",
        "title": "'燃气入户' || n",
        "year": "2026",
        "serial": "n",
        "sent_at": AT,
        "due_at": AT,
    },
    "task": {
        "order_id": ID,
        "sent_at": AT,
        "due_at": AT,
        "finished_at": f"CASE WHEN n % 2 THEN {AT} END",
        "state": "CASE WHEN n % 2 = 0 THEN 'sent' ELSE 'done' END",
    },
    "attendance": {
        "volunteer_id": ID,
        "shift_id": ID,
        "came_at": AT,
        "left_at": AT.replace("' minutes')", "' minutes', '+2 hours')"),
        "recorded_at": AT,
        "credited_at": AT,
        "method": "'roster'",
    },
    "sync_phone": {
        "device_id": ID,
        "account_id": FIXED,
        "unit_id": GRID,
        "unsent": "n % 4",
        "seen_at": AT,
        "oldest_at": f"CASE WHEN n % 4 THEN {AT} END",
    },
}
BLANKS = {
    "INTEGER": "0",
    "BOOLEAN": "0",
    "JSON": "'{}'",
    "DATE": "'2026-01-01'",
    "DATETIME": "'2026-01-01 00:00:00.000000'",
}


@contextmanager
def deskbook(folder: Path, count: int, grids: int) -> Iterator[Casebook]:
    with casebook(folder, count, grids=grids, shares=HALF) as book, book.app.app_context():
        with _rows.maker(db.engine()) as made:
            _casebook.ground(made)
            for at, (table, told) in enumerate(ROWS.items()):
                clock.going(f"{count:,} rows of {table}", at, len(ROWS))
                with made.bare(table):
                    _fill(made, table, told, (count, grids))
            clock.going("pairs of letters", len(ROWS), len(ROWS))
            _words(made)
        yield book


def _fill(made: Maker, table: str, told: dict[str, str], size: tuple[int, int]) -> None:
    """Rows made by the database itself, in the order of their ids."""
    info = made.run(f"PRAGMA table_info({table})")
    names = {name for _, name, *_ in info}
    values = {"id": ID, "community_id": COMMUNITY, "grid_id": GRID, **told}
    for _, name, kind, needed, default, _ in info:
        if needed and default is None and name not in values:
            values[name] = FIXED if kind.startswith("CHAR(32)") else BLANKS.get(kind, "''")
    shown = {name: value for name, value in values.items() if name in names}
    _rows.insert(made, table, shown, f"{made.series('row', size[0])} JOIN ground ON ground.k = n % {size[1]}")


def _words(made: Maker) -> None:
    """A case's title by its pairs: two of each are enough to search by."""
    with made.bare("word_pair"):
        for at in (1, 2, 3):
            made.run(
                "INSERT OR IGNORE INTO word_pair (kind, community_id, pair, row_id) "
                f"SELECT 'case', community_id, substr(title, {at}, 2), id FROM grid_case WHERE length(title) > {at}"
            )
