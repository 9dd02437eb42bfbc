"""Rehearses process bundles: their lint, their example cases on the real engine, and what the cases left unwalked. See README.md."""
