"""A report as a Word file in the layout of Decree 30/2020/NĐ-CP, annex I."""

from camket.reports.word.writing import document

__all__ = ["document"]
