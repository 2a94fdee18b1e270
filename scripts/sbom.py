"""sbom.py: what the product is made of, as CycloneDX 1.6: the locked Python packages and the vendored JavaScript.

Both lock files name every version and hash, so nothing is installed and nothing is asked. The same locks give the same
bill, byte for byte.
"""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)(.*?)(?=^\S|\Z)", re.M | re.S)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def packages(lock: str) -> list[dict[str, Any]]:
    found = []
    for name, version, rest in PACKAGE.findall(lock):
        address = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
        hashes = [{"alg": "SHA-256", "content": one} for one in sorted(HASH.findall(rest))]
        found.append({"type": "library", "bom-ref": address, "name": name, "version": version, "purl": address,
                      "hashes": hashes})  # fmt: skip
    return found


def scripts() -> list[dict[str, Any]]:
    found = []
    for one in json.loads((ROOT / "static/vendor/lock.json").read_text()):
        address = f"pkg:npm/{one['name'].replace('@', '%40', 1)}@{one['version']}"
        found.append({"type": "library", "bom-ref": address, "name": one["name"], "version": one["version"],
                      "purl": address, "licenses": [{"license": {"id": one["licence"]}}]})  # fmt: skip
    return found


def bill() -> dict[str, Any]:
    product = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    own = {"type": "application", "name": product["name"], "version": product["version"]}
    parts = packages((ROOT / "requirements.lock").read_text()) + scripts()
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": own},
            "components": parts}  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(bill(), indent=1))
