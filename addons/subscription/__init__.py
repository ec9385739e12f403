"""The plan of a database: an application may start a trial, and a trial that ended closes the database."""
