"""The Alertas page and the work queue that Hoy shows too."""
