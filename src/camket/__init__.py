"""Turns a resolution into public commitments and follows each to its result."""
