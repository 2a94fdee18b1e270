"""How everything here is timed: warm-up, then rounds in which the contenders take turns, so that a noisy minute
falls on all of them alike. Told as median with the least and the most; compared as ratios, never as bare times."""

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Line:
    """One row of a table. `figures` are printed in their order; `note` says what a reader must know."""

    name: str
    figures: dict[str, Any] = field(default_factory=dict)
    note: str = ""


@dataclass
class Times:
    seconds: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def percentile(self, percent: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]

    def figures(self, unit: str = "ms") -> dict[str, str]:
        scale = {"s": 1, "ms": 1e3, "µs": 1e6}[unit]
        return {
            f"median {unit}": short(self.median * scale),
            f"min {unit}": short(min(self.seconds) * scale),
            f"max {unit}": short(max(self.seconds) * scale),
        }


def take_turns(contenders: dict[str, Callable[[], Any]], *, rounds: int = 9, warm_up: int = 2) -> dict[str, Times]:
    """Each contender is called once a round; what they return is thrown away."""
    spent: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(warm_up + rounds):
        for name, call in contenders.items():
            since = time.perf_counter()
            call()
            if number >= warm_up:
                spent[name].append(time.perf_counter() - since)
    return {name: Times(seconds) for name, seconds in spent.items()}


def compare(
    contenders: dict[str, Callable[[], Any]], *, baseline: str, unit: str = "ms", rounds: int = 9
) -> list[Line]:
    """The usual table: one line a contender, with its ratio to the baseline's median."""
    times = take_turns(contenders, rounds=rounds)
    base = times[baseline].median
    return [Line(name, {**took.figures(unit), "ratio": short(took.median / base)}) for name, took in times.items()]


class Pace:
    """How long the tables still to come are likely to take, reckoned from what those before took here."""

    def __init__(self, expected: list[float]) -> None:
        self.expected, self.done, self.began = expected, 0, time.monotonic()

    def told(self) -> str:
        spent = time.monotonic() - self.began
        before, left = sum(self.expected[: self.done]), sum(self.expected[self.done :])
        self.done += 1
        left *= max(spent / before, 0.5) if before else 1
        return f"[{spent / 60:.0f} min, about {left / 60:.0f} more]"


def going(what: str, done: int, total: int) -> None:
    """Said while something long is prepared: on a terminal in one line, elsewhere a line each."""
    end = "\r" if sys.stderr.isatty() and done < total else "\n"
    print(f"  {time.strftime('%H:%M:%S')} {done}/{total} {what:<50}", end=end, file=sys.stderr, flush=True)


def short(number: float) -> str:
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.3g}"


def machine() -> str:
    model = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor() or platform.machine(),
    )
    memory = next(
        (int(line.split()[1]) / 2**20 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0.0
    )
    load = " ".join(f"{part:.1f}" for part in os.getloadavg())
    return (
        f"{os.cpu_count()} × {model}, {memory:.1f} GiB, {platform.system()} {platform.release()}, "
        f"Python {sys.version.split()[0]} in {sys.base_prefix}, load {load}"
    )


def as_json(lines: list[Line]) -> list[dict[str, Any]]:
    return [asdict(line) for line in lines]


def as_markdown(lines: list[Line]) -> str:
    heads = list(dict.fromkeys(head for line in lines for head in line.figures))
    noted = any(line.note for line in lines)
    rows = [["", *heads, *(["note"] if noted else [])]]
    rows += [
        [line.name, *(str(line.figures.get(head, "")) for head in heads), *([line.note] if noted else [])]
        for line in lines
    ]
    marks = ["---", *("--:" for _ in heads), *(["---"] if noted else [])]
    return "\n".join("| " + " | ".join(row) + " |" for row in [rows[0], marks, *rows[1:]])


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text().splitlines() if file.exists() else []
