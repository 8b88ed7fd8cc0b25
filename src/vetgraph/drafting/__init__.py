"""Documents become report folders to review, or at once the facts that rules can read."""

from vetgraph.drafting.columns import columns_page
from vetgraph.drafting.folders import STAGES, Draft, dataset_of, documents, draft
from vetgraph.drafting.metadata import KINDS
from vetgraph.drafting.wanted import Wanted

__all__ = [
    "KINDS", "STAGES", "Draft", "Wanted", "columns_page", "dataset_of", "documents", "draft",
]  # fmt: skip
