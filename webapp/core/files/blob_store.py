"""Where large contents lie: by their own hash, outside the database, in a folder or an S3-compatible store.

`FULLGRID_PHOTOS` empty: DATA/photos. Otherwise an address that obstore knows (s3://bucket/prefix, memory:///).
"""

import hashlib
import os
import re
from pathlib import Path
from typing import Any, Protocol

from flask import current_app

from webapp.core.data import ids
from webapp.core.web.errors import NotFound

NAME = re.compile("[0-9a-f]{64}")


class Shelf(Protocol):
    def put(self, name: str, content: bytes) -> None: ...
    def get(self, name: str) -> bytes: ...
    def drop(self, name: str) -> None: ...
    def names(self) -> set[str]: ...


class Folder:
    def __init__(self, root: Path) -> None:
        self.root = root

    def _path(self, name: str) -> Path:
        return self.root / name[:2] / name

    def put(self, name: str, content: bytes) -> None:
        path = self._path(name)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{name}.{ids.new()}")
        with draft.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)

    def get(self, name: str) -> bytes:
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            raise NotFound from None

    def drop(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def names(self) -> set[str]:
        return {file.name for file in self.root.glob("??/*") if NAME.fullmatch(file.name)}


class ObjectStore:
    def __init__(self, address: str) -> None:
        from obstore.store import from_url  # optional: the extra named s3

        self.store: Any = from_url(address)

    def put(self, name: str, content: bytes) -> None:
        self.store.put(f"{name[:2]}/{name}", content)

    def get(self, name: str) -> bytes:
        try:
            return bytes(self.store.get(f"{name[:2]}/{name}").bytes())
        except FileNotFoundError:
            raise NotFound from None

    def drop(self, name: str) -> None:
        self.store.delete(f"{name[:2]}/{name}")

    def names(self) -> set[str]:
        found = (one["path"].rpartition("/")[2] for page in self.store.list() for one in page)
        return {name for name in found if NAME.fullmatch(name)}


def shelf() -> Shelf:
    if "shelf" not in current_app.extensions:
        settings = current_app.config["SETTINGS"]
        address = settings.photo_store
        current_app.extensions["shelf"] = ObjectStore(address) if address else Folder(settings.folder / "photos")
    found: Shelf = current_app.extensions["shelf"]
    return found


def put(content: bytes) -> str:
    """Keeps the content and returns its name: its hash. The same content twice is one file."""
    name = hashlib.sha256(content).hexdigest()
    shelf().put(name, content)
    return name


def get(name: str) -> bytes:
    return shelf().get(name)


def arriving(name: str) -> Path:
    """The unfinished file of an upload in pieces."""
    folder: Path = current_app.config["SETTINGS"].folder / "arriving"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{name}.part"
