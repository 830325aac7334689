"""Words and exit codes; the only reader of the command line and the environment."""
