"""The front end of charts."""
