import { Problem } from "./problem";
import { noteServerTime } from "./serverTime";
import type { Me } from "./types";

type Options = { signal?: AbortSignal; headers?: Record<string, string>; body?: unknown };

/** The last answer per address with its ETag: asking again costs a 304 and no parsing. */
const remembered = new Map<string, { etag: string; data: unknown }>();
let csrfToken: string | null = null;

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const known = remembered.get(path);
  const response = await send("GET", path, { signal, headers: known ? { "If-None-Match": known.etag } : {} });
  if (response.status === 304 && known) return known.data as T;
  const data = await read<T>(response);
  const etag = response.headers.get("ETag");
  if (etag) remembered.set(path, { etag, data });
  return data;
}

export const post = <T>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> =>
  change<T>("POST", path, body, headers);

export const put = <T>(path: string, body: unknown): Promise<T> => change<T>("PUT", path, body, {});

export const del = <T>(path: string): Promise<T> => change<T>("DELETE", path, undefined, {});

/** A state change. The anti-forgery value comes with `/api/me`; one that has gone stale is renewed once. */
async function change<T>(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<T> {
  const attempt = async () =>
    read<T>(
      await send(method, path, { body, headers: { ...headers, "X-CSRF-Token": csrfToken ?? (await me()).csrf_token } }),
    );
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "csrf") throw error;
    csrfToken = null;
    return attempt();
  }
}

export async function me(signal?: AbortSignal): Promise<Me> {
  const user = await get<Me>("/api/me", signal);
  csrfToken = user.csrf_token;
  return user;
}

export function forgetSession(): void {
  csrfToken = null;
  remembered.clear();
}

async function send(method: string, path: string, { signal, headers, body }: Options): Promise<Response> {
  try {
    const response = await fetch(path, {
      method,
      signal: signal ?? null,
      headers: {
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    noteServerTime(response.headers.get("Date"), Date.now());
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, {});
  }
}

async function read<T>(response: Response): Promise<T> {
  const text = await response.text();
  const json = parse(text);
  if (!response.ok) {
    const wait = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
    throw new Problem(response.status, (json ?? {}) as object, Number.isNaN(wait) ? null : wait);
  }
  return json as T;
}

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
