"""Nothing is keyed by an ID number: it may be missing, wrong, changed, and stand with two people."""

import pytest
from flask import Flask
from sqlmodel import Session, SQLModel

from tests.conftest import HouseClient
from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db, migrations
from webapp.people.accounts.permissions import Action
from webapp.register.persons import queries, rules
from webapp.register.register import resident_services
from webapp.register.register.models import Resident

OTHER = "120110195003080041"


def test_no_constraint_and_no_foreign_key_stands_on_a_number() -> None:
    migrations.load_models()
    for table in SQLModel.metadata.tables.values():
        unique = [one for one in (*table.constraints, *table.indexes) if getattr(one, "unique", False)]
        keys = [column.name for column in table.primary_key.columns]
        named = [column.name for one in unique for column in one.columns] + keys  # type: ignore[union-attr]
        assert not [name for name in named if "id_number" in name], table.name
    assert not [fk for fk in Resident.__table__.foreign_keys if "number" in fk.parent.name]  # type: ignore[attr-defined]


def test_two_people_with_one_number_are_both_kept_and_shown_as_a_contradiction(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        first = homes.add(session, town, home, id_number=homes.ID_NUMBER)
    with pytest.raises(resident_services.IdNumberTaken) as refusal, db.transaction() as session:
        homes.add(session, town, home, name="单大军", id_number=homes.ID_NUMBER)
    assert "先都留着" in refusal.value.sentence()
    with db.transaction() as session:
        second = homes.add(session, town, home, name="单大军", id_number=homes.ID_NUMBER, is_doubtful=True)
    assert [one.id for one in queries.rivals(session, first)] == [second.id]
    assert [one.id for one in queries.rivals(session, second)] == [first.id]
    li = town.actor("li", Action.MERGE_PERSONS)
    (twins,) = queries.list_twins(session, li)
    assert (twins.first.id, twins.second.id, twins.has_number) == (first.id, second.id, True)


def test_a_standing_contradiction_does_not_stop_another_change(session: Session, town: Town) -> None:
    actor = town.actor("li", Action.CHANGE_REGISTER)
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        homes.add(session, town, home, id_number=homes.ID_NUMBER)
        second = homes.add(session, town, home, name="单大军", id_number=homes.ID_NUMBER, is_doubtful=True)
        told = {"version": second.version, "work": "退休", "id_number": homes.ID_NUMBER}
        resident_services.change_resident(session, actor, second, **told)
    assert second.work == "退休"


def test_a_number_may_be_missing_and_change_and_the_person_stays(session: Session, town: Town) -> None:
    actor = town.actor("li", Action.CHANGE_REGISTER)
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        person = homes.add(session, town, home)
        known = person.id
        for number in (homes.ID_NUMBER, "E12345678", None):
            told = {"version": person.version, "id_number": number}
            resident_services.change_resident(session, actor, person, **told)
            assert (person.id, person.id_number) == (known, number)
    assert person.id_number_index is None
    assert not queries.rivals(session, person)


def test_every_reference_to_a_person_says_whether_it_follows() -> None:
    migrations.load_models()
    there = {
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.tables.values() for column in table.c for key in column.foreign_keys
        if str(key.column) in ("resident.id", "party.id")
    }  # fmt: skip
    assert there == rules.FOLLOWS | rules.PARTY_FOLLOWS | set(rules.STAYS)


def test_the_form_keeps_both_where_the_worker_says_so(app: Flask, client: HouseClient, town: Town) -> None:
    with app.app_context(), db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town)).id
    li = client.sign_in(town.li)
    told = {"name": "单小军", "relation": "child", "id_number": homes.ID_NUMBER}
    assert "is_doubtful" not in li.get(f"/register/households/{home}/residents").text
    assert li.post(f"/register/households/{home}/residents", data=told).status_code == 303
    again = li.post(f"/register/households/{home}/residents", data=told | {"name": "单大军"})
    assert again.status_code == 422 and "is_doubtful" in again.text
    kept = li.post(f"/register/households/{home}/residents", data=told | {"name": "单大军", "is_doubtful": "y"})
    assert kept.status_code == 303
    with app.app_context():
        (twins,) = queries.list_twins(db.session(), town.actor("li", Action.MERGE_PERSONS))
        first = twins.first.id
    assert "有一个写错了，或者是同一个人" in li.get(f"/register/residents/{first}").text
