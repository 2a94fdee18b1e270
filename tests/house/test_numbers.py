"""“²” is a digit to Python and no number to `int`: what somebody typed is asked whether it is decimal."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_what_is_typed_is_asked_whether_it_is_decimal() -> None:
    asks = re.compile(r"\.(isdigit|isnumeric)\(")
    assert [str(file) for file in ROOT.glob("webapp/**/*.py") if asks.search(file.read_text())] == []
