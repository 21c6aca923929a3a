# make run    try the tracker on this machine: http://127.0.0.1:8000
# make test   every test once on SQLite, and on PostgreSQL where databases may differ; thorough tests small; needs only Python
# make check  the main path in a real browser, what else needs tools of the system, and the API asked whatever its
#             description allows, or not: 200 examples of each operation
# make long   kills, load, large property tests, many at once, texts that no letter is, and the ledger through LibreOffice
#             (on Debian: libreoffice-calc-nogui)
# make bench  how fast letters are read, beside cutting them into words; and how fast every page is, beside its bare SQL,
#             where DATABASE_URL names a database with many letters: made by `python -m tests.load --letters 33000 --publish` and,
#             for a million actions, `python -m tests.bench.multiply 10`
# make lighthouse  how the pages do on a telephone: five runs of each
# make lint   style of code and templates
# make clean  throw away the environment; data in var/ stays

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
API_EXAMPLES ?= 200
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run test check seen walk standards schema opens long bench lighthouse lint clean

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is %d.%d. Name another: make PYTHON=python3.12 …" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

# Installed once, and again when the list changes; so a second start needs no network.
$(VENV)/.run: $(VENV)/bin/python requirements.txt
	$(PY) -m pip install -q -r requirements.txt
	@touch $@

$(VENV)/.test: $(VENV)/bin/python requirements.txt requirements-dev.txt
	$(PY) -m pip install -q -r requirements-dev.txt
	@touch $@ $(VENV)/.run

# What opens the dump in `make check`: too much for those who only test. Everything is named there, or an import fails.
$(VENV)/.opens: $(VENV)/.test tests/opens/requirements.txt
	$(PY) -m pip install -q --no-deps -r tests/opens/requirements.txt
	@touch $@

run: export DEBUG ?= 1
run: export SITE_URL ?= http://127.0.0.1:$(PORT)
run: $(VENV)/.run
	@$(PY) manage.py migrate -v 0
	@$(PY) manage.py load_samples
	@$(PY) manage.py publish_data
	@echo "http://127.0.0.1:$(PORT)/  ·  http://127.0.0.1:$(PORT)/admin/  ·  Ctrl-C"
	@$(PY) manage.py work & worker=$$!; \
	 $(PY) manage.py runserver --noreload 127.0.0.1:$(PORT) & server=$$!; \
	 trap 'kill $$worker $$server 2>/dev/null' INT TERM EXIT; wait $$server

test: $(VENV)/.test
	@$(PY) -m tests.run

long: $(VENV)/.test
	@TEST_SIZE=long $(PY) -m tests.run
	@TEST_SIZE=long $(PY) -m tests.run tests/long
	@API_EXAMPLES=2000 $(PY) -m tests.run tests/exchange/test_schema.py
	@$(PY) -m tests.bench.reader --hostile
	@$(PY) -m tests.bench.together --seconds 60 --processes 8

bench: $(VENV)/.test
	@$(PY) -m tests.bench.reader
	@if [ -n "$$DATABASE_URL" ]; then $(PY) -m tests.bench.pages; else echo "DATABASE_URL names no database: no page was asked for."; fi

lighthouse: $(VENV)/.test
	@sh tests/browser/install.sh
	@$(PY) -m tests.browser.lighthouse

lint: $(VENV)/.test
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/djlint templates --check --lint

check: seen
	@$(PY) -m tests.browser.lighthouse --thrifty

# All of that but how quick pages are on a telephone, which nothing may run beside: what every change has to pass.
seen: $(VENV)/.opens lint
	@sh tests/browser/install.sh
	@$(PY) -m tests.browser.strings
	@$(MAKE) --no-print-directory -j2 --output-sync=target walk standards schema opens

walk:
	@$(PY) -m tests.browser.walk

standards:
	@$(PY) -m tests.browser.standards

schema:
	@DEBUG=1 API_EXAMPLES=$(API_EXAMPLES) $(PY) -m pytest -q -p no:cacheprovider tests/exchange/test_schema.py

opens:
	@$(PY) -m tests.opens

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis
