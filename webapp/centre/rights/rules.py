"""What may be asked, by when it is answered, what proves who asks, and on which grounds it may be refused."""

from datetime import timedelta
from enum import StrEnum

from webapp.core.text.i18n import N_
from webapp.core.time.deadlines import Limit, TimeUnit

# The law says 及时; fifteen working days is what the regulators' 认定方法 (2019) allows at most.
TERM = Limit(15, TimeUnit.WORKING_DAY)
SOON = timedelta(days=3)
READY_DAYS = 15
SPOKEN_LASTS, SPOKEN_TRIES = timedelta(minutes=30), 5
CHILD = 14


class Kind(StrEnum):
    SEE = "see"
    COPY = "copy"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    ERASE = "erase"
    BLOCK = "block"
    RELATIVE = "relative"


class Channel(StrEnum):
    ONLINE = "online"
    COUNTER = "counter"
    DOOR = "door"


class Way(StrEnum):
    PAPER = "paper"
    PHONE = "phone"


class Paper(StrEnum):
    ID_CARD = "id_card"
    BOOKLET = "booklet"
    PERMIT = "permit"
    PASSPORT = "passport"


class Proof(StrEnum):
    BOOKLET = "booklet"
    MARRIAGE = "marriage"
    BIRTH = "birth"
    LETTER = "letter"


class Outcome(StrEnum):
    DONE = "done"
    PART = "part"
    REFUSED = "refused"


class Refusal(StrEnum):
    NOT_IDENTIFIED = "not_identified"
    MUST_BE_KEPT = "must_be_kept"
    LAW_HIDES = "law_hides"
    HARMS_OTHERS = "harms_others"
    NOT_HELD = "not_held"
    IS_RIGHT = "is_right"


class Act(StrEnum):
    """How a request may end; `FITS` says which end belongs to which kind."""

    COPY = "copy"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    ERASURE = "erasure"
    BLOCK = "block"


KIND_WORDS = {
    Kind.SEE: N_("看看存了我什么"), Kind.COPY: N_("要一份带走"), Kind.CORRECT: N_("改正写错的"),
    Kind.WITHDRAW: N_("撤回同意"), Kind.ERASE: N_("删除"), Kind.BLOCK: N_("先封存，别再用"),
    Kind.RELATIVE: N_("去世亲人的信息"),
}  # fmt: skip
CHANNEL_WORDS = {
    Channel.ONLINE: N_("本人在网页上"), Channel.COUNTER: N_("到社区，工作人员代填"), Channel.DOOR: N_("上门时代填"),
}  # fmt: skip
WAY_WORDS = {Way.PAPER: N_("当面看证件"), Way.PHONE: N_("打登记的电话核对")}
PAPER_WORDS = {
    Paper.ID_CARD: N_("身份证"), Paper.BOOKLET: N_("户口簿"), Paper.PERMIT: N_("居住证、通行证、永居证"),
    Paper.PASSPORT: N_("护照"),
}  # fmt: skip
PROOF_WORDS = {
    Proof.BOOKLET: N_("户口簿上是一家"), Proof.MARRIAGE: N_("结婚证"), Proof.BIRTH: N_("出生医学证明"),
    Proof.LETTER: N_("派出所或公证处的证明"),
}  # fmt: skip
REFUSAL_WORDS = {
    Refusal.NOT_IDENTIFIED: N_("到期还没核对上是不是本人，不能把信息给出去（第四十四、五十条）"),
    Refusal.MUST_BE_KEPT: N_("法律、行政法规规定要存，期限没到；除了存着，不作别的用（第四十七条）"),
    Refusal.LAW_HIDES: N_("法律、行政法规规定应当保密（第十八、四十五条）"),
    Refusal.HARMS_OTHERS: N_("给出去会伤害别人的权益（第四条、民法典第一千零三十三条）"),
    Refusal.NOT_HELD: N_("核对过，我们没有存您的这项信息（第四十五条）"),
    Refusal.IS_RIGHT: N_("核对过，登记的没有错（第四十六条）"),
}  # fmt: skip
FITS = {
    Kind.SEE: (Act.COPY,), Kind.COPY: (Act.COPY,), Kind.CORRECT: (Act.CORRECTION,),
    Kind.WITHDRAW: (Act.WITHDRAWAL,), Kind.ERASE: (Act.ERASURE, Act.BLOCK), Kind.BLOCK: (Act.BLOCK,),
    Kind.RELATIVE: (Act.COPY, Act.ERASURE),
}  # fmt: skip
NEEDS_WORDS = frozenset({Kind.CORRECT, Kind.RELATIVE})
