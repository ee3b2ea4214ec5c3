import type { Move, Preview } from "./types";

/** RFC 9457 problem details, as every failing answer of the API carries them. */
export interface ProblemBody {
  title?: string;
  status?: number;
  code?: string;
  detail?: string;
  errors?: Record<string, string[]>;
  /** With 412: the move as it is now. */
  current?: Move;
  /** With 428 and `stale_preview`: what would be done now. */
  preview?: Preview;
}

/** A request that did not succeed, in words for the page. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly body: ProblemBody,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(body.detail ?? wordsFor(status));
    this.name = "Problem";
  }

  get code(): string {
    return this.body.code ?? (this.status === 0 ? "offline" : `http_${this.status}`);
  }

  /** The server never saw it, or failed while at it: the same request may succeed later. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

function wordsFor(status: number): string {
  if (status === 0) return "CaseyOS cannot be reached. Check the connection and try again.";
  if (status === 401) return "Your session has ended. Sign in again.";
  if (status >= 500) return "Something broke on our side. Nothing of yours is lost; try again.";
  return `The request was refused (${status}).`;
}

export const toProblem = (error: unknown): Problem => (error instanceof Problem ? error : new Problem(0, {}));
