"""One file per noun. Loading them fills the table of operations."""

from importlib import import_module

from web.rest import own

NOUNS = (
    "engine", "external_task", "deployment", "process_definition", "process_instance", "task", "task_variables", "message", "job", "incident", "history",
    "variable_instance", "execution", "event_subscription", "decision_definition", "operators", "document", "migration",
    "modification", "modification_of_many", "people", "remarks", "filter", "past", "job_definition", "detail", "restart", "called", "logs",
)


def load() -> None:
    """Import every noun once, and those of /api/v1."""
    for noun in NOUNS:
        import_module(f"{__name__}.{noun}")
    own.load()
