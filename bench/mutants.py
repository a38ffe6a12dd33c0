"""Would a test notice? Removes every single check of the rules, one at a time, and runs the tests that pass through it.

    make bench NAME=mutants
    .venv/bin/python bench/mutants.py rules gates:_prioritised      (only this module, only this function)
    .venv/bin/python bench/mutants.py gates tests/core/programme/test_gates.py              (by these tests alone)

A mutant is one `raise` or call that no longer happens, one condition that is always false or always true, one part of a
condition or filter left out, one yes for an answer that should be computed, or one entry taken out of a table. The
tests are collected once; every mutant is a forked process in which one function gets other code (or one table another
value) and the tests that execute the line are run until one fails: first the cases named after the entry that is gone,
then those of files that noticed other mutants of the module, no two cases of one test in a row, the quick ones first.
What no test notices is listed. The last line is JSON.
"""

from __future__ import annotations

import ast
import copy
import gc
import json
import mmap
import os
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import coverage
import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).resolve().parents[1]
PROGRAMME = ROOT / "src" / "roer" / "core" / "programme"
PACKAGE = "roer.core.programme"
TESTS = "tests/core/programme"
MODULES = [
    *("rules", "gates", "privacy_gate", "permissions", "reading"),
    *sorted(path.stem for kind in ("access", "rules") for path in PROGRAMME.glob(f"*_{kind}.py")),
]
AT_ONCE = 2
PATIENCE_S = 60
"""Seconds of computing after which a mutant is given up: it goes round for ever, or the tests are slow."""
_NOTICED, _NOT_MADE = 1, 2
KILLED, SURVIVED, SLOW = "killed", "survived", "too slow"


@dataclass(frozen=True)
class Mutant:
    """One check that is gone: where, what, and how to take it out of the process at hand."""

    module: str
    line: int
    what: str
    apply: Callable[[], None]
    everywhere: bool = False
    entry: str = ""
    """The entry of the table that is gone; tests whose name holds it are tried first."""


def mutants_of(module: str) -> Iterator[Mutant]:
    """Every check of a module, taken out one at a time."""
    path = PROGRAMME / f"{module}.py"
    tree = ast.parse(path.read_text())
    functions = _functions(f"{PACKAGE}.{module}")
    for name, outer in _outermost(tree):
        for number, (line, what) in enumerate(_changes(outer)):
            changed = copy.deepcopy(tree)
            twin = dict(_outermost(changed))[name]
            _Change(number).visit(twin)
            code = _code_of(compile(ast.fix_missing_locations(changed), str(path), "exec"), name)
            yield Mutant(module, line, f"{name}: {what}", _replacing(functions[name], code))
    yield from _table_mutants(module, tree)


def _functions(module: str) -> dict[str, FunctionType]:
    import_module(module)
    return {
        one.__qualname__: one for one in gc.get_objects() if isinstance(one, FunctionType) and one.__module__ == module
    }


