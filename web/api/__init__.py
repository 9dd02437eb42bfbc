"""JSON for the islands of our own pages: signed in by cookie, guarded by CSRF. Programs of others use /engine-rest."""

from web.api import element_templates, lookup, models, trace

blueprints = (models.api, trace.api, lookup.api, element_templates.api)
