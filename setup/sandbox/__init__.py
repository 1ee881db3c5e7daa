"""A replacement for the carrier in tests: it provides the whole interface over HTTP,
stores its state, and fails on command.
"""
