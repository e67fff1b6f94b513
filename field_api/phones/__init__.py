"""The doors that phones knock at: their protocols and how a phone is enrolled."""
