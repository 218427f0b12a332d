"""What the bot may do on its machine: as little as it needs, in a container and under systemd."""

import asyncio
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.crash.process import PATIENCE, Village

ROOT = Path(__file__).parents[2]
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
UNIT = ROOT / "docs" / "deploy" / "linliquan.service"
MOST_EXPOSED = 20
"""Tenths; systemd calls a service OK up to 4.9, and one without any protection has 9.6."""

SEAL = """
set -e
mount --bind "$1" "$1"
mount -o remount,bind,ro /dev/shm
mount -o remount,bind,ro /
cd "$1"
shift
exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs env -i "$@"
"""
"""Everything but one folder is read-only, and no privilege is left; no HOME, no PATH."""


def _steps(word):
    """What follows a word in the last stage of the Containerfile."""
    last = re.split(r"^FROM ", CONTAINERFILE, flags=re.MULTILINE)[-1]
    return re.findall(rf"^{word} (.+)$", last, flags=re.MULTILINE)


def test_the_container_runs_as_an_ordinary_user():
    (user,) = _steps("USER")
    assert user not in {"root", "0"}
    assert re.search(rf"useradd [^\n]*--uid [1-9]\d* [^\n]*\b{user}\b", CONTAINERFILE)
    after = CONTAINERFILE.partition(f"USER {user}")[2]
    assert "RUN" not in after


def test_the_container_is_made_of_what_was_looked_at():
    bases = re.findall(r"^FROM (\S+)", CONTAINERFILE, flags=re.MULTILINE)
    assert all(re.search(r":\d+\.\d+", base) for base in bases)
    installs = [line for line in CONTAINERFILE.splitlines() if "pip install" in line]
    assert all("--require-hashes" in line or "--no-deps ." in line for line in installs)
    assert "ADD " not in CONTAINERFILE


def test_nothing_secret_comes_into_the_container():
    copies = re.findall(r"^COPY (.+)$", CONTAINERFILE, flags=re.MULTILINE)
    sources = {source for line in copies for source in line.split()[:-1]}
    assert not sources & {".", "./", "*", "data", "config.toml", ".git"}
    assert not re.search(r"TOKEN|SECRET|PASSWORD|\bARG\b", CONTAINERFILE, flags=re.IGNORECASE)


def test_the_manual_runs_the_container_without_privileges():
    for manual in ("README.md", "README.zh.md"):
        words = (ROOT / manual).read_text(encoding="utf-8")
        for option in ("--read-only", "--cap-drop all", "--security-opt no-new-privileges"):
            assert option in words


async def test_systemd_finds_the_service_well_protected():
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("there is no systemd here")
    run = await asyncio.create_subprocess_exec(
        *(tool, "security", "--offline=true", "--no-pager"),
        *(f"--threshold={MOST_EXPOSED}", str(UNIT)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await run.communicate()
    if b"exposure level" not in said:
        pytest.skip("this systemd does not look at a service that is not installed")
    assert run.returncode == 0, said.decode()[-200:]


@pytest.fixture
async def village(tmp_path):
    made = Village(tmp_path)
    await made.open()
    yield made
    await made.close()


async def _sealed(village):
    """The bot as a process that can write nothing but its data."""
    with (village.folder / "sealed.log").open("wb") as log:
        return await asyncio.create_subprocess_exec(
            *("unshare", "--mount", "sh", "-c", SEAL, "sh", str(village.folder)),
            *(f"PYTHONPATH={ROOT}", "PYTHONDONTWRITEBYTECODE=1"),
            *(sys.executable, "-m", "bot", "run", "--config", str(village.config)),
            cwd=ROOT,
            stdout=log,
            stderr=asyncio.subprocess.STDOUT,
        )


def _has(village, method, chat):
    """Whether Telegram took such a call for a chat."""
    calls = (call for call in village.calls if call.method == method and call.ok)
    return any(call.params.get("chat_id") == chat for call in calls)


async def test_the_bot_writes_nothing_but_its_data_and_needs_no_home(village):
    """It reports, tells and makes a workbook, with no privilege and no temporary folder."""
    if os.geteuid() != 0 or not (shutil.which("unshare") and shutil.which("setpriv")):
        pytest.skip("only root can make everything read-only for one process")
    (ana, *_), (ben, *_) = village.residents, village.stewards
    process = await _sealed(village)
    try:
        village.world.send(ana.id, ana.group, "/report 电梯坏了")
        village.world.send(ben.id, ben.id, "/stats")
        village.world.send(ben.id, ben.id, "/export")
        for method in ("sendMessage", "sendDocument"):
            await village.calls.until(lambda name=method: _has(village, name, ben.id), PATIENCE)
        process.terminate()
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    log = (village.folder / "sealed.log").read_text(encoding="utf-8")
    assert "Read-only" not in log
    assert "Permission" not in log
