import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { keys } from "@/shared/api/keys";
import { Problem } from "@/shared/api/problem";

/** A session that ended anywhere ended everywhere, for a click as for a question: asking who we are then shows the sign-in page. */
const askWhoWeAre = (error: Error) => {
  if (error instanceof Problem && error.status === 401) void queryClient.resetQueries({ queryKey: keys.me });
};

const queryCache = new QueryCache({
  onError: (error, query) => {
    if (query.queryKey[0] !== keys.me[0]) askWhoWeAre(error);
  },
});
const mutationCache = new MutationCache({ onError: askWhoWeAre });

export const queryClient: QueryClient = new QueryClient({
  queryCache,
  mutationCache,
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
