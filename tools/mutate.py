"""Mutation testing of the rules of awards: every small change of the code must make a test fail.

`tools/mutate.py [MODULE...]` changes one thing at a time in `awards/rules*.py` (a comparison, a number, `and`
and `or`, `not`, a returned value, a removed filter), runs the tests that know the rules, and writes the score
and what survived into docs/mutation.md. A mutant whose tests take too long counts as found. PROOF=short
tries every twentieth mutant only. No file is changed: a mutant lives in the memory of one process.
"""

import ast
import importlib.abc
import importlib.machinery
import os
import signal
import sys
import time
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTE = ROOT / "docs" / "mutation.md"
MODULES = ("rules.py", "rules_collective.py", "rules_words.py", "rules_history.py", "rules_outlook.py",
           "rules_data.py", "rules_prize.py", "rules_grant.py", "rules_confirm.py")  # fmt: skip
LIMIT = 90  # seconds for one mutant
EACH = 20 if os.environ.get("PROOF", "full") == "short" else 1
# The rules need neither Django nor a database, so their tests run without both.
_OPTIONS = ["-x", "-q", "--noconftest", "-c", os.devnull, f"--rootdir={ROOT}"]
_OPTIONS += ["-p", "no:cacheprovider", "-p", "no:django", "-p", "no:xdist", "-p", "no:randomly"]
PROCESSES = int(os.environ.get("TEST_PROCESSES", "2"))

_COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
}


@dataclass(frozen=True)
class Mutant:
    """One changed module: where, what was done, the whole new text."""

    module: str
    line: int
    what: str
    text: str


def changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What may be done to one node: words, and the node as it would be."""
    if isinstance(node, ast.Compare):
        for place, sign in enumerate(node.ops):
            if other := _COMPARED.get(type(sign)):
                changed = deepcopy(node)
                changed.ops[place] = other()
                yield f"{type(sign).__name__} -> {other.__name__}", changed
    elif isinstance(node, ast.BoolOp):
        changed = deepcopy(node)
        changed.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"{type(node.op).__name__} -> {type(changed.op).__name__}", changed
    elif isinstance(node, ast.BinOp) and type(node.op) in _COUNTED:
        changed = deepcopy(node)
        changed.op = _COUNTED[type(node.op)]()
        yield f"{type(node.op).__name__} -> {type(changed.op).__name__}", changed
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield f"{type(node.op).__name__} dropped", deepcopy(node.operand)
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield f"{node.value} -> {not node.value}", ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        for step in (1, -1):
            yield f"{node.value} -> {node.value + step}", ast.Constant(node.value + step)
    elif isinstance(node, ast.IfExp):
        changed = deepcopy(node)
        changed.body, changed.orelse = node.orelse, node.body
        yield "branches exchanged", changed
    elif isinstance(node, ast.Return) and node.value is not None:
        if not isinstance(node.value, ast.Constant):
            yield "returns None", ast.Return(ast.Constant(None))
    elif isinstance(node, ast.If):
        changed = deepcopy(node)
        changed.test = ast.UnaryOp(ast.Not(), node.test)
        yield "condition turned", changed
    elif isinstance(node, ast.comprehension) and node.ifs:
        changed = deepcopy(node)
        changed.ifs = []
        yield "filter dropped", changed


class _Replace(ast.NodeTransformer):
    """Puts one node in the place of another, known by its position in the walk."""

    def __init__(self, wanted: int, new: ast.AST):
        self.wanted, self.new, self.seen = wanted, new, -1

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Count every node; the wanted one is exchanged."""
        self.seen += 1
        if self.seen == self.wanted:
            return self.new
        return super().generic_visit(node)

    visit = generic_visit


def _in_order(tree: ast.AST) -> list[ast.AST]:
    """All nodes in the order in which `_Replace` meets them."""
    found = []

    class Walk(ast.NodeTransformer):
        def generic_visit(self, node):
            found.append(node)
            return super().generic_visit(node)

        visit = generic_visit

    Walk().visit(tree)
    return found


def mutants_of(module: str) -> list[Mutant]:
    """Every mutant of a module; annotations and docstrings are left alone."""
    source = (ROOT / "awards" / module).read_text("utf-8")
    tree, found = ast.parse(source), []
    silent = {
        id(part)
        for node in ast.walk(tree)
        for quiet in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if quiet is not None
        for part in ast.walk(quiet)
    }
    for place, node in enumerate(_in_order(tree)):
        if id(node) in silent:
            continue
        for what, new in changes(node):
            changed = _Replace(place, new).visit(deepcopy(tree))
            text = ast.unparse(ast.fix_missing_locations(changed))
            found.append(Mutant(module, getattr(node, "lineno", 0) or _line(node), what, text))
    return found


