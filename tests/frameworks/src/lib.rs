//! Nothing but tests, see `tests/` and `ui/`: the attribute among other attributes, and handles of real frameworks.
