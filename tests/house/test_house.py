"""The rules of the house that no linter sees."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "roer").rglob("*.py"))
CORE = [path for path in SOURCES if path.is_relative_to(ROOT / "src" / "roer" / "core")]
CORE_MAY_USE = {"pydantic", "immutables", "numpy", "scipy", "highspy", "sqlglot", "altair", "roer"}


def _is_migration(path: Path) -> bool:
    return "migrations" in path.parts


def _imported_roots(tree: ast.AST) -> set[str]:
    roots = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            roots |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            roots.add(node.module.partition(".")[0])
    return roots


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_stays_small_enough_to_read(path):
    assert _is_migration(path) or len(path.read_text().splitlines()) <= 400


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT)))
def test_core_uses_the_standard_library_and_a_short_list_only(path):
    foreign = _imported_roots(ast.parse(path.read_text())) - CORE_MAY_USE - set(sys.stdlib_module_names)
    assert not foreign


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT)))
def test_core_knows_no_clock_no_files_and_no_network(path):
    forbidden = {
        "pathlib",
        "os",
        "io",
        "socket",
        "urllib",
        "http",
        "subprocess",
        "tempfile",
        "shutil",
        "time",
        "random",
    }
    assert not _imported_roots(ast.parse(path.read_text())) & forbidden
    assert not re.search(r"\b(datetime\.now|date\.today|utcnow|open)\(", path.read_text())


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_stand_at_the_top(path):
    tree = ast.parse(path.read_text())
    inside = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    allowed = path.name in {"apps.py"} or "commands" in path.parts
    assert allowed or not inside, f"imports inside functions on lines {inside}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_why_it_exists(path):
    assert _is_migration(path) or ast.get_docstring(ast.parse(path.read_text()))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_has_a_name_that_says_nothing(path):
    assert not re.search(r"(utils?|helpers?|common|manager|base|misc|_v2)$", path.stem)


def test_the_makefile_has_at_most_eight_targets_and_a_help_text_for_each():
    text = (ROOT / "Makefile").read_text()
    targets = set(re.search(r"^\.PHONY: (.+)$", text, re.M)[1].split()) - {"help"}
    assert len(targets) <= 8
    assert targets == set(re.findall(r"@echo 'make (\w+)", text))


def test_locks_carry_hashes_and_no_addresses():
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text()
        assert "://" not in text
        assert len(re.findall(r"^\S+==", text, re.M)) <= text.count("--hash=sha256:")


def test_what_benchmarks_compare_with_is_neither_shipped_nor_needed():
    locked = {
        lock: set(re.findall(r"^(\S+)==", (ROOT / "requirements" / f"{lock}.txt").read_text(), re.M))
        for lock in ("run", "dev", "bench")
    }
    assert "igraph" in locked["bench"]
    assert not locked["bench"] & (locked["run"] | locked["dev"])


def test_every_dependency_is_used():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = {re.split(r"[~=<>\[]", line)[0] for line in project["dependencies"]}
    modules = {
        "pyyaml": "yaml", "dj-database-url": "dj_database_url", "vl-convert-python": "vl_convert",
        "markdown-it-py": "markdown_it", "font-source-sans-pro": "font_source_sans_pro",
        "python-calamine": "python_calamine",
    }  # fmt: skip
    # Loaded by name: in settings, by the server's command, or as the driver behind a database address.
    by_name = {
        "django-csp": "csp.middleware", "whitenoise": "whitenoise.middleware", "granian": "granian",
        "argon2-cffi": "Argon2PasswordHasher", "psycopg": "postgresql",
    }  # fmt: skip
    text = "\n".join(path.read_text() for path in SOURCES) + (ROOT / "tools" / "with-postgres").read_text()
    imported = set().union(*(_imported_roots(ast.parse(path.read_text())) for path in SOURCES))
    unused = {name for name in names - by_name.keys() if modules.get(name, name) not in imported}
    unused |= {name for name, trace in by_name.items() if trace not in text}
    assert not unused


def test_papers_name_only_paths_that_exist():
    for paper in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "GLOSSARY.md"):
        text = (ROOT / paper).read_text()
        links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
        named = list(re.findall(r"`((?:core|data|office|site)/[\w/.]+)`", text))
        missing = [link for link in links if not (ROOT / link).exists()]
        missing += [name for name in named if not (ROOT / "src" / "roer" / name.rstrip("/")).exists()]
        assert not missing, f"{paper} names {missing}"


def test_decisions_are_short_and_dated():
    for page in (ROOT / "docs" / "decisions").glob("*.md"):
        text = page.read_text()
        assert len(text.splitlines()) <= 40, page.name
        assert re.search(r"^Date: \d{4}-\d{2}-\d{2}$", text, re.M), page.name
        for part in ("## Context", "## Decision", "## Price"):
            assert part in text, f"{page.name} lacks {part}"


def test_publiccode_has_what_the_standard_asks():
    text = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    for key in ("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"):
        assert text[key]
    assert text["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert text["softwareType"] == "standalone/web"
    assert text["legal"]["license"] == "EUPL-1.2"
    assert text["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert text["maintenance"].get("contacts") or text["maintenance"].get("contractors")
    assert isinstance(text["localisation"]["localisationReady"], bool)
    assert text["localisation"]["availableLanguages"]
    assert set(text["description"]) >= {"nl"}
    for description in text["description"].values():
        assert 0 < len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert text["softwareVersion"] == project["version"]


def _domain_words() -> set[str]:
    """Public classes of the rooms whose words people use: nouns, values, definitions."""
    modules = (
        "values/*.py", "programme/elements.py", "programme/entries.py", "programme/decisions.py",
        "programme/gate_states.py", "programme/architecture.py", "programme/means.py", "programme/findings.py",
        "disclosure/cube.py", "disclosure/policy.py", "disclosure/seal.py",
        "indicators/definition.py", "indicators/product.py",
    )  # fmt: skip
    core = ROOT / "src" / "roer" / "core"
    trees = [ast.parse(path.read_text()) for module in modules for path in core.glob(module)]
    classes = [node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]
    return {name for name in classes if not name.startswith("_")}


def test_the_glossary_is_complete():
    glossary = (ROOT / "GLOSSARY.md").read_text()
    internal = {"Value", "RoerError", "Recorded", "Stamp", "SealBroken", "ShownTable", "Case"}
    missing = sorted(word for word in _domain_words() - internal if not re.search(rf"`{word}[`.]", glossary))
    assert not missing


def test_the_glossary_names_only_code_that_exists():
    rows = re.findall(r"^\|[^|]+\|[^|]+\|([^|]+)\|([^|]+)\|$", (ROOT / "GLOSSARY.md").read_text(), re.M)
    for code, place in rows[0:]:
        files = [ROOT / "src" / "roer" / name.rstrip("/") for name in re.findall(r"`([\w/.]+)`", place)]
        text = ""
        for file in files:
            assert file.exists(), place
            text += "".join(p.read_text() for p in (sorted(file.rglob("*.py")) if file.is_dir() else [file]))
        for name in re.findall(r"`(\w+)(?:\.\w+)*`", code):
            assert not files or name in text, f"{name} is not in {place}"
