"""A process a core keeps to its core: each has its own, also after one was killed or all were renewed."""

import os
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

CONFIGURATION = str(Path(__file__).parents[3] / "gunicorn.conf.py")


def configured(monkeypatch: pytest.MonkeyPatch, cores: set[int], told: str = "") -> dict[str, Any]:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: cores)
    monkeypatch.setenv("WEB_CONCURRENCY", told)
    return runpy.run_path(CONFIGURATION)


def forked(configuration: dict[str, Any], server: Any, pid: int) -> Any:
    worker = SimpleNamespace()
    configuration["pre_fork"](server, worker)
    server.WORKERS[pid] = worker
    return worker.core


def test_each_has_its_own_and_who_follows_takes_the_one_that_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    configuration, server = configured(monkeypatch, {2, 3, 5}), SimpleNamespace(WORKERS={})
    assert {forked(configuration, server, pid) for pid in range(3)} == {2, 3, 5}
    gone = server.WORKERS.pop(1)
    assert forked(configuration, server, 3) == gone.core
    renewed = [forked(configuration, server, pid) for pid in range(4, 7)]
    assert sorted(renewed) == [2, 3, 5]


@pytest.mark.parametrize("told", ["1", "4"])
def test_where_there_are_fewer_or_more_than_cores_they_go_anywhere(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    configuration, server = configured(monkeypatch, {0, 1}, told), SimpleNamespace(WORKERS={})
    assert [forked(configuration, server, pid) for pid in range(2)] == [None, None]
