"""Words for posts, and the home page of each."""

from webapp.core.text.i18n import N_
from webapp.people.accounts.models import PostKind, Role

ROLE_WORDS = {
    Role.GRID_WORKER: N_("网格员"),
    Role.MICRO_HEAD: N_("微网格长"),
    Role.LIAISON: N_("网格联络员"),
    Role.HOST: N_("社区书记（议事会主持）"),
    Role.STREET: N_("街道网格中心"),
    Role.DISTRICT: N_("区网格中心"),
    Role.VOLUNTEER: N_("志愿者"),
    Role.COUNTER: N_("前台"),
    Role.JUDGE: N_("评委"),
    Role.AUDITOR: N_("审计"),
}
KIND_WORDS = {PostKind.MAIN: N_("正职"), PostKind.COVER: N_("AB岗顶岗"), PostKind.ACTING: N_("代理")}

FIRST_HAT = (
    Role.GRID_WORKER, Role.HOST, Role.STREET, Role.DISTRICT, Role.COUNTER, Role.JUDGE, Role.AUDITOR,
    Role.MICRO_HEAD, Role.LIAISON, Role.VOLUNTEER,
)  # fmt: skip
