"""What a benchmark found: the table, the file, and whether what must be reached was."""

import argparse
import json
import os
import platform
import sqlite3
import statistics
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """Something measured, held against what it must reach.

    Args:
        name: what it is, with its unit.
        value: as measured; a median where it was measured several times.
        at_most: it must not be more; none for what only informs.
        at_least: it must not be less.
    """

    name: str
    value: float
    at_most: float | None = None
    at_least: float | None = None

    @property
    def reached(self) -> bool | None:
        """Whether it is as it must be; none for what only informs."""
        if self.at_most is not None:
            return self.value <= self.at_most
        return None if self.at_least is None else self.value >= self.at_least

    def line(self) -> str:
        """A line of the table."""
        wanted = "" if self.at_most is None else f"≤ {self.at_most:,.2f}"
        wanted = wanted if self.at_least is None else f"≥ {self.at_least:,.2f}"
        verdict = {None: "", True: "reached", False: "MISSED"}[self.reached]
        return f"{self.name:58}{self.value:>12,.2f}{wanted:>12}  {verdict}".rstrip()


def machine() -> str:
    """What it was measured on, and how busy that was besides."""
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()},"
        f" Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}; load {load}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def percentile(values: Sequence[float], part: float) -> float:
    """The value that this part of them does not exceed."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(part * len(ranked)))]


def median(values: Sequence[float]) -> float:
    """The value in the middle."""
    return statistics.median(values)


def options(about: str) -> argparse.ArgumentParser:
    """The options of every benchmark."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--json", type=Path, help="also add the figures to this file")
    return parser


def show(title: str, figures: Sequence[Figure], file: Path | None, **details: object) -> None:
    """Print figures and, if wanted, add them to a JSON file under their title.

    Args:
        title: what was measured.
        figures: what was found.
        file: the JSON file; what it holds of other benchmarks stays.
        details: further facts for the file, such as the single rounds.
    """
    where = machine()
    print(f"\n{title}\n{where}")
    for figure in figures:
        print(figure.line())
    sys.stdout.flush()
    if file is None:
        return
    rows = [asdict(figure) | {"reached": figure.reached} for figure in figures]
    keep(file, title, {"machine": where, "figures": rows, **details})


def keep(file: Path, title: str, found: object) -> None:
    """Add what was found to a JSON file under its title; the rest of the file stays."""
    known = json.loads(file.read_text("utf-8")) if file.exists() else {}
    known[title] = found
    file.write_text(json.dumps(known, indent=2, ensure_ascii=False) + "\n", "utf-8")


def verdict(figures: Sequence[Figure]) -> None:
    """End the process with an error if something was not reached."""
    missed = [figure.name for figure in figures if figure.reached is False]
    if missed:
        sys.exit(f"not reached: {'; '.join(missed)}")
