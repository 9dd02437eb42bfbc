"""Which folder may import which library, and what of the engine outsiders may see. The layers are import contracts in pyproject.toml."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.sources import PRODUCT, imported, trees

#: Library -> the folders (or files) that may import it. A new library with a socket, a clock or a template belongs here.
HOMES: dict[str, tuple[str, ...]] = {
    "SpiffWorkflow": ("engine/execution",),
    "sqlalchemy": ("engine/store",),
    "alembic": ("engine/store",),
    "lxml": ("engine/xml", "engine/execution"),
    "lark": ("engine/rules",),
    "pydantic_monty": ("engine/rules",),
    "openpyxl": ("engine/rules/law",),
    "chinese_calendar": ("engine/deadlines",),
    "marshmallow": ("engine/forms", "web"),
    "flask": ("web",),
    "flask_wtf": ("web",),
    "flask_babel": ("web",),
    "werkzeug": ("web",),
    "jinja2": ("web",),
    "waitress": ("web",),
    "apscheduler": ("adapters/worker.py",),
    "argon2": ("adapters/passwords",),
    "httpx2": ("adapters/outbound.py",),
    "authlib": ("adapters/oidc",),
    "joserfc": ("adapters/oidc",),
    "smtplib": ("adapters/mail",),
    "http.server": ("adapters/simulators",),
    "sqlite3": ("adapters/simulators", "engine/store"),
    "typst": ("adapters/platform/printing.py",),
    "click": ("adapters/commands.py", "adapters/registers_commands.py", "web/cli.py", "web/platform_cli.py", "web/rules_cli.py", "web/tokens_cli.py"),
    "socket": ("adapters", "web/starting.py"),  # looks whether the address is free
    "subprocess": (),
    "pickle": (),
    "requests": (),
}
#: What people outside the engine may import of it.
FACE = {"engine", "engine.ports"}
#: What web may import of the adapters: the composition root, its values, and the commands (only the modules of CLI).
WEB_SEES = {"adapters.bootstrap", "adapters.settings"}
CLI_SEES = WEB_SEES | {"adapters", "adapters.clock", "adapters.commands", "adapters.running", "adapters.demo.prepare"}
CLI = {"web/cli.py", "web/platform_cli.py", "web/rules_cli.py", "web/starting.py", "web/tokens_cli.py"}


def inside(path: Path, home: str) -> bool:
    """Whether a module lies in a folder or is the file."""
    return path.as_posix() == home or path.as_posix().startswith(home + "/")


def test_every_library_stays_at_home() -> None:
    wrong = [
        f"{path} imports {library}"
        for path, tree in trees(*PRODUCT) for names in [imported(tree)] for library, homes in HOMES.items()
        if any(name == library or name.startswith(library + ".") for name in names) and not any(inside(path, home) for home in homes)
    ]
    assert wrong == []


def test_outside_the_engine_only_its_face_is_imported() -> None:
    wrong = [
        f"{path} imports {name}"
        for path, tree in trees("adapters", "web") for name in imported(tree)
        if name.startswith("engine.") and name not in FACE and name.rpartition(".")[0] not in FACE
    ]
    assert wrong == []


def test_what_is_imported_from_the_face_is_listed_in_all() -> None:
    import engine

    listed = set(engine.__all__)
    wrong = [
        f"{path} imports {name}"
        for path, tree in trees("adapters", "web") for name in imported(tree)
        if name.startswith("engine.") and name.rpartition(".")[0] == "engine" and name != "engine.ports" and name.removeprefix("engine.") not in listed
    ]
    assert wrong == []
    assert [name for name in listed if not hasattr(engine, name)] == []


def test_web_sees_of_the_adapters_only_the_composition_root() -> None:
    wrong = []
    for path, tree in trees("web"):
        seen = CLI_SEES if path.as_posix() in CLI else WEB_SEES
        wrong += [f"{path} imports {name}" for name in imported(tree) if name.startswith("adapters") and name not in seen and name.rpartition(".")[0] not in seen]
    assert wrong == []


def test_adapters_do_not_know_each_other() -> None:
    """Each folder may use the files beside the folders (connector.py, outbound.py ...) and itself; only the composition knows all."""
    folders = {path.parts[1] for path, _ in trees("adapters") if len(path.parts) > 2}
    wrong = [
        f"{path} imports {name}"
        for path, tree in trees("adapters") if len(path.parts) > 2 for name in imported(tree)
        if name.startswith("adapters.") and name.split(".")[1] in folders - {path.parts[1]}
    ]
    assert wrong == []
