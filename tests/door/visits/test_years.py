"""What a worker opens first stays as quick after years of doors: PostgreSQL goes along their visits and stops."""

import pytest
from sqlalchemy import bindparam, text
from sqlalchemy.dialects import postgresql
from sqlmodel import Session

from tests.conftest import SERVER
from tests.door.visits.conftest import Stair
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.door.visits import queries, walk_queries
from webapp.people.accounts.permissions import Action

pytestmark = pytest.mark.skipif(not SERVER, reason="asks PostgreSQL's planner")
YEARS = text("""
    INSERT INTO visit (id, community_id, grid_id, building_id, household_id, account_id, outcome, means, category,
                       captured_at, happened_at, received_at)
    SELECT gen_random_uuid(), community_id, grid_id, building_id, id, :account, 'fine', 'door', '', at, at, at
    FROM household, (SELECT now() - n * interval '1 hour' AS at FROM generate_series(1, 3000) AS n) AS told
    WHERE id = :home
""").bindparams(bindparam("account"), bindparam("home"))


def test_the_last_knock_is_found_without_sorting_all_of_them(session: Session, town: Town, stair: Stair) -> None:
    wang = town.actor("wang", Action.RECORD_VISIT)
    with db.transaction() as writing:
        writing.execute(YEARS, {"account": wang.account_id, "home": stair.home})
        writing.execute(text("ANALYZE"))
    told = {"account": wang.account_id, "since": clock.now(), "building": stair.building}
    for asked in (queries._whereabouts(wang.paths), walk_queries._last_door(wang.paths)):
        names = asked.compile(dialect=postgresql.dialect()).binds
        said = asked.params({name: told[name] for name in names if name in told})
        laid_out = said.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
        plan = "\n".join(row[0] for row in session.connection().exec_driver_sql(f"EXPLAIN {laid_out}"))
        assert "Backward using ix_visit_" in plan and "Semi Join" not in plan, plan
    assert queries.whereabouts(session, wang, clock.now()).household_id == stair.home
    assert walk_queries.last_door(session, wang, stair.building) == stair.home
