"""Whoever watches the machine is told the truth, in codes and in log lines without people."""

import json
import logging
from collections import namedtuple

import pytest
from flask import Flask

from tests.conftest import HouseClient
from webapp.core.work import health, job_threads, jobs, logs


def test_the_process_answers_without_a_sign_in(client: HouseClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.get_data(as_text=True)) == (200, "ok\n")


def test_ready_names_each_part(client: HouseClient) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {"database": True, "migrations": True, "disk": True, "jobs": True}


def test_not_ready_when_the_job_threads_are_dead(
    app: Flask, client: HouseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.config["CONSUMER"] = True
    monkeypatch.setattr(job_threads, "start", lambda _: None)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"database": True, "migrations": True, "disk": True, "jobs": False}


def test_not_ready_when_the_database_is_of_another_code(client: HouseClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_code_revision", lambda: "9999_future")
    assert client.get("/readyz").status_code == 503


def test_a_full_disk_stops_uploads_before_words(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    with app.app_context():
        assert health.has_room()
        monkeypatch.setattr(health.shutil, "disk_usage", lambda _: usage(10, 9, health.DISK_FLOOR - 1))
        app.config["SETTINGS"].folder.mkdir(exist_ok=True)
        assert not health.has_room()


def test_every_answer_has_a_request_id(client: HouseClient) -> None:
    assert len(client.get("/healthz").headers["X-Request-ID"]) == 16
    given = client.get("/healthz", headers={"X-Request-ID": "proxy-12345678"})
    assert given.headers["X-Request-ID"] == "proxy-12345678"
    wild = client.get("/healthz", headers={"X-Request-ID": "a b <script>"})
    assert len(wild.headers["X-Request-ID"]) == 16


def test_a_log_line_names_the_path_and_not_what_was_asked(
    client: HouseClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="fullgrid.requests"):
        client.get("/sign-in?q=王秀英")
        client.get("/proof/" + "x" * 60)
    said = [json.loads(logs.JsonLines().format(record)) for record in caplog.records]
    assert [(line["method"], line["path"]) for line in said] == [("GET", "/sign-in"), ("GET", "/proof/…")]
    assert "王秀英" not in json.dumps(said, ensure_ascii=False)


def test_short_lines_for_a_person_at_a_terminal() -> None:
    record = logging.LogRecord("fullgrid", logging.INFO, "", 0, "GET /me 200 3 ms", (), None)
    assert logs.ShortLines().format(record).endswith("GET /me 200 3 ms")


def test_no_job_is_late(app: Flask) -> None:
    with app.app_context():
        from webapp.core.data import db

        assert jobs.count_late(db.session()) == 0
