"""Figures for Prometheus: an extra, for this machine or a token, without people; and log lines without them too."""

import json
import logging
import sys
from dataclasses import replace

import pytest
from flask import Flask

from tests.centre.sync.test_records import record, send
from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair
from tests.door.visits.conftest import stair as stair
from tests.town import Town
from webapp.core.work import logs

WHERE = "/machine/metrics"


def test_without_the_extra_it_is_not_there(client: HouseClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    assert client.get(WHERE).status_code == 404


def test_lights_disk_and_jobs_and_nobodys_name(client: HouseClient, town: Town) -> None:
    pytest.importorskip("prometheus_client")
    answer = client.get(WHERE)
    assert answer.status_code == 200 and answer.mimetype == "text/plain"
    assert 'fullgrid_light{line="backup"} 1.0' in answer.text
    assert "fullgrid_jobs_late 0.0" in answer.text and "fullgrid_disk_free_bytes" in answer.text
    labels = {line.split('line="')[1].split('"')[0] for line in answer.text.splitlines() if 'line="' in line}
    assert labels <= {"backup", "second", "keys", "drill", "disk", "jobs", "phones", "audit", "ledger", "figures",
                      "certificate", "seal", "outward", "partitions",
                      "calendar", "address"}  # fmt: skip


def test_from_elsewhere_only_with_the_token(app: Flask, client: HouseClient) -> None:
    pytest.importorskip("prometheus_client")
    far = {"REMOTE_ADDR": "192.168.1.7"}
    assert client.get(WHERE, environ_base=far).status_code == 404
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(settings, extra={"metrics": "a long token"})
    assert client.get(WHERE).status_code == 404, "a token set counts for this machine too"
    assert client.get(WHERE, headers={"Authorization": "Bearer wrong"}, environ_base=far).status_code == 404
    assert client.get(WHERE, headers={"Authorization": "Bearer a long token"}, environ_base=far).status_code == 200


def test_no_log_line_names_a_resident_or_a_phone(
    client: HouseClient, town: Town, stair: Stair, caplog: pytest.LogCaptureFixture
) -> None:
    """A worker's hour, a mistake and a search: what is logged are addresses, ids and times."""
    client.sign_in(town.wang)
    with caplog.at_level(logging.DEBUG, logger="fullgrid"):
        for address in ("/today", f"/register/households/{stair.home}", "/search?q=王秀英", "/search?q=13812345678"):
            client.get(address)
        send(client, record(stair.home, outcome="something", topic="need", need="REPAIR", words="王秀英家漏水"))
        send(client, record(stair.home, outcome="nonsense", words="打 13812345678"))
        client.post(f"/doors/{stair.home}/note")
    said = "\n".join(logs.JsonLines().format(one) for one in caplog.records if one.name.startswith("fullgrid"))
    assert len(said.splitlines()) >= 6
    for word in ("王秀英", "13812345678", "漏水", "张", "李"):
        assert word not in said
    assert all(json.loads(line) for line in said.splitlines())
