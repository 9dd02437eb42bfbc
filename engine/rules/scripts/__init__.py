"""Scripts of script tasks: Python in a sandbox process, FEEL, `${...}`; every other language is refused at deployment."""

from engine.rules.scripts.compile import Script, compile_script
from engine.rules.scripts.errors import ScriptFailed
from engine.rules.scripts.run import Outcome, ScriptLimits, run_script

__all__ = ["Outcome", "Script", "ScriptFailed", "ScriptLimits", "compile_script", "run_script"]
