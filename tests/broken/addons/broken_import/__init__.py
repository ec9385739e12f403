"""An addon of the tests."""
