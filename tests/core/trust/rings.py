"""A key ring in a file, as an installation has it; the tests' own is given by the environment."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from webapp.core.trust import vault


@contextmanager
def of_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    secret = os.environ["FULLGRID_SECRET"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / vault.FILE).write_text(secret)
    monkeypatch.delenv("FULLGRID_SECRET")
    vault.open_ring(folder)
    yield folder
    monkeypatch.setenv("FULLGRID_SECRET", secret)
    vault.open_ring(folder)
