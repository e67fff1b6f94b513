"""What every page of ours in the web engine stands on: scheme, walls, a page kept alive."""
