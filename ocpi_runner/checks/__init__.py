"""Generators of findings: schema, protocol and the matchers of a scenario. Never raises for a bad peer."""
