"""A bad line between browser and server, below the browser: refuses, cuts, drops the answer after the commit,
truncates it, delays, holds, or answers as a hotel's portal. It also counts bytes and requests, as a phone pays for
them."""

import contextlib
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from enum import StrEnum

PORTAL = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nContent-Length: 26\r\n\r\n<h1>Welcome, room 12?</h1>"


class Kind(StrEnum):
    OK = "ok"
    REFUSE = "refuse"  # no connection
    CUT_REQUEST = "cut_request"  # after `bytes` from the browser
    DROP_ANSWER = "drop_answer"  # the server has answered, so it has committed; nothing arrives
    CUT_ANSWER = "cut_answer"  # `bytes` of the answer arrive
    PORTAL = "portal"
    DELAY = "delay"  # `bytes` milliseconds
    HOLD = "hold"  # until the line heals


@dataclass
class Fault:
    kind: Kind
    match: bytes = b""
    bytes: int = 0
    times: int = 10**9


@dataclass
class Proxy:
    upstream: int
    port: int = 0
    fault: Fault = field(default_factory=lambda: Fault(Kind.OK))
    hits: int = 0
    requests: list[str] = field(default_factory=list)
    up: int = 0
    down: int = 0

    def __post_init__(self) -> None:
        self.lock = threading.Lock()
        self.listener = hold_port(self.port)
        self.port = self.listener.getsockname()[1]
        self.listener.listen(128)
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """The port is free at once: a thread that still waits in accept() would hold it."""
        self.heal()
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def heal(self) -> None:
        self.fault = Fault(Kind.OK)

    def reset_counts(self) -> None:
        self.up = self.down = 0
        self.requests.clear()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        with contextlib.suppress(OSError), near:
            near.settimeout(30)
            if self.fault.kind is Kind.REFUSE and not self.fault.match:
                self.hits += 1
                return _reset(near)
            first = _head(near)
            if not first:
                return None
            with self.lock:
                self.requests.append(first.split(b"\r\n", 1)[0].decode("latin-1"))
            return self._carry(near, first, self._fault_for(first))
        return None

    def _fault_for(self, first: bytes) -> Fault:
        with self.lock:
            fault = self.fault
            if fault.kind is Kind.OK or not first.startswith(fault.match) or fault.times <= 0:
                return Fault(Kind.OK)
            fault.times -= 1
            self.hits += 1
            return Fault(fault.kind, fault.match, fault.bytes)

    def _linger(self, fault: Fault) -> None:
        if fault.kind is Kind.DELAY:
            time.sleep(fault.bytes / 1000)
        while fault.kind is Kind.HOLD and self.fault.kind is Kind.HOLD:
            time.sleep(0.02)

    def _carry(self, near: socket.socket, first: bytes, fault: Fault) -> None:
        if fault.kind is Kind.REFUSE:
            return _reset(near)
        if fault.kind is Kind.PORTAL:
            near.sendall(PORTAL)
            return None
        self._linger(fault)
        whole = first + _body(near, first)
        with socket.create_connection(("127.0.0.1", self.upstream), 30) as far:
            if fault.kind is Kind.CUT_REQUEST:
                far.sendall(whole[: fault.bytes])
                return _reset(near)
            far.sendall(_closing(whole))
            self.up += len(whole)
            answer = b""
            while piece := far.recv(65536):
                answer += piece
        if fault.kind is Kind.DROP_ANSWER:
            return _reset(near)
        if fault.kind is Kind.CUT_ANSWER:
            near.sendall(answer[: fault.bytes])
            return _reset(near)
        self.down += len(answer)
        near.sendall(answer)
        return None


def hold_port(port: int = 0) -> socket.socket:
    """Whoever keeps one of these open keeps the port from everybody else, and may listen on it again and again."""
    held = socket.socket()
    for option in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
        held.setsockopt(socket.SOL_SOCKET, option, 1)
    held.bind(("127.0.0.1", port))
    return held


def _head(near: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        piece = near.recv(65536)
        if not piece:
            return b""
        got += piece
    return got


def _body(near: socket.socket, first: bytes) -> bytes:
    head, _, rest = first.partition(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length")), 0)
    got = b""
    while len(rest) + len(got) < length:
        piece = near.recv(65536)
        if not piece:
            break
        got += piece
    return got


def _closing(whole: bytes) -> bytes:
    """One request a connection, so that a fault hits the request it is meant for."""
    head, _, body = whole.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body


def _reset(near: socket.socket) -> None:
    """RST instead of FIN: the line is cut, not closed."""
    near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    near.close()
