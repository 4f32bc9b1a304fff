"""What is measured, each figure beside its floor or peer in the same run. `make bench` writes RESULTS.md."""
