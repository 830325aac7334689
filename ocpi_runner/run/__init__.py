"""The conductor: walks the steps of a Scenario and yields events; one file per step kind."""
