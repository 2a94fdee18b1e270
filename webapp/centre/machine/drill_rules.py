"""What a drill looks at, in words. A finding is kept as its key, whether it is good, and its figures."""

from typing import Any, NamedTuple

from webapp.core.text.i18n import N_, gettext

# key: (what is said when it is good, what is said when it is not)
WORDS = {
    "opens": (N_("解得开，打得开，结构完好（%(mb)s MB）"), N_("打不开：%(why)s")),
    "rows": (N_("%(tables)s 张表，%(rows)s 行"), N_("%(tables)s 张表，%(rows)s 行")),
    "audit": (N_("留痕一环扣一环，%(lines)s 条"), N_("留痕从 %(line)s 起对不上")),
    "history": (N_("和现在的留痕接得上"), N_("和现在的留痕接不上，可能不是这里的备份")),
    "ledger": (N_("积分账平，%(communities)s 个社区"), N_("积分账有 %(faults)s 处不平")),
    "sealed": (N_("加密的内容抽了 %(tried)s 处，都解得开"), N_("加密的内容抽了 %(tried)s 处，%(failed)s 处解不开")),
    "photos": (N_("照片 %(photos)s 张，都在"), N_("照片 %(photos)s 张，%(missing)s 张哪里都没有")),
}
SENT_COPIES_DAYS = 14  # so long a phone keeps what it has sent (KEPT_DAYS in static/js/offline/outbox.js)
# Bookkeeping of the machine itself: nobody misses it after a restore.
PASSING = frozenset({
    "job", "attempt", "sign_in", "audit_head", "sync_epoch", "backup_copy", "backup_proof", "restore_drill",
    "machine_light", "figure_proof", "proof", "notice_delivery", "name_pair", "word_pair", "home_tally",
})  # fmt: skip


class Finding(NamedTuple):
    key: str
    is_good: bool
    figures: dict[str, Any]

    def kept(self) -> dict[str, Any]:
        return {"key": self.key, "good": self.is_good, "figures": self.figures}


def said(kept: dict[str, Any]) -> str:
    """A kept finding as a person reads it."""
    return gettext(WORDS[kept["key"]][0 if kept["good"] else 1], **kept["figures"])
