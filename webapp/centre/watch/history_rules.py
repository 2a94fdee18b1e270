"""What reading is called in the history."""

from webapp.centre.watch.rules import WAYS
from webapp.core.text.i18n import N_
from webapp.core.trust.history import UNUSUAL

READ = {verb: way.words for verb, way in WAYS.items() if verb.startswith(("read_", "search_", "print_list"))}
WORDS = READ | {UNUSUAL: N_("查看得不寻常"), "trace_readings": N_("查谁看过什么")}
