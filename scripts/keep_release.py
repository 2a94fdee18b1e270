"""keep_release.py: writes the present schema with the rows of the tests' town into tests/data/released/, one file a
database. Run once for each release, through `scripts/postgres.sh .venv/bin/python scripts/keep_release.py`; a kept file
is never written again."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import conftest, town  # noqa: E402
from webapp.people.accounts import services as accounts  # noqa: E402

KEPT = ROOT / "tests" / "data" / "released"
VERSION = next(
    line.split('"')[1] for line in (ROOT / "pyproject.toml").read_text().splitlines() if line.startswith("version")
)
NOISE = ("--", "SET ", "SELECT pg_catalog", "\\")


def main() -> None:
    accounts.HASHER = town.CHEAP
    accounts.NOBODY = town.CHEAP.hash("nobody")
    KEPT.mkdir(parents=True, exist_ok=True)
    made = conftest.Databases(Path(tempfile.mkdtemp()))
    if conftest.SERVER:
        name = made.template.rsplit("/", 1)[1].split("?")[0]
        server = os.environ["FULLGRID_TEST_DATABASE"].rsplit("/", 1)[0]
        told = subprocess.run(
            ["pg_dump", "--inserts", "--no-owner", f"{server}/{name}"], capture_output=True, text=True, check=True
        ).stdout
        text = "\n".join(line for line in told.splitlines() if line and not line.startswith(NOISE)) + "\n"
        keep("postgresql", text)
    else:
        file = made.folder / (made.template.rsplit("/", 1)[1])
        keep("sqlite", "\n".join(sqlite3.connect(file).iterdump()) + "\n")


def keep(kind: str, text: str) -> None:
    file = KEPT / f"{VERSION}.{kind}.sql"
    if file.exists():
        sys.exit(f"{file.relative_to(ROOT)} is kept already")
    file.write_text(text)
    print(f"{file.relative_to(ROOT)}: {len(text):,} characters")


if __name__ == "__main__":
    main()
