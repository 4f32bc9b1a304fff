"""A report as a Word file, laid out after Decree 30/2020/NĐ-CP, annex I, or after Guideline 36-HD/VPTW."""

from camket.reports.word.writing import document

__all__ = ["document"]
