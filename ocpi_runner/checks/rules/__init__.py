"""The rules of objects, a module for each topic, and the table of them all."""
