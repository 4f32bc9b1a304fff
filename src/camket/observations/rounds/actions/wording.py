"""Other words for the sentences of letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from camket.foundation.actions import Action
from camket.observations.rounds import wording
from camket.observations.rounds.models import LetterText


@dataclass(kw_only=True)
class WordLetters(Action[int]):
    """``texts`` by name of the sentence; one that is empty, or says what it says anyway, takes the words back that it
    came with. Answers with how many have changed."""

    verb = "rounds.word_letters"
    texts: Mapping[str, str]

    def subject(self) -> None:
        """Letters of the whole site."""

    def perform(self) -> int:
        before = wording.words()
        meant = {
            name: self.texts[name].strip() or one.text for name, one in wording.SENTENCES.items() if name in self.texts
        }
        changed = {name: text for name, text in meant.items() if text != before[name]}
        for name, text in changed.items():
            self.changed.between(name, before[name], text)
            if text == wording.SENTENCES[name].text:
                LetterText.objects.filter(name=name).delete()
            else:
                LetterText.objects.update_or_create(name=name, defaults={"text": text})
        return len(changed)

    def detail(self) -> dict[str, Any]:
        return {}
