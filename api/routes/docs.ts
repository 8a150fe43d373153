import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
// Not the package itself, which would load the whole page into the server.
import absolutePath from 'swagger-ui-dist/absolute-path.js';
import { PROBLEMS, Refusal } from '../../domain/problem';
import { type Handler } from '../call';
import { isProblemCode } from '../problem';

const CONTRACT = readFileSync(join(__dirname, '..', 'openapi.yaml'), 'utf8');
const OPEN = { 'Cache-Control': 'public, max-age=300' };

export const readContract: Handler = () => ({
  status: 200,
  type: 'application/yaml; charset=utf-8',
  body: CONTRACT,
  headers: OPEN,
});

const PAGE = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Một Cửa – API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="icon" href="/api/docs/favicon-32x32.png">
</head>
<body>
<div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/docs-init.js"></script>
</body>
</html>
`;

export const readDocsPage: Handler = () => ({
  status: 200,
  type: 'text/html; charset=utf-8',
  body: PAGE,
  headers: OPEN,
});

/** The only files that are served: a name from outside never becomes a path. */
const ASSETS: Record<string, { type: string; folder: string }> = {
  'swagger-ui.css': { type: 'text/css; charset=utf-8', folder: absolutePath() },
  'swagger-ui-bundle.js': { type: 'text/javascript; charset=utf-8', folder: absolutePath() },
  'favicon-32x32.png': { type: 'image/png', folder: absolutePath() },
  'docs-init.js': { type: 'text/javascript; charset=utf-8', folder: join(__dirname, '..') },
};

export const readDocsAsset: Handler = (_ctx, { path: { file = '' } }) => {
  const asset = Object.hasOwn(ASSETS, file) ? ASSETS[file] : undefined;
  if (!asset) throw new Refusal('not-found');
  return { status: 200, type: asset.type, headers: OPEN, stream: createReadStream(join(asset.folder, file)) };
};

/** What a problem's `type` leads to. */
export const readProblem: Handler = (_ctx, { path: { code = '' } }) => {
  if (!isProblemCode(code)) throw new Refusal('not-found');
  const { status, title } = PROBLEMS[code];
  const body = `${code} (${status})\n\n${title.vi}\n${title.en}\n`;
  return { status: 200, type: 'text/plain; charset=utf-8', body, headers: OPEN };
};
