"""/engine-rest: the REST dialect that existing clients of the most used BPMN engine speak."""

from web.rest.application import beside

__all__ = ["beside"]
