"""Enter once, report many: a form of another system, filled from our figures. What a form asks for is data, in TOML."""
