// Reads a GEXF file with graphology-gexf and prints its nodes, edges, attributes and labels as JSON.
import { readFileSync } from "node:fs";
import graphology from "graphology";
import gexf from "graphology-gexf";

const text = readFileSync(process.argv[2], "utf8");
const graph = gexf.parse(graphology.MultiGraph, text, { respectInputGraphType: true });
const nodes = graph.mapNodes((id, attributes) => ({ id, attributes }));
const edges = graph.mapEdges((id, attributes, source, target) => ({
  id,
  source,
  target,
  directed: graph.isDirected(id),
  attributes,
}));
process.stdout.write(JSON.stringify({ type: graph.type, nodes, edges }));
