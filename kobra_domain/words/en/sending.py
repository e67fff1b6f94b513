"""What leaves: kept settings, mail server, deliveries, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "smtp_url_unreadable": "The mail server's address cannot be understood: "
    "smtp://user:password@server:port or smtps://… is expected; special characters of user and "
    "password are written with % (an at sign is %40).",
    "mail_address_unreadable": "Not an e-mail address: name@domain is expected, one only.",
    "mail_not_made": "The message could not be composed.",
    "public_url_unreadable": "“{value}” is no public address: https://server is expected, without "
    "parameters.",
    "setting_not_a_switch": "“{value}” is neither yes nor no: true or false is expected.",
    "setting_not_stored": "{name} cannot be kept in the database. These can: {known}.",
    "secret_key_lost": "The key that sealed the stored passwords is missing: {path} on {machine}. "
    "Bring it back from the backup, run this on that machine, or give its folder with "
    "--data-folder; if it is gone for good, keep the password anew with settings set --new-key.",
    "secret_not_opened": "What was kept sealed cannot be opened: it was changed. Keep it anew.",
    "smtp.tried": "{server} took the message for {to}: {answer}",
    "smtp.connect": "{server} could not be reached: {answer}",
    "smtp.greeting": "{server} answered, and did not take the greeting: {answer}",
    "smtp.starttls": "{server} did not encrypt the connection (STARTTLS): {answer}",
    "smtp.auth": "{server} did not take the user or the password: {answer}",
    "smtp.sender": "{server} did not take the sender: {answer}",
    "smtp.recipient": "{server} did not take the recipient: {answer}",
    "smtp.content": "{server} did not want the message: {answer}",
    "smtp.end": "{server} received the message and did not take it: {answer}",
    "smtp.unknown": "{server} received the message and did not answer: it may have been sent or "
    "not ({answer})",
    "smtp.not_set": "There is no mail server: messages wait.",
}
