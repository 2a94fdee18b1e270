"""随手报: a photo or words, two chips, and it is a case."""

import io
from typing import Any

from PIL import Image
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair, stair
from tests.town import Town
from webapp.casework.cases.models import GridCase, Source
from webapp.casework.cases.rules import State
from webapp.casework.photos.models import Photo
from webapp.core.data import db, ids
from webapp.door.hazards import services

__all__ = ["stair"]
FORM = {"category": "CLUTTER", "way": "take", "words": "二楼堆了纸箱"}


def picture() -> tuple[io.BytesIO, str]:
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(file, "JPEG")
    file.seek(0)
    return file, "a.jpg"


def cases(session: Session) -> list[GridCase]:
    session.rollback()
    return list(session.exec(select(GridCase).order_by(GridCase.number)))


def report(client: HouseClient, **form: Any) -> Any:
    return client.post("/hazards/", data={**FORM, **form}, content_type="multipart/form-data")


def test_i_handle_it_myself(client: HouseClient, session: Session, town: Town, stair: Stair) -> None:
    client.sign_in(town.wang)
    assert "随手报" in client.get("/hazards/new").get_data(as_text=True)
    assert report(client, building_id=stair.building, spot="2门2楼").status_code == 303
    [case] = cases(session)
    assert (case.state, case.source, case.level) == (State.HANDLING, Source.PATROL, 1)
    assert case.grid_id == town.grid1 and case.building_id == stair.building and "2门2楼" in case.place


def test_handed_up_with_a_photo_and_no_words(client: HouseClient, session: Session, town: Town, stair: Stair) -> None:
    client.sign_in(town.wang)
    assert report(client, way="up", words="", photos=picture(), building_id=stair.building).status_code == 303
    [case] = cases(session)
    assert (case.state, case.level, case.lead_unit_id) == (State.REPORTED, 2, town.community)
    assert session.exec(select(Photo).where(Photo.subject_id == case.id)).one().is_kept


def test_neither_photo_nor_words_is_refused_at_the_field(client: HouseClient, session: Session, town: Town) -> None:
    client.sign_in(town.wang)
    answer = report(client, words=" ")
    assert answer.status_code == 422 and answer.get_data(as_text=True).count("拍一张照片，或写一句") >= 2
    assert report(client, category="NOPE").status_code == 422
    assert report(client, way="sideways").status_code == 422
    assert cases(session) == []


def test_what_could_be_the_same_is_offered_before_saving(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    client.sign_in(town.wang)
    report(client, building_id=stair.building)
    answer = report(client, building_id=stair.building)
    assert answer.status_code == 200 and "是同一件吗" in answer.get_data(as_text=True)
    [case] = cases(session)
    assert report(client, building_id=stair.building, same_as=case.id).status_code == 303
    assert len(cases(session)) == 1
    assert report(client, building_id=stair.building, same_as="new").status_code == 303
    assert len(cases(session)) == 2


def test_another_grids_building_is_not_found(client: HouseClient, session: Session, town: Town, stair: Stair) -> None:
    client.sign_in(town.stranger)
    assert report(client, building_id=stair.building).status_code == 404
    assert client.sign_in(town.zhao).get("/hazards/new").status_code == 403
    assert cases(session) == []


def test_the_phones_report_twice_is_one_case(session: Session, town: Town) -> None:
    one = ids.new()
    for _ in range(2):
        with db.transaction() as writing:
            made = services.report_hazard(writing, town.actor("wang"), id=one, category="FIRE", way="up", words="堵了")
            assert made.id == one
    assert len(cases(session)) == 1
