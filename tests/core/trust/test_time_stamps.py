"""A time stamp by RFC 3161, from a real authority made by openssl; a silent one stops no paper."""

import io
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.core.trust import rings
from tests.core.trust.sm2_by_hand import holds
from webapp.core.crypto.ciphers import Family
from webapp.core.paper import pdf
from webapp.core.trust import signing, vault

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not here")
CONFIG = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/tsa.crt
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
"""


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=30)


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "tsa"
    folder.mkdir()
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=A clock nobody owns",
        "-addext", "extendedKeyUsage=critical,timeStamping", "-keyout", f"{folder}/tsa.key",
        "-out", f"{folder}/tsa.crt")  # fmt: skip

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            (folder / "asked").write_bytes(asked)
            run("openssl", "ts", "-reply", "-config", f"{folder}/tsa.cnf", "-queryfile", f"{folder}/asked",
                "-out", f"{folder}/answer")  # fmt: skip
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write((folder / "answer").read_bytes())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def paper() -> bytes:
    return pdf.render_pdf('<html lang="zh-CN"><title>证</title><p>证', title="证")


def has_stamp(content: bytes) -> bool:
    (signature,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    return "signature_time_stamp_token" in {one["type"].native for one in signature.signer_info["unsigned_attrs"]}


def test_the_signature_carries_somebody_elses_time(authority: str, paper: bytes, tmp_path: Path) -> None:
    assert has_stamp(signing.sign_pdf(paper, tmp_path / "keys", reason="试", stamp_by=authority))
    assert not has_stamp(signing.sign_pdf(paper, tmp_path / "keys", reason="试"))


def test_an_sm2_seal_is_stamped_by_whoever_knows_sm3(
    authority: str, paper: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with rings.of_file(tmp_path / "keys", monkeypatch) as keys:
        vault.choose(keys, Family.SM4)
        refused = signing.sign_pdf(paper, keys, reason="试", stamp_by=authority)
        assert holds(refused) and not has_stamp(refused) and "refused" in caplog.text
        config = tmp_path / "tsa" / "tsa.cnf"
        config.write_text(config.read_text().replace("sha512\n", "sha512, sm3\n"))
        stamped = signing.sign_pdf(paper, keys, reason="试", stamp_by=authority)
        assert holds(stamped) and has_stamp(stamped)


def test_a_silent_service_stops_no_paper_and_the_log_says_so(
    paper: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = signing.sign_pdf(paper, tmp_path / "keys", reason="试", stamp_by="http://127.0.0.1:9/")
    assert not has_stamp(made) and "time stamp" in caplog.text
