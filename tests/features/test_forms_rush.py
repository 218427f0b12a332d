"""Many answer at once while the bot is restarted; bench_forms.py has it in full size."""

from benchmarks.bench_forms import rush


async def test_nobody_loses_an_answer_in_a_rush_with_restarts(tmp_path):
    """Some seconds long, as everybody answers twelve questions over HTTP."""
    figures = await rush(tmp_path, residents=24, restarts=3, tick=60)
    assert figures.updates > 24 * 14
