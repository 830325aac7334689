"""Play the other side of any OCPI conversation, judge every message, hand over the evidence."""

__version__ = "0.1.0"
