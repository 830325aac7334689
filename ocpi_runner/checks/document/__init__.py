"""Reads files of JSON: piece by piece, with the line and column of everything, guessing which objects they hold."""
