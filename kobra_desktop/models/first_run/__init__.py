"""How a person begins: the trial, the address of the server, and the steps after it."""
