"""Settings come from the environment once, at start; what is missing has a default fit for one street."""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path


class BadSetting(SystemExit):
    """A wrong setting stops the start with a sentence instead of failing later."""


@dataclass(frozen=True)
class Settings:
    folder: Path
    database_url: str
    hosts: tuple[str, ...] = ()
    https: bool = False
    behind_proxy: bool = False
    testing: bool = False
    photo_store: str = ""
    replica_url: str = ""
    port: int = 8000
    extra: dict[str, str] = field(default_factory=dict)

    def close_to_others(self) -> None:
        """Database, photos and papers are for this account alone; a folder of somebody else's stays as it is."""
        os.umask(0o077)
        self.folder.mkdir(parents=True, exist_ok=True)
        with suppress(PermissionError):
            self.folder.chmod(0o700)

    @property
    def keys_folder(self) -> Path:
        return self.folder / "keys"


def from_environment() -> Settings:
    folder = Path(os.environ.get("DATA") or "var").resolve()
    url = os.environ.get("FULLGRID_DATABASE") or f"sqlite:///{folder / 'fullgrid.db'}"
    replica = os.environ.get("FULLGRID_REPLICA", "")
    if not url.startswith(("sqlite:///", "postgresql")):
        raise BadSetting(f"FULLGRID_DATABASE 只认 sqlite:/// 或 postgresql:// 开头的地址，现在是 {url.split(':')[0]}")
    if replica and not (replica.startswith("postgresql") and url.startswith("postgresql")):
        raise BadSetting("FULLGRID_REPLICA 是 PostgreSQL 的备用库（postgresql://…），主库也要是 PostgreSQL。")
    return Settings(
        folder=folder,
        database_url=url.replace("postgresql://", "postgresql+psycopg://", 1),
        replica_url=replica.replace("postgresql://", "postgresql+psycopg://", 1),
        hosts=tuple(host for host in os.environ.get("FULLGRID_HOSTS", "").split(",") if host),
        https=os.environ.get("FULLGRID_HTTPS") == "1",
        behind_proxy=os.environ.get("FULLGRID_PROXY") == "1",
        port=int(os.environ.get("PORT") or 8000),
        photo_store=os.environ.get("FULLGRID_PHOTOS", ""),
        extra={
            name.removeprefix("FULLGRID_").lower(): value
            for name, value in os.environ.items()
            if name.startswith("FULLGRID_")
        },
    )
