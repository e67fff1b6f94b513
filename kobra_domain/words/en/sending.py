"""What leaves: kept settings, mail server, deliveries, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "smtp_url_unreadable": "The mail server's address cannot be understood: "
    "smtp://user:password@server:port or smtps://… is expected; special characters of user and "
    "password are written with % (an at sign is %40).",
    "mail_address_unreadable": "Not an e-mail address: name@domain is expected, one only.",
    "mail_name_is_address": "The name of a sender or recipient cannot hold an “@”: it would "
    "read as another e-mail address.",
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
    "smtp.tried.connect": "{server} could not be reached: {answer}",
    "smtp.tried.greeting": "{server} answered, and did not take the greeting: {answer}",
    "smtp.tried.starttls": "{server} did not encrypt the connection (STARTTLS): {answer}",
    "smtp.tried.auth": "{server} did not take the user or the password: {answer}",
    "smtp.tried.sender": "{server} did not take the sender: {answer}",
    "smtp.tried.recipient": "{server} did not take the recipient: {answer}",
    "smtp.tried.content": "{server} did not want the message: {answer}",
    "smtp.tried.end": "{server} received the message and did not take it: {answer}",
    "smtp.tried.unknown": "{server} received the message and did not answer: it may have been "
    "sent or not ({answer})",
    "smtp.not_set": "There is no mail server: messages wait.",
    "smtp.taken": "Taken by the mail server.",
    "smtp.sent_again": "The repeat was taken: it may have arrived twice, under one id.",
    "smtp.connect": "No connection to the mail server.",
    "smtp.greeting": "Greeting not taken by the mail server.",
    "smtp.starttls": "Line not encrypted: the mail server did no STARTTLS.",
    "smtp.auth": "User or password not taken by the mail server.",
    "smtp.sender": "Sender not taken by the mail server.",
    "smtp.recipient": "Recipient not taken by the mail server.",
    "smtp.content": "Message not received by the mail server.",
    "smtp.end": "Message received and not taken by the mail server.",
    "smtp.unknown": "Received without a last answer: it is repeated once, under the same id.",
    "smtp.unknown_twice": "Received without a last answer, to the repeat too: it may "
    "have been sent or not.",
    "smtp.given_up": "Put off for four days: it is tried no more.",
    "page.closed": "Its page was closed by too many wrong codes: sending it again opens it.",
    "delivery_withheld": "A rule keeps it from leaving.",
    "delivery_forgotten": "Only the line of this delivery is left: what was in it goes after "
    "30 days.",
    "delivery_on_its_way": "It waits already, or is being sent.",
    "setting_given": "{name} was set when the server was started: it is changed there.",
    "mail_password_again": "The stored password is another server's or user's: type it again.",
    "mail.test.subject": "Kobra mail test",
    "mail.test.text": "Kobra's mail works: this message left {server}.\n",
    "mail_tls.offered": "Encrypted if the server offers it (STARTTLS)",
    "mail_tls.required": "Always encrypted (STARTTLS)",
    "mail_tls.whole": "Encrypted from the start (smtps)",
    "mail_tls.never": "Not encrypted",
    "field.host": "Server",
    "field.port": "Port",
    "field.tls": "Connection",
    "field.user": "User",
    "field.sender": "Sender",
}
