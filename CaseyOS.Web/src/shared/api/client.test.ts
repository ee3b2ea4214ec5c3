import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { forgetSession, get, post } from "./client";
import { Problem } from "./problem";

const answers: (() => Response | Promise<never>)[] = [];
const asked: { url: string; method: string; headers: Record<string, string> }[] = [];
const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), { status, headers });

beforeEach(() => {
  answers.length = asked.length = 0;
  forgetSession();
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    asked.push({ url, method: init.method ?? "", headers: init.headers as Record<string, string> });
    const next = answers.shift();
    if (!next) throw new Error(`Unexpected request: ${url}`);
    return next();
  });
});
afterEach(() => vi.unstubAllGlobals());

it("asks again with the ETag and keeps the answer on 304", async () => {
  answers.push(json({ n: 1 }, 200, { ETag: '"a"' }), () => new Response(null, { status: 304 }));
  const first = await get("/api/x");
  expect(await get("/api/x")).toBe(first);
  expect(asked[1]?.headers["If-None-Match"]).toBe('"a"');
});

it("sends the anti-forgery value, and a renewed one when it went stale", async () => {
  answers.push(
    json({ csrf_token: "old" }),
    json({ code: "csrf" }, 403),
    json({ csrf_token: "new" }),
    json({ done: true }),
  );
  expect(await post("/api/y")).toEqual({ done: true });
  expect(asked.filter((call) => call.method === "POST").map((call) => call.headers["X-CSRF-Token"])).toEqual([
    "old",
    "new",
  ]);
});

it("does not try a refusal of another kind again", async () => {
  answers.push(json({ csrf_token: "t" }), json({ code: "forbidden", detail: "Not yours." }, 403));
  await expect(post("/api/y")).rejects.toThrow("Not yours.");
  expect(answers).toHaveLength(0);
});

it("says in words when nobody answers, and how long to wait when told", async () => {
  answers.push(
    () => Promise.reject(new TypeError("Failed to fetch")),
    json({ detail: "Busy." }, 409, { "Retry-After": "2" }),
  );
  await expect(get("/api/z")).rejects.toMatchObject({ status: 0, isTransient: true });
  const refused = await get("/api/z").catch((error: Problem) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect(refused).toMatchObject({ message: "Busy.", retryAfterSeconds: 2, isTransient: false });
});
