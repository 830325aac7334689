"""The only sockets: httpx client, uvicorn server, the tap on both, the log one can wait on."""
