"""Expressions in `${...}` and `#{...}`: a small grammar over process variables, without anything of Java or Python behind it."""

from engine.rules.juel.errors import JuelError, JuelSyntaxError
from engine.rules.juel.template import Juel, compile_template

__all__ = ["Juel", "JuelError", "JuelSyntaxError", "compile_template"]
