import '@xyflow/react/dist/style.css';
import './diagram.css';
import { useMemo } from 'react';
import { graphlib, layout } from '@dagrejs/dagre';
import { Background, Controls, MarkerType, Position, ReactFlow, type Edge, type Node } from '@xyflow/react';
import { useLanguage } from '../language';
import { NEW } from './definition';
import { limitOf } from './limit-words';
import type { Moves } from './process-view';
import { owner } from './words';

const [WIDTH, HEIGHT] = [190, 62];

/** The stages with the ways between them, laid out from top to bottom. The table beside it says the same in words. */
export function Diagram({ of: moves }: { of: Moves }) {
  const speech = useLanguage();
  const { say } = speech;
  const { nodes, edges } = useMemo(() => {
    const boxes = [
      { id: NEW, label: say(owner.begin), kind: 'begin' },
      ...moves.stages.map((stage) => ({
        id: stage.name,
        label: `${say(stage.title)}${stage.limit ? `\n${limitOf(speech, stage.limit)}` : ''}`,
        kind: stage.end ? 'end' : stage.clock,
      })),
    ];
    return laidOut(
      boxes,
      waysOf(moves, (action) => say(action.title)),
    );
  }, [moves, say, speech]);
  return (
    <figure className="process-diagram" aria-label={say(owner.diagramSays)}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        fitView
        minZoom={0.1}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        proOptions={{ hideAttribution: false }}
        aria-label={say(owner.diagram)}
      >
        <Background />
        <Controls showInteractive={false} aria-label={say(owner.diagram)} />
      </ReactFlow>
    </figure>
  );
}

type Way = { from: string; to: string; label: string };

/** Ways between the same two stages are one line with all their names. */
function waysOf({ stages, actions }: Moves, nameOf: (action: Moves['actions'][number]) => string): Way[] {
  const known = new Set([NEW, ...stages.map(({ name }) => name)]);
  const ways = new Map<string, Way>();
  for (const action of actions)
    for (const from of action.from) {
      const { to } = action;
      if (to === undefined || !known.has(from) || !known.has(to)) continue;
      const key = `${from}>${to}`;
      const before = ways.get(key);
      ways.set(key, { from, to, label: before ? `${before.label}; ${nameOf(action)}` : nameOf(action) });
    }
  return [...ways.values()];
}

function laidOut(boxes: { id: string; label: string; kind: string }[], ways: Way[]): { nodes: Node[]; edges: Edge[] } {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 40, ranksep: 70 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of boxes) graph.setNode(id, { width: WIDTH, height: HEIGHT });
  for (const { from, to } of ways) graph.setEdge(from, to);
  layout(graph);
  const nodes = boxes.map(({ id, label, kind }): Node => {
    const { x, y } = graph.node(id) as { x: number; y: number };
    return {
      id,
      position: { x: x - WIDTH / 2, y: y - HEIGHT / 2 },
      data: { label },
      className: `stage stage-${kind}`,
      sourcePosition: Position.Bottom,
      targetPosition: Position.Top,
      width: WIDTH,
      height: HEIGHT,
    };
  });
  const edges = ways.map(({ from, to, label }): Edge => ({
    id: `${from}>${to}`,
    source: from,
    target: to,
    label,
    markerEnd: { type: MarkerType.ArrowClosed },
    className: 'way',
  }));
  return { nodes, edges };
}
