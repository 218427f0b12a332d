"""Run every benchmark and print one table.

    python -m benchmarks --json build/bench.json

The figures of each are added to the file as it ends. With ``--quick`` each is run with little to
do: that shows that it still runs, and its figures mean nothing.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, machine

FOLDER = Path(__file__).parent
RESULTS = Path("build/bench.json")
MISSED, FAILED = 1, 2

QUICK = {
    "broadcast": "--circles 20 --rounds 1 --commands 1",
    "collections": "--many 50 --wakes 2",
    "endurance": "--updates 60 --warm 20 --stretches 1 --schedules 20 --rounds 1",
    "flood": "--flood 20 --rounds 1",
    "forms": "--residents 5 --restarts 1",
    "history": "--rows 2000 --rounds 2",
    "notices": "--part presses --count 5",
    "peers": "--part burst --reports 10 --rounds 1",
    "reports": "--tickets 4000 --open 3000 --rounds 1",
    "roster": "--households 200",
    "signups": "--people 3 --seats 1",
}
"""What each is given where little is to be done."""


def benchmarks() -> list[str]:
    """The names of all, as in ``bench_<name>.py``."""
    return [path.stem.removeprefix("bench_") for path in sorted(FOLDER.glob("bench_*.py"))]


def run(name: str, results: Path, *, quick: bool) -> bool:
    """Run one in a process of its own.

    Returns:
        Whether it came to an end, and so added its figures to the results.
    """
    before = _found(results)
    given = QUICK[name].split() if quick else []
    command = [sys.executable, "-m", f"benchmarks.bench_{name}", *given, "--json", str(results)]
    subprocess.run(command, check=False, cwd=FOLDER.parent)  # noqa: S603 - our own module
    return _found(results).keys() > before.keys()


def _found(results: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(results.read_text("utf-8")) if results.exists() else {}
    return found


def summary(results: Path) -> list[str]:
    """The table of all figures; answers with those that were not reached."""
    missed = []
    print(f"\nAll figures, {machine()}")
    for title, found in _found(results).items():
        print(f"\n{title}")
        for row in found["figures"]:
            reached = row.pop("reached")
            print(Figure(**row).line())
            if reached is False:
                missed.append(f"{title}: {row['name']}")
    return missed


def main() -> int:
    """Run, print; 1 if something was not reached, 2 if a benchmark did not come to an end."""
    parser = argparse.ArgumentParser(description="Run every benchmark.")
    parser.add_argument("--json", type=Path, default=RESULTS, help="where the figures go")
    parser.add_argument("--quick", action="store_true", help="only show that they run")
    parser.add_argument("--only", choices=benchmarks(), nargs="+", default=benchmarks())
    args = parser.parse_args()
    results = args.json.resolve()
    results.parent.mkdir(parents=True, exist_ok=True)
    results.unlink(missing_ok=True)
    failed = [name for name in args.only if not run(name, results, quick=args.quick)]
    missed = summary(results)
    for title, names in (("not reached", missed), ("did not end", failed)):
        if names:
            print(f"\n{title}: {'; '.join(names)}")
    return FAILED if failed else MISSED * bool(missed)


if __name__ == "__main__":
    sys.exit(main())
