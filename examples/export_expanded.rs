// written by the test of the macro crate
