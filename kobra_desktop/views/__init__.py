"""What a person sees: the window, its pages, dialogs and widgets. No queries, no requests, no
threads.
"""
