"""The whole worst day: the machine is gone with its folder. Two papers and the second place bring everything back."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

# What a phone, a printed code, a signed paper and a sealed field depend on.
LOOK = """
import json
from webapp import create_app
from webapp.centre.sync import phone_services
from webapp.core.data import db
from webapp.core.files import blob_store
from webapp.core.trust import signing, vault
from webapp.people.settings import queries
from webapp.people.settings.rules import Name
app = create_app()
with app.app_context():
    current, keys = phone_services.phone_keys("01900000-0000-7000-8000-000000000001")
    session, folder = db.session(), app.config["SETTINGS"].folder
    print(json.dumps({
        "phone": {name: key.hex() for name, key in keys.items()}, "current": current,
        "signature": signing.public_key().hex(), "seal": signing.certificate_pem(folder / "keys").decode(),
        "door": vault.token("door", "a community", "9号楼", "1门"), "session": app.config["SECRET_KEY"],
        "mail": queries.secret(session, Name.MAIL), "blind": vault.blind_index("120110195001011234"),
        "photos": sorted(blob_store.shelf().names()), "authority": (folder / "tls/authority.pem").read_text(),
    }))
"""
LIVE = """
import sys
from pathlib import Path
from webapp import create_app
from webapp.core.data import db
from webapp.core.files import blob_store
from webapp.core.trust import tls
from webapp.people.settings import services
from webapp.people.settings.rules import Name
app = create_app()
with app.app_context():
    with db.transaction() as session:
        services.change(session, None, {Name.MAIL: "mailtos://a:b@c.test", Name.SECOND_PLACE: sys.argv[1]})
    blob_store.put(b"a photo of that day")
    tls.papers(app.config["SETTINGS"].folder / "tls", ["192.168.1.9"])
"""

COMMANDS = """
import json
import sys
from webapp import create_app
runner = create_app().test_cli_runner()
for args, typed in json.loads(sys.argv[1]):
    done = runner.invoke(args=args, input=typed)
    print(done.output)
    assert done.exit_code == 0, done.output
"""


class Machine:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("FULLGRID_")}
        self.environment |= {"DATA": str(data), "FULLGRID_LOGS": "json"}

    def run(self, *args: str) -> str:
        done = subprocess.run(
            [sys.executable, *args], cwd=ROOT, env=self.environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{args}: {done.stdout[-500:]}{done.stderr[-1500:]}"
        return done.stdout

    def flask(self, *commands: str, typed: str = "") -> str:
        """One process, as many commands as are wanted."""
        return self.run("-c", COMMANDS, json.dumps([(one.split(" "), typed) for one in commands]))


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_burnt_machine_comes_back_from_two_papers_and_the_second_place(tmp_path: Path) -> None:
    pytest.importorskip("shamir_mnemonic")
    old, second = Machine(tmp_path / "old"), tmp_path / "second"
    second.mkdir()
    old.flask("db upgrade")
    before = json.loads(old.run("-c", LIVE + LOOK, str(second)))
    told = old.flask("keys shares", "rotate-key", "db backup", "db carry")  # papers of before a rotation still fit
    papers = re.findall(r"张：(.+)", told)
    assert len(papers) == 3
    after_rotation = json.loads(old.run("-c", LOOK))
    shutil.rmtree(old.data)

    new = Machine(tmp_path / "new")
    assert "照片要有钥匙才打得开" in new.flask(f"db fetch {second}")
    assert "keys/ring.json" in new.flask("keys restore", typed=f"{papers[2]}\n{papers[0]}\n")
    new.flask("db restore")
    told = new.flask("db fetch", "db drill")
    assert "取回照片 1 张" in told and "加密的内容抽了 1 处，都解得开" in told
    again = json.loads(new.run("-c", LOOK))
    assert again == after_rotation
    assert again["phone"].items() >= before["phone"].items() and again["door"] == before["door"]
