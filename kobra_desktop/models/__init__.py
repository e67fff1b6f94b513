"""What screens bind to: Qt item models and page state. No widgets."""
