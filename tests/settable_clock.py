"""The clock of tests: stands still until told. It lives in the product, since `onething bundles check` plays cases by it."""

from adapters.clock import SHANGHAI, SettableClock

__all__ = ["SHANGHAI", "SettableClock"]
