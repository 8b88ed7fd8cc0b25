# The normalisation of https://www.w3.org/TR/vocab-data-cube/ section 10: what an abbreviated cube
# leaves unsaid is added before the integrity constraints are asked.
PREFIX qb: <http://purl.org/linked-data/cube#>

# Phase 1: types and component properties.
INSERT { ?o a qb:Observation } WHERE { ?slice qb:observation ?o } ;
INSERT { ?o a qb:Observation . ?d a qb:DataSet } WHERE { ?o qb:dataSet ?d } ;
INSERT { ?s a qb:Slice } WHERE { ?d qb:slice ?s } ;
INSERT { ?c qb:componentProperty ?p . ?p a qb:DimensionProperty } WHERE { ?c qb:dimension ?p } ;
INSERT { ?c qb:componentProperty ?p . ?p a qb:MeasureProperty } WHERE { ?c qb:measure ?p } ;
INSERT { ?c qb:componentProperty ?p . ?p a qb:AttributeProperty } WHERE { ?c qb:attribute ?p } ;

# Phase 2: values attached to a data set or a slice hold for its observations.
INSERT { ?o ?p ?value } WHERE {
    ?c qb:componentProperty ?p ; qb:componentAttachment qb:DataSet .
    ?d qb:structure/qb:component ?c ; ?p ?value .
    ?o qb:dataSet ?d .
} ;
INSERT { ?o ?p ?value } WHERE {
    ?c qb:componentProperty ?p ; qb:componentAttachment qb:Slice .
    ?d qb:structure/qb:component ?c ; qb:slice ?s .
    ?s ?p ?value ; qb:observation ?o .
} ;
INSERT { ?o ?p ?value } WHERE {
    ?c qb:componentProperty ?p .
    ?p a qb:DimensionProperty .
    ?d qb:structure/qb:component ?c ; qb:slice ?s .
    ?s ?p ?value ; qb:observation ?o .
}
