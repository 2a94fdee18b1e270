"""The pages that are opened all day ask few statements, whatever is on them."""

import pytest
from sqlalchemy import event
from sqlmodel import Session

from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair
from tests.town import Town
from webapp.core.data import db
from webapp.people.accounts.permissions import Action
from webapp.register.register import board_queries, services
from webapp.register.register import queries as register


@pytest.mark.parametrize(
    ("address", "most"), [("/today", 8), ("/buildings/{building}", 4), ("/doors/{home}", 10), ("/cases/", 6)]
)
def test_a_hot_page_needs_few_statements(
    client: HouseClient, town: Town, stair: Stair, address: str, most: int
) -> None:
    client.sign_in(town.wang)
    assert client.post("/visits", data={"household_id": stair.home, "outcome": "fine"}).status_code == 303
    there = address.format(building=stair.building, home=stair.home)
    client.get(there)  # the settings are read and the statements compiled
    said: list[str] = []
    engine = client.application.extensions["engine"]
    event.listen(engine, "before_cursor_execute", hear := lambda *told: said.append(told[2]))
    assert client.get(there).status_code == 200
    event.remove(engine, "before_cursor_execute", hear)
    asked = [one for one in said if one.startswith("SELECT") and "audit_" not in one]
    assert len(asked) <= most, asked


def test_from_a_lit_staircase_a_door_leads_to_the_next_one(
    client: HouseClient, town: Town, stair: Stair, session: Session
) -> None:
    actor = town.actor("li", Action.CHANGE_REGISTER)
    with db.transaction(session) as writing:
        empty = board_queries.board(writing, actor, stair.building).entrances[0].doors[0]
        dwelling = register.get_dwelling(writing, actor, str(empty.dwelling_id))
        there = services.settle_household(writing, actor, dwelling, head_name="李四").id
    client.sign_in(town.wang)
    for home in (stair.home, stair.above, stair.below):
        client.post("/visits", data={"household_id": home, "outcome": "fine"})
    assert f'data-next="/doors/{there}"' in client.get(f"/doors/{stair.home}").get_data(as_text=True)
