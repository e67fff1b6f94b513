"""Pictures for mails, drawn here from the server's own tiles: nobody outside is asked for a map."""
