import Sequencer from '@jest/test-sequencer';

/** Files of which each takes about a minute or more, the longest first; what Jest knows of the others it has from earlier runs. */
const LONG = [
  'e2e/web-counter',
  'e2e/gate',
  'api/coverage-pilot',
  'e2e/start',
  'e2e/web-owner',
  'e2e/web-oversight',
  'e2e/web-look',
  'api/time',
  'e2e/',
  'api/engine-down',
  'api/rebuild',
  'unit/api/limits',
  'unit/api/issuer',
  'unit/prints/layout',
];

const place = (path) => {
  const found = LONG.findIndex((part) => path.includes(`/tests/${part}`));
  return found < 0 ? LONG.length : found;
};

/** A long file that began last would run alone in the end, on one core. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => place(a.path) - place(b.path));
  }
}
