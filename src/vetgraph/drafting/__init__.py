"""Documents become report folders to review, or at once the facts that rules can read."""

from vetgraph.drafting.folders import Draft, Wanted, dataset_of, documents, draft
from vetgraph.drafting.review import columns_page

__all__ = ["Draft", "Wanted", "columns_page", "dataset_of", "documents", "draft"]
