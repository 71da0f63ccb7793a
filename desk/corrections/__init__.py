"""From a reviewed message to a sentence that a model learns."""
