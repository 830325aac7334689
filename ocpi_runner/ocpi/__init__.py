"""The protocol as values: versions, endpoints, envelope, tokens, headers, paging, PATCH law, rules. Pure."""
