"""Names of what the catalogue holds. The categories a new district starts with are rows of migration 0005."""

from webapp.core.text.i18n import N_

HAZARD, NEED = "hazard", "need"
DAY, WORKING_DAY, WORKING_HOUR, HOUR = "day", "working_day", "working_hour", "hour"

KIND_NAMES = {HAZARD: N_("隐患"), NEED: N_("诉求")}
LEVEL_NAMES = {1: N_("网格自办"), 2: N_("社区"), 3: N_("街道"), 4: N_("区")}
UNIT_NAMES = {
    DAY: N_("自然日"),
    WORKING_DAY: N_("工作日"),
    WORKING_HOUR: N_("工作时"),
    HOUR: N_("小时"),
}
EVIDENCE_NAMES = {"none": N_("不要求"), "words": N_("一句话"), "photo": N_("照片")}
