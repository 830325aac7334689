"""The protocol as values: versions, endpoints, envelope, tokens, headers, paging, PATCH law, requirements. Pure; imports nothing of ours."""
