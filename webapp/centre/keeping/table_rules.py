from webapp.centre.keeping.rules import NUMBERS, THREE_YEARS, TWO_YEARS, YEAR, Ground, Keep, Purge
from webapp.core.text.i18n import N_
from webapp.people.settings.rules import Name

MOVED = Name.KEEP_MOVED

HOMES = Keep(
    N_("住户：姓名、电话、住哪一户、出生日期、做什么工作"),
    N_("上门、办事、有急事时找得到人"), Ground.DUTY,
    N_("住在这里期间。搬走或去世满两年，电话和工作抹掉；姓名和住过哪一户留作沿革"),
    ("household.head_name", "household.note", "resident.name", "resident.phone", "resident.work",
     "household_member.relation", "name_pair.pair", "other_home.words", "person_transfer.words", "person_act.reason",
     "person_act.undone_why", "person_act.journal"),
    (Purge("resident", "left_on", TWO_YEARS, NUMBERS, setting=MOVED),
     Purge("resident", "died_on", TWO_YEARS, NUMBERS, setting=MOVED),
     Purge("household", "moved_out_on", TWO_YEARS, ("note",), setting=MOVED),
     Purge("person_act", "until", 1, ("journal",))),
    stays=N_("姓名留下，因为过去的走访和事项要说得清是哪一户"),
)  # fmt: skip
SENSITIVE = Keep(
    N_("住户：身份证号、健康情况、政治面貌（加密存，看要写原因并留痕）"),
    N_("分清同名的人；知道谁要多照看；联系党员"), Ground.DUTY,
    N_("住在这里期间。搬走或去世满两年抹掉"),
    ("resident.id_number", "resident.health", "resident.political"),
    (Purge("resident", "left_on", TWO_YEARS, NUMBERS, setting=MOVED),
     Purge("resident", "died_on", TWO_YEARS, NUMBERS, setting=MOVED)),
)  # fmt: skip
SCORES = Keep(
    N_("网格员考核：得分的一句话、复核和申诉写的话"),
    N_("让网格员看得见每一分怎么来的，觉得不对能申诉"), Ground.DUTY,
    N_("三年。三年后写的话抹掉，只留分数"),
    ("score_entry.sentence", "score_check.words", "score_appeal.words", "score_appeal.answer"),
    (Purge("score_check", "looked_at", THREE_YEARS, ("words",)),
     Purge("score_appeal", "filed_at", THREE_YEARS, ("words", "answer"))),
    stays=N_("得分条目只写是哪一件事，不写居民；它只增不改，留作办过的凭据"),
)  # fmt: skip
VISITS = Keep(
    N_("走访：哪天、哪一户、什么情况、说了什么"),
    N_("记得答应过什么，不重复上门问"),
    Ground.DUTY,
    N_("三年。三年后说过的话抹掉，只留日期和情况；门上的纸条九十天后删"),
    ("visit.words", "revisit.household_id", "door_note.household_id"),
    (Purge("visit", "happened_at", THREE_YEARS, ("words",), setting=Name.KEEP_VISITS),
     Purge("door_note", "ends_on", 90)),
)
OPINIONS = Keep(
    N_("征求意见：哪一户怎么答、谁答的（业主、家人或租客）、写的话（加密）"),
    N_("一户算一份，答得不一样时能问清；业主决定的事能核对"), Ground.DUTY,
    N_("三年。三年后各户的回答抹掉，只留结果"),
    ("opinion_ballot.answers", "opinion_ballot.speaker"),
    (Purge("opinion_ballot", "happened_at", THREE_YEARS, ("answers",)),),
)  # fmt: skip
TASKS = Keep(
    N_("任务答案：上门时按任务填的（加密存）"),
    N_("把派下来的事办成，不再为同一件事问第二遍"), Ground.DUTY,
    N_("三年。三年后答案抹掉，只留哪天、哪一户办过；撤回的立即不再显示"),
    ("task_answer.answers",), (Purge("task_answer", "happened_at", THREE_YEARS, ("answers",)),),
)  # fmt: skip
GARDENS = Keep(
    N_("微花园：认养人、共同认养人、监护人和候补的称呼、电话（加密）"),
    N_("约定谁养护哪一块，顾不上时找得到人"), Ground.AGREED,
    N_("认养期间。了结满一年抹掉；轮到或退出候补满一年抹掉"),
    ("garden_keeping.keeper", "garden_keeping.phone", "garden_keeping.co_keeper", "garden_keeping.co_phone",
     "garden_keeping.guardian", "garden_waiting.keeper", "garden_waiting.phone"),
    (Purge("garden_keeping", "ended_on", YEAR, ("keeper", "phone", "co_keeper", "co_phone", "guardian")),
     Purge("garden_waiting", "settled_at", YEAR, ("keeper", "phone"))),
)  # fmt: skip
VOICES = Keep(
    N_("说的事：谁说的、电话、门牌（加密）"),
    N_("办完了告诉您一声"), Ground.AGREED,
    N_("事情了结满一年，姓名、电话、门牌抹掉；事情本身留下"),
    ("case_voice.speaker", "case_voice.phone", "case_voice.door", "case_voice.words", "grid_case.words",
     "case_answer.words", "case_act.words", "case_pause.words"),
    jobs=("forget_speakers",),
)  # fmt: skip
PHOTOS = Keep(
    N_("照片：您或网格员为一件事拍的"),
    N_("看得清问题和办好的样子"), Ground.AGREED,
    N_("跟着那件事一起留，拍摄地点等附带信息收到时就去掉"),
    ("photo.sha",), stays=N_("是那件事的凭据"),
)  # fmt: skip
SHOPS = Keep(
    N_("商户、共建单位和从业人员：联系人、电话"),
    N_("联系营业场所，安全检查"), Ground.DUTY,
    N_("营业期间。关门两年后抹掉联系人和电话；从业人员离开一年后抹掉电话"),
    ("merchant.contact_name", "merchant.phone", "employee.name", "employee.phone", "partner.contact_name",
     "partner.phone"),
    (Purge("merchant", "closed_on", TWO_YEARS, ("contact_name", "phone", "phone_tail_index")),
     Purge("employee", "left_on", YEAR, ("phone",)), Purge("partner", "left_on", TWO_YEARS, ("contact_name", "phone"))),
)  # fmt: skip
ACCOUNTS = Keep(
    N_("工作人员账号：登录名、电话、密码的散列、登录过的设备、在区里平台的编号"),
    N_("登录，发现别人冒用"), Ground.SAFETY,
    N_("任职期间。账号关闭一年后抹掉电话；登录记录半年后删"),
    ("account.login", "account.phone", "sign_in.device", "sync_phone.name", "volunteer_device.name", "passkey.label",
     "one_time_secret.secret", "provider_link.subject"),
    (Purge("account", "closed_at", YEAR, ("phone", "phone_index")),
     Purge("sign_in", "ends_at", 180, setting=Name.KEEP_SIGN_INS)),
)  # fmt: skip
PARTIES = Keep(
    N_("认领事情的人和单位：称呼、联系人、电话"),
    N_("知道一件事归谁办，到期提醒"), Ground.DUTY,
    N_("办事期间。离开两年后抹掉联系人和电话；办好两年后抹掉认领时留的电话"),
    ("party.name", "party.contact_name", "party.phone", "promise.contact", "promise_step.note",
     "promise_reminder.words"),
    (Purge("party", "left_on", TWO_YEARS, ("contact_name", "phone")),
     Purge("promise", "done_on", TWO_YEARS, ("contact",))),
    stays=N_("称呼留下，因为印出去的纪要上有"),
)  # fmt: skip
COMPLAINTS = Keep(
    N_("投诉建议、异议和申诉：内容、联系方式（加密）"),
    N_("答复您"), Ground.AGREED,
    N_("答复满一年，姓名和联系方式抹掉"),
    ("complaint.words", "complaint.contact", "objection.author", "objection.contact", "objection.words",
     "minutes_objection.words", "award_appeal.words"),
    (Purge("complaint", "answered_at", YEAR, ("contact",)),
     Purge("objection", "answered_at", YEAR, ("author", "contact"))),
)  # fmt: skip
RIGHTS = Keep(
    N_("个人信息请求：谁要的、电话、门牌、写的话和答复（加密）；同意了哪份同意书、谁见证、监护人"),
    N_("答复您；说得清是您要的、是您同意过的"), Ground.DUTY,
    N_("答复满三年，姓名、电话、门牌、写的话和答复抹掉；同意撤回满三年删"),
    ("person_request.name", "person_request.room", "person_request.phone", "person_request.words",
     "person_request.answer", "person_consent.guardian"),
    (Purge("person_request", "answered_at", THREE_YEARS, ("name", "room", "phone", "words", "answer")),
     Purge("person_consent", "ended_at", THREE_YEARS)),
)  # fmt: skip
DEMANDS = Keep(
    N_("点单：谁要的、电话、在哪儿（加密）"),
    N_("志愿者找得到您"), Ground.AGREED,
    N_("办完满一年抹掉"),
    ("demand.asker", "demand.phone", "demand.venue", "demand.words", "demand_rating.words"),
    (Purge("demand", "done_at", YEAR, ("asker", "phone", "venue")),),
)  # fmt: skip
VOLUNTEERS = Keep(
    N_("志愿者：姓名、电话、证件号、监护人、资质"),
    N_("登记服务时长，保障未成年人"), Ground.AGREED,
    N_("在册期间。退出两年后抹掉电话、证件号和监护人；资质过期两年后抹掉证书号"),
    ("volunteer.name", "volunteer.phone", "volunteer.document_number", "volunteer.national_number",
     "volunteer.guardian_name", "volunteer.guardian_phone", "qualification.number", "hours_line.title",
     "attendance.note", "attendance_mark.note"),
    (Purge("volunteer", "left_on", TWO_YEARS,
           ("phone", "phone_index", "document_number", "national_number", "national_index", "guardian_name",
            "guardian_phone")),
     Purge("qualification", "valid_to", TWO_YEARS, ("number",))),
    stays=N_("姓名和服务时长永久留，时长不清零是国家规定"),
)  # fmt: skip
POINTS = Keep(
    N_("积分和兑换：哪天、因为什么、换了什么、谁代领"),
    N_("账对得上"), Ground.AGREED,
    N_("账目永久留，不改不删；代领人姓名一年后抹掉"),
    ("ledger_entry.sentence", "shop_order.proxy_name", "stock_move.note"),
    (Purge("shop_order", "ended_at", YEAR, ("proxy_name",)),), stays=N_("账目要能从头核对"),
)  # fmt: skip
TOOLS = Keep(
    N_("借工具：门禁卡（只存算不回卡号的散列）、谁借了什么、谁代借、什么时候还"),
    N_("刷卡认得出人，工具还得回来"), Ground.AGREED,
    N_("还清满一年，谁借的、谁代借的抹掉，只留哪样工具用了几次；卡挂失满一年删；预约和暂停过后一年删"),
    ("tool_loan.proxy_name", "tool_loan.words", "access_card.card_hash", "access_card.code_hash"),
    (Purge("tool_loan", "checked_at", YEAR, ("proxy_name", "resident_id", "household_id", "words")),
     Purge("access_card", "ended_at", YEAR), Purge("tool_reservation", "ended_at", YEAR),
     Purge("tool_suspension", "until", YEAR)),
)  # fmt: skip
HONOURS = Keep(
    N_("星级、证书、金牌网格员：姓名、称号、依据，印在证书上的证件号（加密）"),
    N_("证书能查真伪"), Ground.AGREED,
    N_("和证书一样久。作废的证书也留着，说明已经作废"),
    ("certificate.said", "certificate.private", "certificate_batch.title", "award.name", "contest_award.name",
     "round_entry.name", "star_application.body", "nomination.name", "nomination.statement", "score_sheet.comment",
     "contest_judge.name", "talent_entry.name", "talent_outcome.document"),
    jobs=("sweep_papers",), stays=N_("数据库不许改动已发的证书；打印用的文件三十天后删"),
)  # fmt: skip
COUNCILS = Keep(
    N_("议事会：谁到会、谁表决、纪要"),
    N_("说得清怎么定的"), Ground.DUTY,
    N_("和纪要一起长期留"),
    ("council_seat.title", "minutes.body", "minutes_signature.name", "agenda_line.title", "council_vote.reason"),
    stays=N_("纪要是档案"),
)  # fmt: skip
LIAISONS = Keep(
    N_("联络员人选：政治面貌（加密）"),
    N_("选人时看条件"), Ground.AGREED,
    N_("选定满一年抹掉"),
    ("liaison_candidate.standing",),
    (Purge("liaison_candidate", "liaison_round.decided_at", YEAR, ("standing",), via="round_id"),),
)  # fmt: skip
MARKET = Keep(
    N_("微平台：想找活的人的称呼、电话、想法（加密），同意了哪份同意书"),
    N_("挑合适的活和优惠告诉您；两边都说行才给店家看电话"), Ground.AGREED,
    N_("您点撤回，称呼、电话和想法当场删掉；一年没动过的也删。同意和撤回的日子留三年，说得清是您同意过的"),
    ("market_seeker.name", "market_seeker.phone", "market_seeker.note", "market_seeker.household_id",
     "market_consent.version", "market_listing.insists", "market_listing.review_words", "market_listing.words",
     "market_complaint.note", "market_suspension.lift_words"),
    (Purge("market_consent", "ended_at", THREE_YEARS),), jobs=("market.tidy",),
)  # fmt: skip
UPLOADS = Keep(
    N_("导入名册的表格（加密）"),
    N_("先给您看哪里填错，再导入；导错了能撤回"), Ground.DUTY,
    N_("表导入时就删；没导入的，一天后删；每一行写成了什么，十四天后删"),
    ("register_upload.content", "register_upload.report", "register_upload.journal", "export_request.reason"),
    (Purge("register_upload", "made_at", 1, ("content",)),
     Purge("register_upload", "made_at", 14, ("report", "journal"), mark=":journal")),
)  # fmt: skip
SYNC = Keep(
    N_("手机发来的原文、两人同时改的那一行、没写完的草稿（加密）"),
    N_("断网时不丢，改重了能对照"), Ground.DUTY,
    N_("三十天；定下用哪个之后三十天"),
    ("sync_receipt.body", "sync_version.body", "sync_review.body", "sync_review.note", "sync_mirror.sealed",
     "sync_clash.base", "sync_clash.theirs", "sync_clash.mine"),
    (Purge("sync_review", "decided_at", 30, ("body",)),
     Purge("sync_clash", "decided_at", 30, ("base", "theirs", "mine"))),
    jobs=("sync_tidy",),
)  # fmt: skip
NOTICES = Keep(
    N_("通知：发给谁、说了什么；群机器人和邮箱的钥匙、要早上小结的人写的地址（加密）"),
    N_("该知道的人按时知道"), Ground.DUTY,
    N_("看过的通知半年后删；渠道停用一天后钥匙抹掉；小结停了，地址当场删"),
    ("notice.sentence", "notice_delivery.sentence", "notice_channel.key", "notice_channel.secret",
     "digest_wish.key", "digest_wish.secret",
     "setting_change.secret"),
    (Purge("notice_channel", "closed_at", 1, ("key", "secret")),), jobs=("sweep_notices",),
)  # fmt: skip
PLATFORMS = Keep(
    N_("和别的平台交换：送出去的编号、类别和时间；签名的口令（加密）"),
    N_("12345 和市平台知道一件事办到哪一步"), Ground.DUTY,
    N_("送出去的话三十天后删；钥匙停用时口令抹掉"),
    ("api_delivery.body", "api_key.hook_secret"),
    (Purge("api_delivery", "made_at", 30),), stays=N_("不含姓名、电话和原话"),
)  # fmt: skip
TRACES = Keep(
    N_("操作留痕：谁、什么时候、看了或改了什么、为什么"),
    N_("查得出谁看过您的信息"), Ground.SAFETY,
    N_("不少于三年，任何人不能改、不能删"),
    ("audit_line.device", "audit_line.reason", "handover.note"), jobs=("core.sweep",),
    stays=N_("每一行带着上一行的指纹，删一行就对不上；试登录的次数两天后删"),
)  # fmt: skip

TABLE = (
    HOMES,
    SENSITIVE,
    VISITS,
    SCORES,
    TASKS,
    VOICES,
    PHOTOS,
    SHOPS,
    ACCOUNTS,
    PARTIES,
    COMPLAINTS,
    RIGHTS,
    DEMANDS,
    OPINIONS,
    GARDENS,
    VOLUNTEERS,
    POINTS,
    TOOLS,
    HONOURS,
    COUNCILS,
    LIAISONS,
    MARKET,
    UPLOADS,
    SYNC,
    NOTICES,
    PLATFORMS,
    TRACES,
)


def purges() -> tuple[Purge, ...]:
    """Each once, though two lines of the table may name it."""
    return tuple(dict.fromkeys(purge for keep in TABLE for purge in keep.purges))
