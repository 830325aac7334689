"""The conductor: walks the steps of a Scenario and tells events; one file per step kind."""