def _line(node: ast.AST) -> int:
    return min((part.lineno for part in ast.walk(node) if hasattr(part, "lineno")), default=0)


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads the mutant in the place of its module; everything else as ever."""

    def __init__(self, mutant: Mutant):
        self.mutant = mutant
        self.name = f"awards.{mutant.module.removesuffix('.py')}"

    def find_spec(self, name: str, path=None, target=None):
        """Answer for the one module."""
        return importlib.machinery.ModuleSpec(name, self) if name == self.name else None

    def exec_module(self, module) -> None:
        """Run the text of the mutant."""
        exec(compile(self.mutant.text, self.mutant.module, "exec"), module.__dict__)


def _test(mutant: Mutant | None) -> None:
    """In a process of its own: run the tests with the mutant, and end with their result."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    signal.alarm(LIMIT)
    if mutant:
        sys.meta_path.insert(0, _Finder(mutant))
    os._exit(pytest.main([*_OPTIONS, *_tests()]))


def _tests() -> list[str]:
    """The tests of the rules, the slow properties last."""
    found = sorted((ROOT / "tests" / "rules").glob("test_award_*.py"))
    return [str(path) for path in sorted(found, key=lambda path: "properties" in path.name)]


def _fork(mutant: Mutant | None) -> int:
    pid = os.fork()
    if pid == 0:
        _test(mutant)
    return pid


def run(mutants: list[Mutant]) -> list[Mutant]:
    """Return the mutants that no test found. Nothing of ours may be imported yet: each process is a fork."""
    hypothesis.settings.register_profile(
        "mutants", max_examples=25, deadline=None, derandomize=True, database=None
    )
    hypothesis.settings.load_profile("mutants")
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(ROOT))
    if os.waitpid(_fork(None), 0)[1]:
        sys.exit("The tests fail without any mutant.")
    begun, survived, running, waiting = time.monotonic(), [], {}, list(mutants)
    while waiting or running:
        while waiting and len(running) < PROCESSES:
            mutant = waiting.pop()
            running[_fork(mutant)] = mutant
        pid, status = os.wait()
        mutant = running.pop(pid)
        if status == 0:
            survived.append(mutant)
            print(f"  survived: {mutant.module}:{mutant.line} {mutant.what}", flush=True)
        done = len(mutants) - len(waiting) - len(running)
        if done % 50 == 0:
            print(f"  {done}/{len(mutants)} after {time.monotonic() - begun:.0f} s", flush=True)
    return survived


def write_note(tried: list[Mutant], survived: list[Mutant]) -> None:
    """Write the score and the survivors; the reading of a survivor below the table is kept."""
    kept = NOTE.read_text("utf-8").partition("## Read")[2] if NOTE.exists() else "\n"
    lines = [
        "# Mutation testing of the award rules",
        "",
        "`make prove PART=rules` writes this page: every small change of `awards/rules*.py` is tried, one at",
        "a time, against `tests/rules/test_award_*.py`.",
        "",
        "| module | mutants | found | share |",
        "|---|---:|---:|---:|",
    ]
    for module in MODULES:
        number = sum(one.module == module for one in tried)
        left = sum(one.module == module for one in survived)
        if number:
            lines.append(f"| `{module}` | {number} | {number - left} | {(number - left) / number:.1%} |")
    share = (len(tried) - len(survived)) / len(tried)
    lines += [f"| all | {len(tried)} | {len(tried) - len(survived)} | {share:.1%} |", "", "## Survivors", ""]
    lines += [
        f"- `{one.module}` line {one.line}: {one.what}"
        for one in sorted(survived, key=lambda one: (one.module, one.line, one.what))
    ] or ["None."]
    NOTE.write_text("\n".join([*lines, "", "## Read"]) + kept, "utf-8")
    print(f"{share:.1%} of {len(tried)} mutants found; {len(survived)} survived: {NOTE.relative_to(ROOT)}")


def main() -> None:
    """Try the mutants of the modules named, or of all."""
    modules = sys.argv[1:] or list(MODULES)
    mutants = [mutant for module in modules for mutant in mutants_of(module)][::EACH]
    print(f"{len(mutants)} mutants in {len(modules)} modules")
    write_note(mutants, run(mutants))


if __name__ == "__main__":
    main()
