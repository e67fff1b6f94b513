"""What Administración binds to: users, teams and agents, portfolios and papers, audit, server."""
