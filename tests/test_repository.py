"""The repository itself: who imports whom, how long files are, where public pages begin, what is pinned."""

import ast
import hashlib
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "policies"

# In the order in which data flows: a module imports only from its left (docs/design.md).
LAYERS = [
    "refusal",
    "reader",
    "search",
    "uploads",
    "models",
    "office",
    "derived",
    "ingest",
    "changes",
    "queries",
    "exchange",
    "public",
    "admin",
    "demo",
    # What only Django asks for.
    "templatetags",
    "urls",
    "checks",
    "apps",
    "management",
    "migrations",
]

PYTHON = sorted(
    path for folder in ("policies", "tracker", "tests") for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)  # fmt: skip
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
DECISIONS = ROOT / "docs" / "decisions"
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
# Where what is shown to the public is decided.
PUBLIC = [
    *sorted(
        path
        for room in ("queries", "queries/filters", "public/views", "exchange/exports", "exchange/feeds", "exchange/api")
        for path in (APP / room).glob("*.py")
        if path != APP / "queries" / "history.py"  # reads the history of one object that its caller may see
    ),
    APP / "public" / "sitemaps.py",
    # `scope` says what hangs on something public; the others write the record, or count what was taken from it.
    *sorted(
        path
        for path in (APP / "exchange" / "dump").glob("*.py")
        if path.stem not in ("scope", "rebuild", "withdrawals", "named", "taken")
    ),
]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def dotted(path: Path) -> str:
    """Return the name by which a file of Python is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def layer(module: str) -> int | None:
    """Return the place of `policies.x.y` in the order; None for what is outside the app."""
    parts = module.split(".")
    if parts[0] != "policies" or len(parts) < 2:
        return None
    return LAYERS.index(parts[1])


def imported(path: Path) -> set[str]:
    """Return the modules that a file imports, with `from policies import x` as policies.x."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found |= {
                f"{node.module}.{alias.name}" if node.module == "policies" else node.module for alias in node.names
            }
    return found


def test_imports_flow_one_way():
    modules = [path for path in PYTHON if APP in path.parents and path != APP / "__init__.py"]
    assert len(modules) > 100
    assert [
        f"{name(path)} imports {module}"
        for path in modules
        for module in sorted(imported(path))
        if (there := layer(module)) is not None and there > layer(dotted(path))
    ] == []


def test_the_reader_knows_no_django():
    modules = sorted((APP / "reader").rglob("*.py"))
    assert modules
    assert [
        f"{name(path)} imports {module}"
        for path in modules
        for module in sorted(imported(path))
        if module.split(".")[0] in ("django", "tracker")
    ] == []


def test_no_file_is_longer_than_300_lines():
    assert PYTHON and TEMPLATES
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON + TEMPLATES}
    assert {file: number for file, number in lines.items() if number > 300} == {}


def test_public_modules_begin_at_public():
    """Whatever a public module asks of the record begins with public(), or with what only numbers and days are told of."""
    # Counts hold public actions only; what the marks A to D mean in a place is no record of anybody's.
    allowed = {"Tally", "DayTally", "MonthTally", "OutcomeClass"}
    begun = [
        (name(path), model, method)
        for path in PUBLIC
        for model, method in re.findall(r"(\w+)\.objects\.(\w+)", path.read_text(encoding="utf-8"))
    ]
    assert begun
    assert [
        f"{file}: {model}.objects.{method}"
        for file, model, method in begun
        if model not in allowed and method not in ("public", "withdrawn", "once_public")
    ] == []


def test_everything_installed_is_pinned():
    """Each requirement, and whatever it brings along on this platform, stands in the lists with its version."""
    lines = (ROOT / "requirements.txt").read_text() + (ROOT / "requirements-dev.txt").read_text()
    wanted = [Requirement(line) for line in lines.splitlines() if line and not line.startswith(("#", "-"))]
    pinned = {normal(requirement.name): str(requirement.specifier) for requirement in wanted}
    assert [requirement for requirement in pinned.values() if not requirement.startswith("==")] == []
    unpinned = set()
    for requirement in wanted:
        for needed in map(Requirement, metadata.requires(requirement.name) or []):
            extras = requirement.extras or {""}
            asked = needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras)
            if asked and normal(needed.name) not in pinned:
                unpinned.add(needed.name)
    assert unpinned == set()


def normal(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_each_requirement_says_why_it_is_there(file):
    chosen = (ROOT / file).read_text().split("# What they bring along")[0].splitlines()
    unexplained = [
        line for before, line in zip(chosen, chosen[1:], strict=False)
        if line and not line.startswith(("#", "-")) and not before.startswith("#")
    ]  # fmt: skip
    assert unexplained == []


def test_the_script_of_others_is_what_its_package_holds():
    """What `.ci/htmx` checks when it fetches it, looked at again."""
    pinned = re.search(r"^script=(\w{64})$", (ROOT / ".ci" / "htmx").read_text(), re.M)[1]
    [script] = (APP / "static" / "policies").glob("htmx-*.min.js")
    assert hashlib.sha256(script.read_bytes()).hexdigest() == pinned
    assert script.name in (ROOT / "templates" / "public" / "_in_place.html").read_text()


def test_git_ignores_the_data_folder_and_the_environment():
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert "/var/" in ignored and "/.venv/" in ignored


def test_the_newest_section_of_the_changes_is_this_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest[1] == version


def test_decisions_are_few_short_and_indexed():
    decisions = sorted(DECISIONS.glob("[0-9]*.md"))
    assert len(decisions) <= 25
    assert [path.name for path in decisions if len(path.read_text(encoding="utf-8").split()) >= 200] == []
    indexed = re.findall(r"\]\(([0-9].*?)\)", (DECISIONS / "README.md").read_text(encoding="utf-8"))
    assert indexed == [path.name for path in decisions]


def test_documents_name_files_that_exist():
    """Links, paths from the root of the repository in backquotes, and names in brackets behind a module."""
    missing = set()
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        linked = {path.parent / link for link in re.findall(r"\]\((?!\w+:)([^)#]+)", text)}
        named = {ROOT / each for each in re.findall(r"`((?:policies|tests|tracker|templates|docs)/[\w./-]*)`", text)}
        missing |= {f"{name(path)}: {each}" for each in linked | named if not each.exists()}
        for module, bracket in re.findall(r"`((?:policies|tests|tracker)/[\w/]+\.py)` \(([^)]*)\)", text):
            source = (ROOT / module).read_text(encoding="utf-8") if (ROOT / module).exists() else ""
            missing |= {f"{name(path)}: {module}: {each}" for each in re.findall(r"`(\w+)`", bracket)
                        if each not in source}  # fmt: skip
    assert missing == set()
