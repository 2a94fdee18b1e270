"""What can go wrong on the way to the second place, in words."""

import logging
from typing import Any

from cryptography.exceptions import InvalidTag

from webapp.core.text.i18n import N_, gettext
from webapp.core.web import faults

log = logging.getLogger("fullgrid.machine")

TROUBLES = {
    "absent": N_("那个文件夹现在不在（盘没挂上，或者写错了）"),
    "denied": N_("没有往那里写的权限，或者访问编号、密钥不对"),
    "full": N_("那个地方满了"),
    "differs": N_("送到了，读回来却不一样，那个地方靠不住"),
    "nothing": N_("还没有备份可送"),
    "no_library": N_("这台机器没有装 S3 的部件（pip install obstore）"),
    "unreachable": N_("连不上那个地方"),
}
KINDS: tuple[tuple[Any, str], ...] = (
    (FileNotFoundError, "absent"), (NotADirectoryError, "absent"), (PermissionError, "denied"),
    (InvalidTag, "differs"), (ImportError, "no_library"),
)  # fmt: skip
BY_NAME = {"NotAsWritten": "differs", "NothingToCarry": "nothing"}
DENIED = ("Permission denied", "Unauthenticated", "PermissionDenied", "AccessDenied", "InvalidAccessKeyId",
          "SignatureDoesNotMatch", "Host key verification failed")  # fmt: skip


def trouble_of(error: Exception) -> str:
    """A word of TROUBLES; the error's own text may hold an address and stays in the log."""
    if (name := type(error).__name__) in BY_NAME:
        return BY_NAME[name]
    if faults.of(error) is faults.DiskFull:
        return "full"
    if any(word in f"{name} {error}" for word in DENIED):
        return "denied"
    if "No such file" in str(error):
        return "absent"
    return next((word for kind, word in KINDS if isinstance(error, kind)), "unreachable")


def said(trouble: str) -> str:
    return gettext(TROUBLES.get(trouble, TROUBLES["unreachable"]))
