"""One place decides what the house hashes with: nobody works a keyed hash out by hand."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OWN = "webapp/core/crypto/digests.py"
AGREED_WITH_OTHERS = {"webapp/centre/api/rules.py"}  # what platforms check: the header names its hash


def test_every_keyed_hash_is_the_vaults() -> None:
    found = {
        str(file.relative_to(ROOT))
        for file in ROOT.glob("webapp/**/*.py")
        if re.search(r"\bhmac\.(new|digest)\b|\bHMAC\(", file.read_text())
    }
    assert found == {OWN} | AGREED_WITH_OTHERS
