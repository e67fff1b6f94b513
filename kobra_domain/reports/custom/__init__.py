"""Reports that people put together: as data (`things.py`), and as panels (`build.py`)."""
