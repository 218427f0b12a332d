"""The project's own source, as the architecture tests read it."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "domain", "handlers", "sandbox", "scheduler", "storage")


@dataclass(frozen=True)
class Module:
    """One file of Python."""

    path: Path
    tree: ast.Module

    @property
    def name(self):
        """As it is imported."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def imports(self):
        """The modules that it imports, each with the names taken from it."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, ()) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield node.module or "", tuple(alias.name for alias in node.names)

    def calls(self):
        """Everything that it calls: the name or attribute, and the call."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield called(node.func), node

    def functions(self):
        """Every function in it."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def strings(self):
        """Every string that stands in it, but for docstrings and the parts of f-strings."""
        inside = {
            id(part)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.JoinedStr | ast.Expr)
            for part in ast.iter_child_nodes(node)
        }
        for node in ast.walk(self.tree):
            is_string = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_string and id(node) not in inside:
                yield node.value


def called(func):
    """The last word of what is called: ``c`` in ``a.b.c()``."""
    if isinstance(func, ast.Attribute):
        return func.attr
    return func.id if isinstance(func, ast.Name) else ""


@cache
def modules(*packages):
    """The files of some packages, of all unless told."""
    paths = [
        path for package in packages or PACKAGES for path in sorted((ROOT / package).rglob("*.py"))
    ]
    return tuple(Module(path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


def short(path):
    """A path as a person would write it."""
    return str(path.relative_to(ROOT))
