"""Registers and records of joint enforcement. See README.md."""

from web.records import entries, imports, kept, lists

blueprints = (lists.page, entries.page, imports.page, kept.page)
