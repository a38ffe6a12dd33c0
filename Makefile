# Two commands do all the set-up: `make demo` and `make test`. The others are for those who build on Roer.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8000
BUILD_ONLY ?=
NAME ?=
export VIRTUAL_ENV := $(CURDIR)/.venv
UV := .uv/bin/uv
RUN := .venv/bin

.PHONY: help demo test check dev docs bench lock

help:
	@echo 'make demo [PORT=8000] [BUILD_ONLY=1]  make the example, release, serve'
	@echo 'make test                             install what the tests need and run them'
	@echo 'make check                            lint, types, walls, migrations, generated docs'
	@echo 'make dev                              serve the example while you change the code'
	@echo 'make docs                             write the generated reference again'
	@echo 'make bench NAME=protect               run one benchmark of bench/'
	@echo 'make lock                             resolve the dependencies again'

demo: .venv/run
	@$(RUN)/roer demo --dir demo --port $(PORT) $(if $(BUILD_ONLY),--build-only)

test: .venv/dev
	@tools/system-packages chromium libatomic1 postgresql poppler-utils
	$(RUN)/pytest -n auto --dist loadgroup
	tools/with-postgres $(RUN)/pytest -n auto --dist loadgroup tests/office

check: .venv/dev
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/python -m django makemigrations --check --dry-run --settings roer.site.settings
	$(RUN)/python -m tools.reference --check

dev: .venv/dev
	@$(RUN)/roer demo --dir demo --build-only
	ROER_WORKSPACE=demo ROER_DEMO=1 ROER_DEBUG=1 $(RUN)/python -m django runserver $(PORT) --settings roer.site.settings

docs: .venv/dev
	$(RUN)/python -m tools.reference

bench: .venv/dev $(if $(filter layout,$(NAME)),.venv/bench)
	@test -n "$(NAME)" || { echo "Name a benchmark: $(basename $(notdir $(wildcard bench/*.py)))" >&2; exit 2; }
	@test "$(NAME)" != layout || tools/system-packages graphviz
	@PYTHONPATH=.venv/bench $(RUN)/python bench/$(NAME).py

lock: $(UV)
	$(UV) pip compile -q --python-version 3.11 --universal --generate-hashes --no-header --no-annotate --group build pyproject.toml -o requirements/run.txt
	$(UV) pip compile -q --python-version 3.11 --universal --generate-hashes --no-header --no-annotate --group build --group dev pyproject.toml -o requirements/dev.txt
	$(UV) pip compile -q --python-version 3.11 --universal --generate-hashes --no-header --no-annotate --group bench -o requirements/bench.txt

$(UV): requirements/uv.txt
	@python3 -c 'import ensurepip' 2>/dev/null || tools/system-packages python3-venv
	@python3 -m venv .uv
	@.uv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

# The run-time set is part of the development set, so an environment for development serves the demo too.
.venv/run: requirements/run.txt pyproject.toml $(UV)
	@test -x $(RUN)/python || $(UV) venv -q .venv
	@test -e .venv/dev || $(UV) pip sync -q --require-hashes --compile-bytecode requirements/run.txt
	@test ! -e .venv/dev || $(UV) pip sync -q --require-hashes --compile-bytecode requirements/dev.txt
	@$(UV) pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: requirements/dev.txt pyproject.toml $(UV)
	@test -x $(RUN)/python || $(UV) venv -q .venv
	@$(UV) pip sync -q --require-hashes --compile-bytecode requirements/dev.txt
	@$(UV) pip install -q --no-deps --no-build-isolation -e .
	@touch .venv/dev .venv/run

# What benchmarks compare with lies beside the environment, which stays what dev.txt says.
.venv/bench: requirements/bench.txt .venv/dev
	@rm -rf $@
	@$(UV) pip install -q --require-hashes --target $@ -r requirements/bench.txt
	@touch $@
