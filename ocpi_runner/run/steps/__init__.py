"""One file per step kind; `table.HANDLERS` maps a step's action to its handler."""
