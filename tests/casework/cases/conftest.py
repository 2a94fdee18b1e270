from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest
from sqlmodel import Session

from tests.town import Town
from webapp.casework.cases import services
from webapp.casework.cases.models import GridCase, Source
from webapp.casework.cases.services import Matter, Place
from webapp.casework.cases.voice_services import Speaker, Spoken
from webapp.core.data import db, ids
from webapp.people.accounts.permissions import Action

Open = Callable[..., GridCase]
SAID = {field.name for field in fields(Spoken)}
WHAT = {field.name for field in fields(Matter)}


@pytest.fixture
def open_case(session: Session, town: Town) -> Open:
    """A case in grid 1, said by one household; anything can be named otherwise."""

    def opened(**more: Any) -> GridCase:
        place = more.pop("place", None) or Place(town.community, town.grid1, building_id=more.pop("building_id", None))
        told = {"words": "东门路灯不亮", "source": Source.VISIT, "speaker": Speaker(household_id=ids.new())}
        if "reported_at" in more:
            told["said_at"] = more.pop("reported_at")
        spoken = Spoken(**(told | {name: more.pop(name) for name in SAID & more.keys()}))
        matter = Matter(**({"category_code": "LIGHT"} | {name: more.pop(name) for name in WHAT & more.keys()}))
        with db.transaction() as writing:
            actor = town.actor("wang", Action.REPORT_CASE)
            return services.open_case(writing, actor, place=place, spoken=spoken, matter=matter, **more)

    return opened


@pytest.fixture
def act(session: Session, town: Town) -> Callable[..., Any]:
    """`act(service, "li", case, …)` in a transaction of its own, as that person."""

    def acted(service: Callable[..., Any], name: str, case: GridCase, **how: Any) -> Any:
        with db.transaction() as writing:
            return service(writing, town.actor(name), case, **how)

    return acted
