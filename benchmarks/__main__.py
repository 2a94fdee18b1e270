"""python -m benchmarks [NAME …]: prints Markdown tables, writes them into docs/benchmarks.md and keeps a JSON copy in
bench-results/."""

import importlib
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import chapter, clock

HERE = Path(__file__).parent
RESULTS = HERE.parent / "bench-results"
NOT_TABLES = {"__init__", "__main__", "chapter", "clock"}


def tables(names: list[str]) -> list[Any]:
    found = sorted(file.stem for file in HERE.glob("*.py") if file.stem not in NOT_TABLES and file.stem[0] != "_")
    if unknown := set(names) - set(found):
        sys.exit(f"No such table: {', '.join(sorted(unknown))}. There are: {', '.join(found)}")
    modules = [importlib.import_module(f"benchmarks.{name}") for name in names or found]
    return [module for module in modules if names or not getattr(module, "APART", False)]


def takes(module: Any) -> float:
    """Seconds on two quiet cores; a table that says nothing is a short one."""
    return float(getattr(module, "TAKES", 15))


def main(names: list[str]) -> int:
    print(f"Machine: {clock.machine()}\n", flush=True)
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{'-'.join(names) or 'all'}.json"
    kept: dict[str, Any] = {"machine": clock.machine(), "at": datetime.now(UTC).isoformat(), "tables": {}}
    failed, asked = 0, tables(names)
    pace = clock.Pace([takes(module) for module in asked])
    for number, module in enumerate(asked, 1):
        name = module.__name__.rsplit(".", 1)[1]
        since = time.perf_counter()
        print(f"{pace.told()} {name}: table {number} of {len(asked)}", file=sys.stderr, flush=True)
        print(f"### {module.TITLE}\n", flush=True)
        try:
            lines = module.run()
        except Exception as mishap:  # one table that cannot be made must not hide the others
            failed += 1
            print(f"not measured: {type(mishap).__name__}: {mishap}\n", flush=True)
            kept["tables"][name] = {"title": module.TITLE, "mishap": repr(mishap)}
            continue
        print(clock.as_markdown(lines))
        chapter.keep(name, module.TITLE, clock.as_markdown(lines), clock.machine(), f"{datetime.now(UTC):%Y-%m-%d}")
        print(f"\n({name}, {time.perf_counter() - since:.0f} s)\n", flush=True)
        kept["tables"][name] = {"title": module.TITLE, "lines": clock.as_json(lines)}
        file.write_text(json.dumps(kept, ensure_ascii=False, indent=1))
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1))
    print(f"Kept in {file.relative_to(HERE.parent)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
