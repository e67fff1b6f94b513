"""What the page Cartera binds to: accounts and people as large lists, and one account in short."""
