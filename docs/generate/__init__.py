"""What writes the pages of ``docs/ontology`` from the ontology, its shapes and its examples."""
