"""Builds the sample documents of `samples/` from the marked-up texts in `sources/`.

A source is the text of one document with every statement marked where it stands, so that the document and the list of
what it says (`expected.toml`) come from the same line and cannot drift apart. `python -m samples.build` writes both.
"""
