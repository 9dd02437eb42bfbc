"""JSON for the islands of our own pages: signed in by cookie, guarded by CSRF. Programs of others use /engine-rest."""

from web.api import lookup, models, trace

blueprints = (models.api, trace.api, lookup.api)
