"""The audit reads the product itself and names the place; a switch turns by a paper and everybody sees it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Column, Integer, Table
from sqlmodel import Session, SQLModel

from tests.casework.questionnaires.books import HEAD, book, line
from tests.conftest import HouseClient
from tests.town import Town
from webapp import create_app
from webapp.casework.questionnaires import services as questionnaires
from webapp.centre.compliance import audit_rules
from webapp.centre.compliance.audit_rules import Picture
from webapp.centre.compliance.check_rules import CHECKS
from webapp.centre.compliance.demand_rules import MEASURE
from webapp.centre.compliance.law_rules import PIPL
from webapp.centre.compliance.routes import current_picture
from webapp.core.config import Settings
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name

ROOT = Path(__file__).resolve().parents[3]


def opened(picture: Picture) -> list[str]:
    return audit_rules.open_points(audit_rules.audit(picture, CHECKS))


@pytest.fixture
def picture(app: Flask) -> Picture:
    with app.app_context():
        return current_picture()


@pytest.fixture
def online_column() -> Iterator[None]:
    table = Table("worker_day", SQLModel.metadata, Column("online_minutes", Integer))
    yield
    SQLModel.metadata.remove(table)


def test_the_product_has_no_open_point(picture: Picture) -> None:
    assert len(picture.routes) > 500 and len(picture.columns) > 2000 and len(picture.jobs) > 20
    assert any(one.gives_file and one.endpoint == "task_answers.export" for one in picture.routes)
    assert not opened(picture)


def test_a_column_for_online_time_fails_it_by_name(app: Flask, online_column: None) -> None:
    with app.app_context():
        assert opened(current_picture()) == ["online: worker_day.online_minutes"]


def test_a_ranking_route_fails_it_by_address(settings: Settings) -> None:
    wild = create_app(settings)
    wild.add_url_rule("/grids/ranking", "grids.ranking", lambda: "")
    with wild.app_context():
        found = opened(current_picture())
    wild.extensions["engine"].dispose()
    place = "/grids/ranking → grids.ranking"
    assert found == [f"ranking: {place}", f"doors: {place}"], "a ranking, and nobody said who may see it"


@pytest.mark.parametrize(
    ("change", "point"),
    [
        ({"columns": ("visit.latitude",)}, "tracks: visit.latitude"),
        ({"columns": ("account.login_count",)}, "online: account.login_count"),
        ({"columns": ("post.clock_in_at",)}, "check-in: post.clock_in_at"),
        ({"columns": ("case_category.photo_required",)}, "forced-photos: case_category.photo_required"),
        ({"jobs": ("workers.rank",)}, "ranking: job workers.rank"),
        ({"settings": ("leaderboard",)}, "ranking: setting leaderboard"),
        ({"deeds": ("visit_count",)}, "app-scores: deed visit_count"),
        ({"personal": ("visit.mood",)}, "purposes: visit.mood"),
        ({"sources": {"webapp/x.py": 'HEADS = [\n    N_("在线时长"),\n]'}}, "online: webapp/x.py:2"),
        ({"sources": {"templates/x.html": "<th>本月排名</th>"}}, "ranking: templates/x.html:1"),
        ({"sources": {"static/js/x.js": "navigator.geolocation.watchPosition(go)"}}, "tracks: static/js/x.js:1"),
    ],
)
def test_whatever_counts_people_is_named(picture: Picture, change: dict[str, object], point: str) -> None:
    """An export's heading is a word in the source, so it is found there."""
    more = {name: (getattr(picture, name) | value if isinstance(value, dict) else (*getattr(picture, name), *value))
            for name, value in change.items()}  # fmt: skip
    assert opened(replace(picture, **more)) == [point]


def test_a_sentence_that_denies_it_is_no_finding(picture: Picture) -> None:
    said = {"templates/x.html": "<p>{{ _('敲门、在线时长都不计分，也不公开排名。') }}</p>"}
    assert not opened(replace(picture, sources=picture.sources | said))


def test_every_demand_names_what_exists() -> None:
    keys = {one.key for one in CHECKS}
    for one in (*MEASURE, *PIPL):
        assert one.checks or one.code or one.switches or one.district, one.asks
        assert set(one.checks) <= keys, one.asks
        assert all((ROOT / file).is_file() for file in (*one.code, *one.tests)), one.asks


def test_a_switch_needs_its_paper_and_everybody_reads_who_turned_it(
    client: HouseClient, town: Town, session: Session
) -> None:
    client.sign_in(town.he)
    turned = {"must_photo": "off", "score_pay": "on", "document": ""}
    assert client.post("/settings/relief", data=turned).status_code == 422
    for _ in range(2):
        client.post("/settings/relief", data=turned | {"document": "东网格办〔2026〕20号"})
    assert len(settings.changes(session, [Name.SCORE_PAY])) == 1
    client.sign_in(town.wang)
    page = client.get("/compliance").get_data(as_text=True)
    assert "东网格办〔2026〕20号" in page and "默认是“关”" in page and "/settings/relief" not in page
    assert "用来算报酬，依据：东网格办〔2026〕20号" in client.get("/my-score/").get_data(as_text=True)


def test_a_picture_one_cannot_leave_out_waits_for_its_switch() -> None:
    asked = book([HEAD, line("image", "shot", "拍一张", required="yes")])
    fault = questionnaires.read_workbook(asked, "f").faults[0]
    assert (fault.row, fault.column) == (2, "E（required）")
    assert not questionnaires.read_workbook(asked, "f", must_photo=True).faults
