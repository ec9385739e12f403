"""A small service desk with every kind of rule, on which the tests of access try every way to read and write."""
