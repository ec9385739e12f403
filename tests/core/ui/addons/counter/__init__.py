"""An addon of the tests of the user interface."""
