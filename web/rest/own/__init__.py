"""/api/v1: what the dialect has no words for. One file per noun; loading them fills the table."""

from importlib import import_module

NOUNS = ("tasks", "signers", "cases", "files", "registers", "notices")


def load() -> None:
    """Import every noun once."""
    for noun in NOUNS:
        import_module(f"{__name__}.{noun}")
