"""An auditor who refuses some documents after they were posted and numbered."""
