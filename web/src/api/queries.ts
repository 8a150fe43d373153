import { QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ProblemError } from './problem';

/** What was read is shown at once and read again when it is looked at; only a server that is away is asked again. */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 2000, retry: isWorthAsking, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

function isWorthAsking(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ProblemError && [0, 429, 503].includes(error.problem.status);
}

type Refresh<Data> = (query: { state: { data?: Data } }) => number | false;

/**
 * Reads something of the API under a name: names begin with the kind, so that a change of the kind refreshes all.
 * @param options.refresh milliseconds after which it is read again by itself, or what says so of what was read
 * @param options.known what was read just now with something else
 */
export function useRead<Data>(
  name: readonly unknown[],
  read: () => Promise<Data>,
  options: { enabled?: boolean; staleTime?: number; refresh?: number | Refresh<Data>; known?: Data } = {},
): UseQueryResult<Data> {
  const { refresh, known, ...rest } = options;
  return useQuery({
    queryKey: name,
    queryFn: read,
    ...rest,
    ...(refresh && { refetchInterval: refresh }),
    ...(known !== undefined && { initialData: known }),
  });
}
