from webapp.core.text.i18n import N_

WORDS = {
    "api_case_in": N_("接口：送来一件事项"),
    "api_number": N_("接口：对上对方编号"),
    "api_read": N_("接口：取走数据"),
    "make_api_key": N_("开接口钥匙"),
    "end_api_key": N_("停用接口钥匙"),
}
