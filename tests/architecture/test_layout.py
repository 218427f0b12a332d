import io
import re
import shutil
import subprocess
import tokenize

import pytest

from handlers import features
from tests.architecture.source import PACKAGES, ROOT, modules, short

LAYERS = ("domain/{}", "storage/{}", "handlers/{}", "tests/features/test_{}")
CATALOGUES = ("bot/locales/zh/{}.ftl", "bot/locales/en/{}.ftl")

WITHOUT_WORDS = {"housekeeping"}
"""Works by night on the core's own tables, and says nothing to anybody."""

NOT_OF_A_FEATURE = {"common"}
"""Texts that all features use."""

LONGEST_FILE = 400
LONGEST_HANDLER = 25
CODE = {".py", ".js", ".css", ".ftl", ".sql"}

MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:work|root|tmp|home)/\w")
INDEX_HOST = re.compile(r"\bpypi\.\w|pythonhoste[d]|registry\.npmj[s]")

SILENCER = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:)")
REASONED = re.compile(
    r"# noqa: [A-Z]+\d+(?:, [A-Z]+\d+)* - \w"
    r"|# type: ignore\[[\w-]+(?:, ?[\w-]+)*\] ? # \w"
    r"|# pragma: no (?:cover|branch) - \w"
)


def _stems():
    return [routes.feature for routes in features() if routes.feature not in WITHOUT_WORDS]


@pytest.mark.parametrize("stem", _stems())
@pytest.mark.parametrize("layer", LAYERS)
def test_a_feature_has_one_stem_in_every_layer(stem, layer):
    path = ROOT / layer.format(stem)
    assert path.with_suffix(".py").exists() or path.is_dir()


@pytest.mark.parametrize("stem", _stems())
@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_a_feature_has_its_own_catalogue_in_every_language(stem, catalogue):
    assert (ROOT / catalogue.format(stem)).exists()


def test_every_catalogue_belongs_to_a_feature():
    found = {path.stem for path in (ROOT / "bot" / "locales").rglob("*.ftl")}
    assert found == {*_stems(), *NOT_OF_A_FEATURE}


def test_no_file_is_too_long_to_read():
    lengths = {short(path): len(path.read_text("utf-8").splitlines()) for path in _code()}
    assert not {name: length for name, length in lengths.items() if length > LONGEST_FILE}


def test_no_function_of_a_handler_is_too_long_to_see_at_once():
    lengths = {
        f"{module.name}.{function.name}": function.end_lineno - function.lineno + 1
        for module in modules("handlers")
        for function in module.functions()
    }
    assert not {name: length for name, length in lengths.items() if length > LONGEST_HANDLER}


def test_whoever_silences_a_check_says_why():
    silent = [
        f"{short(path)}:{token.start[0]} {token.string}"
        for path in _code()
        if path.suffix == ".py"
        for token in tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline)
        if token.type == tokenize.COMMENT
        and SILENCER.search(token.string)
        and not REASONED.search(token.string)
    ]
    assert not silent


@pytest.mark.parametrize("pattern", [MACHINE_PATH, INDEX_HOST], ids=["paths", "hosts"])
def test_no_file_knows_the_machine_it_was_made_on(pattern):
    found = {
        short(path): match.group()
        for path in _tracked()
        if (match := pattern.search(path.read_bytes().decode("utf-8", "ignore")))
    }
    assert not found


def _code():
    return [
        path
        for folder in (*PACKAGES, "tests", "benchmarks")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in CODE
    ]


def _tracked():
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so there is no list of the project's files")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git is where PATH says
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]
