"""Fetch the JavaScript libraries named in static/vendor/lock.json with npm, check them, and copy them in."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"


def digest(content: bytes, algorithm: str) -> str:
    return f"{algorithm}-{base64.b64encode(hashlib.new(algorithm, content).digest()).decode()}"


def fetch(package: dict[str, str], folder: Path) -> bytes:
    spec = f"{package['name']}@{package['version']}"
    print(f"{spec}: asking npm", flush=True)
    packed = subprocess.run(["npm", "pack", spec, "--silent"], cwd=folder, check=True, capture_output=True, text=True)
    archive = folder / packed.stdout.strip().splitlines()[-1]
    if digest(archive.read_bytes(), "sha512") != package["integrity"]:
        sys.exit(f"{spec}: the archive is not the one in lock.json; nothing was changed")
    with tarfile.open(archive) as tar:
        member = tar.extractfile(f"package/{package['member']}")
        assert member is not None
        return member.read()


def main() -> None:
    packages = json.loads((VENDOR / "lock.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        for package in packages:
            content = fetch(package, Path(folder))
            if digest(content, "sha384") != package["sha384"]:
                sys.exit(f"{package['file']}: content differs from lock.json; nothing was changed")
            (VENDOR / package["file"]).write_bytes(content)
            print(f"{package['file']}: {len(content):,} bytes, as locked")


if __name__ == "__main__":
    main()
