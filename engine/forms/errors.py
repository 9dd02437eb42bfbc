"""What is wrong with a submission: one `Trouble` for each remark, and the error that carries them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.domain.errors import Invalid
from engine.forms.texts import Language, render


@dataclass(frozen=True, slots=True)
class Trouble:
    """One remark: the code of its text and the values in it. An author's own message has both languages in `own`."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    own: tuple[str, str] | None = None

    def text(self, language: Language = "zh") -> str:
        """The text in a language."""
        if self.own:
            return self.own[0 if language == "zh" else 1]
        return render(self.code, self.values, language)


class FormInvalid(Invalid):
    """{count} place(s) in the form need correction."""

    code = "form.invalid"

    def __init__(self, troubles: Mapping[str, Sequence[Trouble]], language: Language = "zh") -> None:
        self.troubles = {path: tuple(found) for path, found in troubles.items()}
        super().__init__(fields=self.texts(language), count=len(self.troubles))

    def texts(self, language: Language) -> dict[str, list[str]]:
        """The texts by field path (`rows.0.fact`; "" for the form as a whole)."""
        return {path: [trouble.text(language) for trouble in found] for path, found in self.troubles.items()}
