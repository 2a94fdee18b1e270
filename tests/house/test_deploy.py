"""What stands around the product: the unit that runs it, the bill of what it is made of, its files alike each time."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNIT = ROOT / "deploy" / "fullgrid.service"
WANTED = {
    "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes",
    "PrivateDevices": "yes", "ProtectKernelTunables": "yes", "ProtectKernelModules": "yes", "ProtectKernelLogs": "yes",
    "ProtectControlGroups": "yes", "ProtectClock": "yes", "ProtectHostname": "yes", "ProtectProc": "invisible",
    "RestrictNamespaces": "yes", "RestrictSUIDSGID": "yes", "RestrictRealtime": "yes", "LockPersonality": "yes",
    "CapabilityBoundingSet": "", "UMask": "0077", "SystemCallArchitectures": "native", "DevicePolicy": "closed",
}  # fmt: skip


def test_the_unit_is_shut_in() -> None:
    said = dict(re.findall(r"^(\w+)=(.*)$", UNIT.read_text(), re.M))
    assert {name: said.get(name) for name in WANTED} == WANTED
    assert "SystemCallFilter=@system-service" in UNIT.read_text()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not here")
def test_systemd_finds_little_exposed(tmp_path: Path) -> None:
    copy = tmp_path / "fullgrid.service"
    copy.write_text(UNIT.read_text())
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(copy)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    if "Overall exposure level" not in told.stdout:
        pytest.skip(told.stderr[:200])
    assert told.returncode == 0, told.stdout[-400:]


def made(*command: str) -> bytes:
    return subprocess.run([sys.executable, *command], capture_output=True, cwd=ROOT, timeout=60, check=True).stdout


def test_the_bill_names_every_locked_package() -> None:
    bill = json.loads(made("scripts/sbom.py"))
    named = {(one["name"], one["version"]) for one in bill["components"] if one["purl"].startswith("pkg:pypi/")}
    locked = set(
        re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", (ROOT / "requirements.lock").read_text(), re.M)
    )
    assert named == locked and len(named) > 60
    assert all(one["hashes"] for one in bill["components"] if one["purl"].startswith("pkg:pypi/"))
    scripts = {one["name"] for one in bill["components"] if one["purl"].startswith("pkg:npm/")}
    assert scripts == {one["name"] for one in json.loads((ROOT / "static/vendor/lock.json").read_text())}


def test_the_same_files_come_out_twice() -> None:
    """The bundle of scripts, the worker and the bill: another machine can check what is served by its hash."""
    told = (
        "import os;os.environ.setdefault('DATA','/tmp');"
        "from webapp.centre.sync import shells;from webapp.core.web import assets;"
        "from pathlib import Path;import hashlib;"
        "files=sorted(p for p in Path('static').rglob('*') if p.is_file());"
        "print(hashlib.sha256(repr(shells.code_text()).encode()).hexdigest());"
        "print([assets.static_url(str(p.relative_to('static'))) for p in files])"
    )
    runs = {hashlib.sha256(made("-c", told) + made("scripts/sbom.py")).hexdigest() for _ in range(2)}
    assert len(runs) == 1


def python_found(own: Path, path: str, asked: str = "") -> str:
    told = ". scripts/lib.sh; OWN_PYTHON=$1; PATH=$2:$PATH; find_python"
    run = subprocess.run(
        ["/bin/sh", "-c", told, "scripts/setup.sh", str(own), path],
        cwd=ROOT, env=os.environ | {"PYTHON": asked}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return run.stdout.strip()


def test_the_systems_own_python_is_taken_before_another(tmp_path: Path) -> None:
    """One without `venv` cannot be: then whatever stands first on the path."""
    own, bare, other = (tmp_path / name / "python3" for name in ("own", "bare", "other"))
    for file in (own, bare, other):
        without = 'case "$*" in *ensurepip*) exit 1 ;; esac' if file is bare else ""
        file.parent.mkdir()
        file.write_text(f'#!/bin/sh\n{without}\nexec {sys.executable} "$@"\n')
        file.chmod(0o755)
    assert python_found(own, str(other.parent)) == str(own)
    assert python_found(bare, str(other.parent)) == str(other)
    assert python_found(tmp_path / "none", str(other.parent)) == str(other)
    assert python_found(own, str(tmp_path), asked=str(other)) == str(other)
