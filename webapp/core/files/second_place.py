"""A second place for what must outlive this machine: a folder (another disk, a mount), an S3-compatible store, or a
server reached by the system's own `sftp` with a key it already trusts.

All three know the same four things. A name is written whole or not at all, and is read back by whoever wrote it.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from webapp.core.data import ids

PIECE = 1 << 20
DRAFT = ".part"
PATIENCE = 1800  # seconds for one file by sftp


class Place(Protocol):
    def put(self, name: str, file: Path) -> None: ...
    def get(self, name: str, file: Path) -> None: ...
    def names(self, under: str) -> set[str]: ...
    def drop(self, name: str) -> None: ...


@dataclass(frozen=True)
class Address:
    """Where it is and, for an object store, who asks. `secret` is never said again."""

    url: str
    endpoint: str = ""
    key: str = ""
    secret: str = ""


def is_address(text: str) -> bool:
    """A folder from the root, s3://bucket/prefix, or sftp://user@host/folder; nothing that ends a line or a word."""
    if any(sign in text for sign in "\"'\\\n\r\0"):
        return False
    if text.startswith("/"):
        return ".." not in Path(text).parts
    parts = urlsplit(text)
    if parts.scheme == "s3":
        return bool(parts.netloc) and not parts.password
    return parts.scheme == "sftp" and bool(parts.hostname) and len(parts.path) > 1 and not parts.password


def open_place(at: Address) -> Place:
    if at.url.startswith("/"):
        return FolderPlace(Path(at.url))
    if at.url.startswith("sftp://"):
        return SftpPlace(at.url)
    return StorePlace(at)


class FolderPlace:
    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str, file: Path) -> None:
        target = self.root / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = target.with_name(f"{ids.new()}{DRAFT}")
        try:
            with file.open("rb") as source, draft.open("wb") as out:
                shutil.copyfileobj(source, out, PIECE)
                out.flush()
                os.fsync(out.fileno())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)

    def get(self, name: str, file: Path) -> None:
        shutil.copyfile(self.root / name, file)

    def names(self, under: str) -> set[str]:
        if not self.root.is_dir():  # a mount that is not there must not look like an empty place
            raise FileNotFoundError(self.root)
        found = (file for file in (self.root / under).rglob("*") if file.is_file() and file.suffix != DRAFT)
        return {str(file.relative_to(self.root)) for file in found}

    def drop(self, name: str) -> None:
        (self.root / name).unlink(missing_ok=True)


class StorePlace:
    def __init__(self, at: Address) -> None:
        from obstore.store import from_url  # optional: the extra named s3

        told = {"endpoint": at.endpoint, "access_key_id": at.key, "secret_access_key": at.secret}
        given: dict[str, Any] = {name: value for name, value in told.items() if value}
        if at.endpoint.startswith("http://"):
            given["client_options"] = {"allow_http": True}
        self.store: Any = from_url(at.url, **given)

    def put(self, name: str, file: Path) -> None:
        self.store.put(name, file)

    def get(self, name: str, file: Path) -> None:
        with file.open("wb") as out:
            for piece in self.store.get(name).stream(min_chunk_size=PIECE):
                out.write(piece)

    def names(self, under: str) -> set[str]:
        return {one["path"] for page in self.store.list(under.rstrip("/")) for one in page}

    def drop(self, name: str) -> None:
        self.store.delete(name)


class SftpPlace:
    """One `sftp` a batch: no password is ever asked for, and a host that is not known is refused."""

    program: tuple[str, ...] = ("sftp", "-q", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes")

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.root = unquote(parts.path).rstrip("/")
        self.host = f"{parts.username}@{parts.hostname}" if parts.username else str(parts.hostname)
        self.port = ("-P", str(parts.port)) if parts.port else ()

    def put(self, name: str, file: Path) -> None:
        folders = [str(one) for one in reversed(Path(name).parents) if str(one) != "."]
        target = f"{self.root}/{name}"
        made = [f'-mkdir "{self.root}/{one}"' for one in folders]
        self._do([*made, f'put "{file}" "{target}{DRAFT}"', f'-rm "{target}"', f'rename "{target}{DRAFT}" "{target}"'])

    def get(self, name: str, file: Path) -> None:
        self._do([f'get "{self.root}/{name}" "{file}"'])

    def names(self, under: str) -> set[str]:
        """Two levels deep, as everything here lies; the folder itself has to be there."""
        self._do([f'ls -1 "{self.root}"'])
        first = self._listed([under])
        folders = sorted(name for name in first if not Path(name).suffix)
        found = first | (self._listed(folders) if folders else set())
        return {name for name in found if Path(name).suffix and not name.endswith(DRAFT)}

    def _listed(self, folders: list[str]) -> set[str]:
        told = self._do([f'-ls -1 "{self.root}/{one}"' for one in folders])
        lines = {one.strip() for one in told.splitlines()}
        return {one.removeprefix(f"{self.root}/") for one in lines if one.startswith(f"{self.root}/")}

    def drop(self, name: str) -> None:
        self._do([f'-rm "{self.root}/{name}"'])

    def _do(self, lines: Iterable[str]) -> str:
        asked = [*self.program, *self.port, "-b", "-", self.host]
        told = subprocess.run(  # noqa: S603 — our own words; the address was judged when it was set
            asked, input="\n".join(lines) + "\n", capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        if told.returncode:
            raise ConnectionError((told.stderr.strip().splitlines() or ["sftp"])[-1][:160])
        return told.stdout
