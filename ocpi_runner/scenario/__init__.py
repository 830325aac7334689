"""YAML to Scenario, with every problem of a file reported at once. Never imports record or store."""
