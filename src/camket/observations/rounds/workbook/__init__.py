"""The Excel form of an office in a round: made, and read again once it was filled in."""
