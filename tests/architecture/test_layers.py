"""What import-linter cannot say; the layers themselves are contracts in pyproject.toml."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from handlers import features
from tests.architecture.source import PACKAGES, ROOT, modules, short

COMPUTING = {"pydantic", "dateutil", "chinese_calendar", "rapidfuzz"}
"""Libraries that compute and do nothing else."""

WITHOUT_EFFECTS = {
    "__future__",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "hashlib",
    "hmac",
    "itertools",
    "math",
    "operator",
    "re",
    "string",
    "typing",
    "unicodedata",
    "zoneinfo",
}
"""Modules of the standard library with which no rule can read a clock, a file or a network."""

CLOCKS = {"now", "utcnow", "today"}

CONTROL = ("BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE")


def test_the_rules_import_nothing_that_could_do_anything():
    allowed = {"domain", *COMPUTING, *WITHOUT_EFFECTS}
    strangers = {
        f"{module.name} imports {name}"
        for module in modules("domain")
        for name, _ in module.imports()
        if name.partition(".")[0] not in allowed
    }
    assert not strangers


def test_what_the_rules_may_import_is_in_the_standard_library():
    assert set(sys.stdlib_module_names) >= WITHOUT_EFFECTS


def test_every_library_that_is_imported_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {_canonical(re.match(r"[\w.-]+", line).group()) for line in project["dependencies"]}
    homes = packages_distributions()
    undeclared = {
        f"{module.name} imports {name}"
        for module in modules()
        for name in (name.partition(".")[0] for name, _ in module.imports())
        if name not in PACKAGES and name not in sys.stdlib_module_names
        if not declared & {_canonical(home) for home in homes.get(name, ())}
    }
    assert not undeclared


def test_only_the_outside_knows_what_time_it_is():
    asked = [
        f"{short(module.path)}:{call.lineno}"
        for module in modules("domain", "handlers", "storage")
        for name, call in module.calls()
        if name in CLOCKS
    ]
    assert not asked


def test_handlers_of_different_features_do_not_import_each_other():
    stems = {routes.feature for routes in features()}
    crossed = [
        f"{module.name} imports {target}"
        for module in modules("handlers")
        if (own := _stem(module.name)) in stems
        for name, parts in module.imports()
        for target in (name, *(f"{name}.{part}" for part in parts))
        if target.startswith("handlers.") and _stem(target) in stems - {own}
    ]
    assert not crossed


def test_only_the_unit_of_work_and_its_connection_begin_and_end_transactions():
    found = {
        module.name
        for module in modules("bot", "domain", "handlers", "scheduler", "storage")
        if _ends_transactions(module)
    }
    assert found == {"storage.uow", "storage.writer"}


def _canonical(distribution):
    return re.sub(r"[-_.]+", "-", distribution).lower()


def _stem(module):
    """``reports`` of ``handlers.reports`` and of ``handlers.reports.cards``."""
    return module.split(".")[1] if "." in module else ""


def _ends_transactions(module):
    calls = [call for name, call in module.calls() if name in {"commit", "rollback"}]
    statements = [words for words in module.strings() if words.split(" ")[0] in CONTROL]
    return calls + statements
