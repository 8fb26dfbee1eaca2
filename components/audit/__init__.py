"""Hold the curated tables against the documents they were read from."""

from components.audit.checks import Finding, findings

__all__ = ["Finding", "findings"]
