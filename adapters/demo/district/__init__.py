"""A made-up district for demonstrations and measurements: `onething demo generate --seed N`. See ../README.md."""

from adapters.demo.district.generate import Size, generate

__all__ = ["Size", "generate"]
