"""What a run saw and found: exchanges, findings, events, the Record; redaction."""
