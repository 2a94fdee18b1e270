"""A phone on the desk gets https from the installation's own authority, which can vouch for nothing far away."""

import ssl
import threading
from http.client import HTTPSConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from flask import Flask

from tests.conftest import HouseClient
from webapp.core.trust import tls
from webapp.core.trust.tls_commands import tls_folder


def served(papers: tls.Papers) -> HTTPServer:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Answer)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(papers.certificate, papers.key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def test_who_trusts_the_authority_gets_a_sound_connection(tmp_path: Path) -> None:
    papers = tls.papers(tmp_path, ["127.0.0.1"])
    server = served(papers)
    try:
        trusting = ssl.create_default_context(cafile=str(papers.authority))
        connection = HTTPSConnection("127.0.0.1", server.server_port, context=trusting, timeout=5)
        connection.request("GET", "/")
        assert connection.getresponse().status == 204
        connection.close()
        stranger = HTTPSConnection("127.0.0.1", server.server_port, context=ssl.create_default_context(), timeout=5)
        with pytest.raises(ssl.SSLCertVerificationError):
            stranger.request("GET", "/")
        stranger.close()
    finally:
        server.shutdown()
        server.server_close()


def test_the_second_start_keeps_the_papers_and_a_new_address_keeps_the_authority(tmp_path: Path) -> None:
    first = tls.papers(tmp_path, ["192.168.1.5"])
    assert not first.replaced_authority
    authority, certificate = first.authority.read_bytes(), first.certificate.read_bytes()
    again = tls.papers(tmp_path, ["192.168.1.5"])
    assert not again.replaced_authority
    assert again.certificate.read_bytes() == certificate
    moved = tls.papers(tmp_path, ["192.168.1.9"])
    assert moved.authority.read_bytes() == authority
    assert moved.certificate.read_bytes() != certificate


def test_keys_are_for_the_owner_only(tmp_path: Path) -> None:
    tls.papers(tmp_path, ["grid.local"])
    assert {file.stat().st_mode & 0o077 for file in tmp_path.iterdir()} == {0}


def test_the_authority_is_limited_to_private_addresses_and_local_names(tmp_path: Path) -> None:
    held = x509.load_pem_x509_certificate(tls.papers(tmp_path, ["10.0.0.7"]).authority.read_bytes())
    constraint = held.extensions.get_extension_for_class(x509.NameConstraints)
    assert constraint.critical
    assert not any(tls._covers(limit, "bank.example.com") for limit in constraint.value.permitted_subtrees or [])


def test_a_host_outside_gets_an_authority_that_names_it(tmp_path: Path) -> None:
    tls.papers(tmp_path, ["10.0.0.7"])
    assert tls.papers(tmp_path, ["grid.example.org"]).replaced_authority
    assert not tls.papers(tmp_path, ["grid.example.org"]).replaced_authority


def test_all_addresses_means_those_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tls, "_outward_address", lambda: "192.168.1.5")
    assert tls.own_addresses("0.0.0.0")[0] == "192.168.1.5"
    assert tls.own_addresses("192.168.1.5") == ["192.168.1.5"]
    assert "127.0.0.1" in tls.own_addresses("0.0.0.0")


def test_a_machine_that_does_not_know_its_own_name_still_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tls, "_outward_address", lambda: "192.168.1.5")
    monkeypatch.setattr(tls.socket, "gethostname", lambda: "nobody-knows.invalid")
    assert tls.own_addresses("0.0.0.0") == ["192.168.1.5", "127.0.0.1"]


def test_the_page_tells_the_two_steps_and_hands_out_the_certificate(app: Flask, client: HouseClient) -> None:
    assert client.get("/trust").status_code == 404
    told = app.test_cli_runner().invoke(args=["tls", "192.168.1.5", "8010"])
    assert "https://192.168.1.5:8010/trust" in told.output
    with app.app_context():
        code = tls.fingerprint(tls_folder())
    assert code in told.output
    assert code in client.get("/trust").get_data(as_text=True)
    answer = client.get("/trust/fullgrid.crt")
    assert answer.mimetype == "application/x-x509-ca-cert"
    assert x509.load_der_x509_certificate(answer.get_data())
    assert b"PRIVATE" not in answer.get_data()
