"""Answers as one sealed text: the form's own names to values, repeats as lists."""

import json
from typing import Any


def packed(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def unpacked(text: str | None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text) if text else {}
    return found
