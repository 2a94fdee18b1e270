"""Triggers that keep a promise's word: the first deadline stays, counted rows stay. Never edited after release."""

from alembic import op

MOVED = "the first deadline of a promise never changes"
TAKEN = "the rows of a counted promise are not deleted"


def guard() -> None:
    if op.get_bind().dialect.name == "postgresql":
        moved = "WHEN (NEW.first_due IS DISTINCT FROM OLD.first_due)"
        _postgres("promise_first_due", "promise", "UPDATE", MOVED, moved)
        _postgres("promise_part_stays", "promise_part", "DELETE", TAKEN, "")
        return
    op.execute(
        f"CREATE TRIGGER promise_first_due BEFORE UPDATE OF first_due ON promise "
        f"WHEN NEW.first_due IS NOT OLD.first_due BEGIN SELECT RAISE(ABORT, '{MOVED}'); END"
    )
    op.execute(
        f"CREATE TRIGGER promise_part_stays BEFORE DELETE ON promise_part BEGIN SELECT RAISE(ABORT, '{TAKEN}'); END"
    )


def release() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name, table in (("promise_first_due", "promise"), ("promise_part_stays", "promise_part")):
            op.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            op.execute(f"DROP FUNCTION IF EXISTS {name}()")


def _postgres(name: str, table: str, verb: str, words: str, when: str) -> None:
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {name}()")
