"""What lies in static/vendor is exactly what lock.json names: no hand-edited copy, no stray file."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest

VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor"
LOCK: list[dict[str, str]] = json.loads((VENDOR / "lock.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("package", LOCK, ids=[package["name"] for package in LOCK])
def test_vendored_file_is_the_locked_one(package: dict[str, str]) -> None:
    content = (VENDOR / package["file"]).read_bytes()
    assert "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode() == package["sha384"]


def test_no_file_lies_beside_the_lock() -> None:
    beside = {"lock.json", "LICENSES.txt"}
    assert {path.name for path in VENDOR.iterdir()} == {package["file"] for package in LOCK} | beside