def _outermost(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield f"{prefix}{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from _outermost(node, f"{prefix}{node.name}.")


def _code_of(module: CodeType, qualname: str) -> CodeType:
    code = module
    for part in qualname.split("."):
        code = next(one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == part)
    return code


def _replacing(function: FunctionType, code: CodeType) -> Callable[[], None]:
    def apply() -> None:
        function.__code__ = code

    return apply


def _changes(function: ast.FunctionDef) -> list[tuple[int, str]]:
    counting = _Change(None)
    counting.visit(copy.deepcopy(function))
    return counting.found


class _Change(ast.NodeTransformer):
    """Makes the change with this number; with None it only tells which changes there are."""

    def __init__(self, wanted: int | None) -> None:
        self.wanted = wanted
        self.found: list[tuple[int, str]] = []
        self.answers: list[bool] = []

    def _is_it(self, node: ast.AST, what: str) -> bool:
        self.found.append((node.lineno, what))
        return self.wanted == len(self.found) - 1

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.answers.append(isinstance(node.returns, ast.Name) and node.returns.id == "bool")
        self.generic_visit(node)
        self.answers.pop()
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        return ast.copy_location(ast.Pass(), node) if self._is_it(node, "does not raise") else node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if isinstance(node.value, ast.Call) and self._is_it(node, f"without {ast.unparse(node.value.func)}()"):
            return ast.copy_location(ast.Pass(), node)
        self.generic_visit(node)
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        if self._is_it(node, f"never: if {_short(node.test)}"):
            node.test = ast.copy_location(ast.Constant(False), node.test)
            return node
        names = any(isinstance(part, ast.NamedExpr) for part in ast.walk(node.test))
        if not names and self._is_it(node, f"always: if {_short(node.test)}"):
            node.test = ast.copy_location(ast.Constant(True), node.test)
            return node
        self.generic_visit(node)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        for told, taken in (("always", node.body), ("never", node.orelse)):
            if self._is_it(node, f"{told}: … if {_short(node.test)}"):
                return taken
        self.generic_visit(node)
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        for place, part in enumerate(node.values):
            if self._is_it(part, f"without the part {_short(part)}"):
                rest = [*node.values[:place], *node.values[place + 1 :]]
                return rest[0] if len(rest) == 1 else ast.copy_location(ast.BoolOp(node.op, rest), node)
        self.generic_visit(node)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        for place, part in enumerate(node.ifs):
            if self._is_it(part, f"without the filter {_short(part)}"):
                del node.ifs[place]
                break
        self.generic_visit(node)
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        if self.answers and self.answers[-1] and node.value is not None:
            for answer in (True, False):
                same = isinstance(node.value, ast.Constant) and node.value.value is answer
                if not same and self._is_it(node, f"always answers {answer}"):
                    node.value = ast.copy_location(ast.Constant(answer), node.value)
                    return node
        self.generic_visit(node)
        return node


def _short(node: ast.AST) -> str:
    text = ast.unparse(node)
    return text if len(text) < 70 else f"{text[:67]}..."


def _table_mutants(module: str, tree: ast.Module) -> Iterator[Mutant]:
    """One entry less in each table that the code looks into: a key, or one of several values at a key."""
    home = sys.modules[f"{PACKAGE}.{module}"]
    used = {name for code in _all_code() for name in code.co_names}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        name = getattr(targets[0], "id", "")
        table = getattr(home, name, None)
        if name.isupper() and name in used and isinstance(table, Mapping | frozenset | tuple):
            for what, smaller in _smaller(table):
                told = f"{name} without {what}"
                entry = f"[{what.partition(':')[0]}"
                yield Mutant(module, node.lineno, told, _swapping(table, smaller), everywhere=True, entry=entry)


def _smaller(table: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(table, Mapping):
        for key, value in table.items():
            if isinstance(value, str):
                return
            yield str(key), {other: kept for other, kept in table.items() if other != key}
            if isinstance(value, tuple | frozenset) and len(value) > 1 and not isinstance(next(iter(value)), str | int):
                for what, less in _smaller(value):
                    yield f"{key}: {what}", {**table, key: less}
            elif isinstance(value, tuple | frozenset) and len(value) > 1:
                for one in sorted(value, key=str):
                    yield f"{key}: {one}", {**table, key: type(value)(other for other in value if other != one)}
    else:
        for one in sorted(table, key=str):
            told = getattr(one, "__name__", str(one))
            yield told, type(table)(other for other in table if other != one)


def _all_code() -> Iterator[CodeType]:
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__module__ and one.__module__.startswith("roer."):
            yield from _inner(one.__code__)


def _inner(code: CodeType) -> Iterator[CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _inner(one)


def _swapping(table: Any, smaller: Any) -> Callable[[], None]:
    def apply() -> None:
        for name, module in list(sys.modules.items()):
            if name.startswith("roer."):
                for attribute, value in list(vars(module).items()):
                    if value is table:
                        setattr(module, attribute, smaller)

    return apply


class MutationRun:
    """A plugin of pytest: instead of running the collected tests once, run them on every mutant."""

    def __init__(self, modules: list[str]) -> None:
        self.modules = modules
        self.lines: dict[str, dict[int, list[int]]] = {}
        self.took: dict[int, float] = {}
        self.turns: dict[int, int] = {}
        """The how manieth case of its test function a test is; by this cases of one function do not queue up."""
        self.files: dict[int, str] = {}
        self.noticed: dict[str, Counter[str]] = defaultdict(Counter)
        """Module → test file → how many mutants it noticed so far."""
        self.fates: list[tuple[Mutant, str]] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = session.items
        start = time.perf_counter()
        self._trace(items)
        self._place(items)
        print(f"{len(items)} tests traced in {time.perf_counter() - start:.0f} s", flush=True)
        mutants = [
            mutant
            for wanted in self.modules
            for mutant in mutants_of(wanted.partition(":")[0])
            if mutant.what.startswith(wanted.partition(":")[2])
        ]
        print(f"{len(mutants)} mutants in {len(self.modules)} modules, {len(items)} tests", flush=True)
        gc.freeze()  # what every mutant shares is not copied by each
        running: dict[int, tuple[Mutant, mmap.mmap]] = {}
        waiting = iter(mutants)
        mutant = next(waiting, None)
        while mutant is not None or running:
            if mutant is not None and len(running) < AT_ONCE:
                told = mmap.mmap(-1, 8)
                running[self._start(mutant, items, told)] = mutant, told
                mutant = next(waiting, None)
            else:
                self._gather(running)
        return True

    def _trace(self, items: list[pytest.Item]) -> None:
        """Which tests execute which lines, and how long each takes: run once, unchanged, in a process of its own."""
        with tempfile.TemporaryDirectory() as folder:
            told = Path(folder) / "told.json"
            if not (child := os.fork()):
                _silence()
                _write_trace(items, [word.partition(":")[0] for word in self.modules], told)
                os._exit(0)
            os.waitpid(child, 0)
            if not told.exists():
                sys.exit("The tests fail on the code as it is.")
            trace = json.loads(told.read_text())
        self.took = dict(enumerate(trace["took"]))
        self.lines = {
            module: {int(line): tests for line, tests in lines.items()} for module, lines in trace["lines"].items()
        }

    def _place(self, items: list[pytest.Item]) -> None:
        seen: Counter[str] = Counter()
        for number in sorted(range(len(items)), key=self.took.__getitem__):
            function = items[number].nodeid.partition("[")[0]
            self.files[number] = function.partition("::")[0]
            self.turns[number] = seen[function]
            seen[function] += 1

    def _tests_for(self, mutant: Mutant, items: list[pytest.Item]) -> list[int]:
        if mutant.everywhere:
            found = set(range(len(items)))
        else:
            lines = self.lines[mutant.module]
            near = [line for line in lines if line <= mutant.line]
            found = set(lines.get(mutant.line) or (lines[max(near)] if near else []))
        noticed = self.noticed[mutant.module]
        named = {one for one in found if mutant.entry and mutant.entry in items[one].nodeid}
        return sorted(
            found, key=lambda one: (one not in named, -noticed[self.files[one]], self.turns[one], self.took[one])
        )

    def _start(self, mutant: Mutant, items: list[pytest.Item], told: mmap.mmap) -> int:
        if child := os.fork():
            return child
        _silence()
        signal.setitimer(signal.ITIMER_PROF, PATIENCE_S)
        fate = _NOT_MADE  # when the change itself does not hold, no test is to thank for that
        try:
            mutant.apply()
            fate = _NOTICED  # whatever goes wrong from here: something noticed
            fate = 0 if _all_pass(items, self._tests_for(mutant, items), told) else _NOTICED
        finally:
            os._exit(fate)

    def _gather(self, running: dict[int, tuple[Mutant, mmap.mmap]]) -> None:
        child, status = os.waitpid(-1, 0)
        mutant, told = running.pop(child)
        fate = SLOW if os.WIFSIGNALED(status) else KILLED if os.waitstatus_to_exitcode(status) == _NOTICED else SURVIVED
        self.fates.append((mutant, fate))
        if fate == KILLED:
            self.noticed[mutant.module][self.files[int.from_bytes(told[:8])]] += 1
        if len(self.fates) % 100 == 0:
            print(f"{len(self.fates)} mutants tried", flush=True)
        if fate != KILLED:
            print(f"{fate}: {mutant.module}.py:{mutant.line} {mutant.what}", flush=True)


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _write_trace(items: list[pytest.Item], modules: list[str], told: Path) -> None:
    paths = {module: str(PROGRAMME / f"{module}.py") for module in modules}
    measure = coverage.Coverage(data_file=None, include=list(paths.values()), config_file=False)
    took = []
    measure.start()
    for number in range(len(items)):
        measure.switch_context(str(number))
        start = time.perf_counter()
        if not _all_pass(items, [number]):
            os._exit(1)
        took.append(time.perf_counter() - start)
    measure.stop()
    data = measure.get_data()
    lines: dict[str, dict[int, list[int]]] = defaultdict(dict)
    for module, path in paths.items():
        for line, contexts in data.contexts_by_lineno(path).items():
            lines[module][line] = sorted(int(one) for one in contexts if one)
    told.write_text(json.dumps({"took": took, "lines": lines}))


def _all_pass(items: list[pytest.Item], wanted: list[int], told: mmap.mmap | None = None) -> bool:
    """Run these tests, each with its fixtures made and undone for it alone, until one fails; `told` hears of each."""
    for number in wanted:
        if told:
            told[:8] = number.to_bytes(8)
        if any(report.failed for report in runtestprotocol(items[number], log=False, nextitem=None)):
            return False
    return True


def main(words: list[str]) -> None:
    """Run every mutant of the named modules, or of all, and tell what survived."""
    tests = [word for word in words if word.endswith(".py")] or [TESTS]
    wanted = [word for word in words if word not in tests] or MODULES
    os.chdir(ROOT)
    run = MutationRun(wanted)
    options = ["-p", "no:xdist", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:cov", "--capture=no", "-q"]
    pytest.main([*options, *tests], plugins=[run])
    if not run.fates:
        sys.exit("Nothing was tried: the tests fail as the code is, or nothing in these modules can be taken out.")
    scores: dict[str, dict[str, Any]] = {}
    print(f"\n{'module':22}{'mutants':>9}{'killed':>9}{'too slow':>10}{'survived':>10}{'score':>9}")
    for module in dict.fromkeys(word.partition(":")[0] for word in wanted):
        fates = [fate for mutant, fate in run.fates if mutant.module == module]
        killed, slow, survived = (fates.count(fate) for fate in (KILLED, SLOW, SURVIVED))
        share = 100 * killed / len(fates) if fates else 100.0
        scores[module] = {"mutants": len(fates), "slow": slow, "survived": survived, "score": round(share, 1)}
        print(f"{module:22}{len(fates):>9}{killed:>9}{slow:>10}{survived:>10}{share:>8.1f}%")
    print(json.dumps({"mutants": sum(one["mutants"] for one in scores.values()), "modules": scores}))


if __name__ == "__main__":
    main(sys.argv[1:])
