"""A CPO or eMSP as an ASGI app made of versions, an identity and a store. No sockets."""
