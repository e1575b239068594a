"""Mutation testing of the rules of awards: every small change of the code must make a test fail.

`tools/mutate.py [MODULE...]` changes one thing at a time in `awards/rules*.py` (a comparison, a number, `and`
and `or`, `not`, a returned value, a removed filter), runs the tests whose imports reach the module, and
writes the score and what survived into docs/mutation.md. A mutant whose tests take too long counts as found.
No file is changed: a mutant lives in the memory of one fork. What was found of a module is kept in
`mutants/` under the hash of its text and of all that its tests read: a run that was stopped goes on with the
next module.
"""

import ast
import hashlib
import importlib
import importlib.abc
import importlib.machinery
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTE = ROOT / "docs" / "mutation.md"
KEPT = ROOT / "mutants"
MODULES = tuple(sorted(path.name for path in (ROOT / "awards").glob("rules*.py")))
TESTS = sorted((ROOT / "tests" / "rules").glob("test_award_*.py"), key=lambda path: "properties" in path.name)
LIMIT = 60  # seconds for one mutant; without one all tests take about 5
# The rules need neither Django nor a database, so their tests run without both.
_OPTIONS = ["-x", "-q", "--noconftest", "-c", os.devnull, f"--rootdir={ROOT}"]
_OPTIONS += ["-p", "no:cacheprovider", "-p", "no:django", "-p", "no:xdist", "-p", "no:randomly"]
# Without rewriting, tests are read from their bytecode; most of a mutant's time is reading them.
_OPTIONS += ["--assert=plain"]
PROCESSES = int(os.environ.get("TEST_PROCESSES", "1"))

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


def _in_fork(work: Callable[[], object]) -> int:
    """Start a process of its own that ends with the number that `work` returns."""
    pid = os.fork()
    if pid == 0:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os._exit(int(work() or 0))
    return pid


def _test(tests: list[Path], mutant: Mutant | None = None) -> int:
    """Run the tests with the mutant, and return how they ended."""
    signal.alarm(LIMIT)
    if mutant:
        sys.meta_path.insert(0, _Finder(mutant))
    return pytest.main([*_OPTIONS, *map(str, tests)])


def tests_of(module: str) -> list[Path]:
    """The tests whose imports reach the module, the slow properties last."""
    name = f"awards.{module.removesuffix('.py')}"

    def reaches(test: Path) -> bool:
        importlib.import_module(f"tests.rules.{test.stem}")
        return name in sys.modules

    return [test for test in TESTS if os.waitpid(_in_fork(partial(reaches, test)), 0)[1] >> 8 == 1]


def _hash(module: str, tests: list[Path]) -> str:
    """What the answers of these tests rest on: the rules, the tests, the cases, this tool."""
    read = [*(ROOT / "awards").glob("rules*.py"), *(ROOT / "tests" / "rules").glob("*.txt")]
    read += [*(ROOT / "awards" / "data").iterdir(), ROOT / "tests" / "rules" / "histories.py"]
    texts = b"".join(path.read_bytes() for path in [*sorted(read), *tests, Path(__file__)])
    return hashlib.sha256(module.encode() + texts).hexdigest()


def survivors(module: str, mutants: list[Mutant]) -> list[Mutant]:
    """Return the mutants of a module that no test finds, from what is kept or by trying each."""
    tests, kept = tests_of(module), KEPT / f"{module}.json"
    fingerprint = _hash(module, tests)
    if kept.exists() and (found := json.loads(kept.read_text("utf-8")))["of"] == fingerprint:
        return [mutants[number] for number in found["survived"]]
    begun = time.monotonic()
    if os.waitpid(_in_fork(partial(_test, tests)), 0)[1]:
        sys.exit("The tests fail without any mutant.")
    numbers = _try(tests, mutants)
    KEPT.mkdir(exist_ok=True)
    kept.write_text(json.dumps({"of": fingerprint, "survived": numbers}), "utf-8")
    seconds = time.monotonic() - begun
    print(f"{module}: {len(mutants)} mutants, {len(numbers)} survived, {seconds:.0f} s", flush=True)
    return [mutants[number] for number in numbers]


def _try(tests: list[Path], mutants: list[Mutant]) -> list[int]:
    """Return the places of the mutants that these tests do not find."""
    survived, running, waiting = [], {}, list(range(len(mutants)))
    while waiting or running:
        while waiting and len(running) < PROCESSES:
            number = waiting.pop(0)
            running[_in_fork(partial(_test, tests, mutants[number]))] = number
        pid, status = os.wait()
        number = running.pop(pid)
        if status == 0:
            survived.append(number)
            print(f"  survived: {mutants[number].module}:{mutants[number].line} {mutants[number].what}")
    return sorted(survived)


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
    """Try the mutants of the modules named, or of all. Nothing of ours may be imported here: forks do."""
    os.nice(10)
    hypothesis.settings.register_profile(
        "mutants", max_examples=25, deadline=None, derandomize=True, database=None
    )
    hypothesis.settings.load_profile("mutants")
    sys.path.insert(0, str(ROOT))
    tried, survived = [], []
    for module in sys.argv[1:] or MODULES:
        mutants = mutants_of(module)
        tried += mutants
        survived += survivors(module, mutants)
    write_note(tried, survived)


if __name__ == "__main__":
    main()
