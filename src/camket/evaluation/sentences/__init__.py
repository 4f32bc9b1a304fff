"""Why a verdict came out: one sentence that can be read aloud, made from ``Reasons`` alone.

Every sentence is fact, comparison, outcome: "Thu ngân sách năm 2024 đạt 187,2 tỷ đồng, | bằng 93,6% mục tiêu 200 tỷ
đồng; | cần tăng 6,8% trong năm 2025." Numbers are tied to their units by a no-break space; "%" follows directly.
"""

from camket.evaluation.model import Verdict
from camket.evaluation.sentences import english, vietnamese
from camket.measures.decimals import Language


def why(verdict: Verdict, language: Language) -> str:
    """One sentence, capitalised, with a full stop."""
    sentence = vietnamese.sentence(verdict) if language == "vi" else english.sentence(verdict)
    return f"{sentence[:1].upper()}{sentence[1:]}."
