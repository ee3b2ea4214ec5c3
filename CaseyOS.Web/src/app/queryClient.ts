import { QueryCache, QueryClient } from "@tanstack/react-query";
import { keys } from "@/shared/api/keys";
import { Problem } from "@/shared/api/problem";

/** A session that ended anywhere ended everywhere: asking who we are then shows the sign-in page. */
const queryCache = new QueryCache({
  onError: (error, query) => {
    if (error instanceof Problem && error.status === 401 && query.queryKey[0] !== keys.me[0])
      void queryClient.resetQueries({ queryKey: keys.me });
  },
});

export const queryClient: QueryClient = new QueryClient({
  queryCache,
  defaultOptions: {
    queries: {
      // Loopback and intranets work while the browser believes itself offline; a failed request says more than a guess.
      networkMode: "always",
      refetchOnWindowFocus: "always",
      retry: (count, error) => count < 1 && error instanceof Problem && error.isTransient,
      retryDelay: 500,
    },
    mutations: { networkMode: "always" },
  },
});
