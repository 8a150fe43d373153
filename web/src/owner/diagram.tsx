import '@xyflow/react/dist/style.css';
import './diagram.css';
import { useMemo } from 'react';
import { graphlib, layout } from '@dagrejs/dagre';
import {
  Background,
  Controls,
  MarkerType,
  MiniMap,
  Position,
  ReactFlow,
  type Edge,
  type Node,
  type Viewport,
} from '@xyflow/react';
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
        defaultViewport={startOf(nodes)}
        minZoom={0.1}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        proOptions={{ hideAttribution: false }}
        aria-label={say(owner.diagram)}
      >
        <Background />
        <MiniMap pannable zoomable ariaLabel={say(owner.diagram)} />
        <Controls showInteractive={false} aria-label={say(owner.diagram)} />
      </ReactFlow>
      <figcaption>{say(owner.diagramSays)}</figcaption>
    </figure>
  );
}

/** It begins where a dossier begins, large enough to be read; the whole is one button away. */
function startOf(nodes: Node[]): Viewport {
  const zoom = 0.8;
  const first = nodes.find(({ id }) => id === NEW)?.position ?? { x: 0, y: 0 };
  return { x: 240 - first.x * zoom, y: 24 - first.y * zoom, zoom };
}

type Way = { from: string; to: string; label: string; aside?: boolean };

/** From this many stages a way is one that is nearly always open, such as withdrawing: it would hide the others. */
const MANY = 4;

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
  const all = [...ways.values()];
  const into = (stage: string) => all.filter(({ to }) => to === stage).length;
  const ends = new Set(stages.filter(({ end }) => end).map(({ name }) => name));
  return all.map((way) => ({ ...way, aside: ends.has(way.to) && into(way.to) >= MANY }));
}

function laidOut(boxes: { id: string; label: string; kind: string }[], ways: Way[]): { nodes: Node[]; edges: Edge[] } {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 40, ranksep: 70 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of boxes) graph.setNode(id, { width: WIDTH, height: HEIGHT });
  for (const { from, to, aside, label } of ways)
    graph.setEdge(from, to, aside ? { weight: 0 } : { weight: 2, width: label.length * 6, height: 20, labelpos: 'c' });
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
  const edges = ways.map(({ from, to, label, aside }): Edge => ({
    id: `${from}>${to}`,
    source: from,
    target: to,
    ...(!aside && { label }),
    type: 'smoothstep',
    markerEnd: { type: MarkerType.ArrowClosed },
    className: aside ? 'way way-aside' : 'way',
  }));
  return { nodes, edges };
}
