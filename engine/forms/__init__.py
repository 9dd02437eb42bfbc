"""Forms: a form-js file in, a `Form` out; every submission is checked against it here, wherever it comes from."""

from engine.forms.errors import FormInvalid, Trouble
from engine.forms.model import Field, Form, Kind
from engine.forms.parse import parse_form
from engine.forms.texts import TEXTS, render
from engine.forms.validate import validate

__all__ = ["TEXTS", "Field", "Form", "FormInvalid", "Kind", "Trouble", "parse_form", "render", "validate"]
