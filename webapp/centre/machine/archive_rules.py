"""PostgreSQL back to a moment: what stands in its configuration, and what is typed on the day it is wanted.

The server copies every finished piece of its log into the archive by itself; a base copy once a week is the ground they
are laid upon. The product only says how, since the server and its disk are the administrator's.
"""

from datetime import datetime
from pathlib import Path

from webapp.core.text.i18n import N_, gettext

LOG, BASE = "wal", "base"


def settings(archive: Path) -> list[str]:
    """Lines for postgresql.conf: a piece at least every five minutes, never written over another."""
    log = archive / LOG
    piece = f'test ! -f "{log}/%f" && cp "%p" "{log}/%f.part" && mv "{log}/%f.part" "{log}/%f"'
    return [
        "wal_level = replica",
        "archive_mode = on",
        f"archive_command = '{piece}'",
        "archive_timeout = 300",
    ]


def base_copy(archive: Path, address: str) -> str:
    return f'pg_basebackup -d "{address}" -D "{archive / BASE}/$(date +%Y%m%dT%H%M%S)" -X none -c fast'


def recovery(archive: Path, moment: datetime) -> list[str]:
    """Lines for postgresql.auto.conf of a base copy put in the data folder's place, beside an empty recovery.signal."""
    return [
        f'restore_command = \'cp "{archive / LOG}/%f" "%p"\'',
        f"recovery_target_time = '{moment.isoformat(sep=' ', timespec='seconds')}'",
        "recovery_target_action = 'promote'",
    ]


def told(archive: Path, address: str, moment: datetime | None) -> list[str]:
    if moment is None:
        return [
            gettext(N_("写进 postgresql.conf，重启 PostgreSQL：")), *settings(archive), "",
            gettext(N_("每周做一份底子（cron）：")), base_copy(archive, address), "",
            gettext(N_("归档里是明文，放在加密的盘上，只让 postgres 账号读；钥匙和照片照旧由满格送到第二个地方。")),
        ]  # fmt: skip
    return [
        gettext(N_("停下满格和 PostgreSQL。把那个时刻以前最近的一份底子放到数据目录，旧目录改名留着。")),
        gettext(N_("写进新目录的 postgresql.auto.conf，再放一个空文件 recovery.signal：")),
        *recovery(archive, moment), "",
        gettext(N_("启动 PostgreSQL，等它升为主库，再运行 flask db restored：手机会补交，编号往后跳。")),
    ]  # fmt: skip
