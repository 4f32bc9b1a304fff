"""A report as a tagged PDF, from the same words as its Word file; and the one page for leaders."""

from camket.reports.pdf.printing import document, leaders

__all__ = ["document", "leaders"]
