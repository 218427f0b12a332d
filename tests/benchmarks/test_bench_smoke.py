"""Every benchmark runs to its end; what it finds with so little to do means nothing."""

import json
import subprocess
import sys

import pytest

from benchmarks.__main__ import FAILED, QUICK, benchmarks
from tests.architecture.source import ROOT

PATIENCE = 120


def test_every_benchmark_can_be_run_quickly():
    assert list(QUICK) == benchmarks()


@pytest.mark.parametrize("name", benchmarks())
def test_it_runs_and_adds_its_figures(name, tmp_path):
    results = tmp_path / "bench.json"
    command = [sys.executable, "-m", "benchmarks", "--quick", "--json", results, "--only", name]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)  # noqa: S603, PLW1510 - our own module, whose code is looked at
    assert ran.returncode < FAILED, ran.stderr[-3000:]
    (found,) = json.loads(results.read_text("utf-8")).values()
    assert found["figures"]
    for figure in found["figures"]:
        assert figure["name"] in ran.stdout
