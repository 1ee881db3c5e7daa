"""A stand-in for the carrier: speaks its whole interface over HTTP, keeps its state, fails on command."""
