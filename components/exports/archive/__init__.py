"""The tables as an archive that stands alone: CSV files, their schema, the base map and a readme."""

from components.exports.archive.pack import zip_bytes

__all__ = ["zip_bytes"]
