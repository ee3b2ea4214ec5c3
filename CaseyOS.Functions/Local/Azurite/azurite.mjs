// Runs Azurite inside this process, so that it can be stopped with everything on disk.
//
// It lives as long as its standard input is open. The program that started it holds the other end, and the operating system
// closes that end however the program dies, kill -9 included: no orphan stays behind and nothing is lost.
// It runs in a session of its own, because Ctrl+C and a killed process group reach every process of a terminal's group at
// once, and storage must outlive the program's last writes.
//
// One line of JSON on standard output says how the start went: {"ready":{...}} or {"failed":"taken"|"error", ...}.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const settings = JSON.parse(process.argv[2]);
if (!settings.serve) {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify({ ...settings, serve: true })], {
    detached: true,
    stdio: "inherit",
    windowsHide: true,
  });
  child.on("error", (error) => report({ failed: "error", message: error.message }));
  child.on("spawn", () => process.exit(0));
} else {
  await serve();
}

async function serve() {
  // Only the closing of standard input ends this process, and SIGTERM from whoever means precisely it.
  process.on("SIGINT", () => {});
  process.on("SIGHUP", () => {});
  process.on("SIGTERM", () => stop("SIGTERM"));
  console.log = console.info = console.error;
  // When the program is killed nobody reads what is said here, and a request of its may end in the middle. Neither may end this
  // process before everything is on disk.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  process.on("uncaughtException", (error) => console.error(`unexpected: ${error.stack}`));
  process.on("unhandledRejection", (error) => console.error(`unexpected: ${error?.stack ?? error}`));

  const { dataDirectory, modules, inMemory, accounts, key, ownerPid, ports } = settings;
  process.env.AZURITE_ACCOUNTS = accounts.map((account) => `${account}:${key}`).join(";");
  mkdirSync(dataDirectory, { recursive: true });
  const mark = join(dataDirectory, "running.json");
  const { pid } = process;
  try {
    writeFileSync(mark, JSON.stringify({ pid, ownerPid }), { flag: "wx" });
  } catch (error) {
    // Whoever starts us removes marks that mean nothing any more, so this one means something.
    report({ failed: "error", message: error.code === "EEXIST" ? `another one uses ${dataDirectory}` : error.message });
    process.exit(1);
  }

  const servers = createServers(createRequire(join(modules, "package.json")), { dataDirectory, inMemory, ports });
  let stopping;

  try {
    for (const server of servers) {
      await server.start();
    }
  } catch (error) {
    rmSync(mark, { force: true });
    report(error.code === "EADDRINUSE" ? { failed: "taken", port: error.port } : { failed: "error", message: String(error.message) });
    process.exit(1);
  }

  const databases = servers.flatMap((server) => [server.metadataStore?.db, server.extentMetadataStore?.db]).filter((db) => db !== undefined);
  if (databases.length === 0) {
    report({ failed: "error", message: "this version of Azurite keeps its databases elsewhere" });
    process.exit(1);
  }

  if (!inMemory) saveSoon(databases);
  process.stdin.on("end", () => stop("end")).on("error", () => stop("error")).resume();
  report({ ready: { pid, blob: port(servers[0]), queue: port(servers[1]), table: port(servers[2]) } });

  async function stop() {
    if (stopping) return;
    stopping = true;
    const closed = Promise.allSettled(servers.map((server) => server.close()));
    const ends = await Promise.race([closed, new Promise((resolve) => setTimeout(() => resolve([]), 5000))]);
    // Azurite saves on closing, but does not wait for a save that is under way already.
    const saved = await Promise.allSettled(databases.map(finish));
    for (const { reason } of [...ends, ...saved].filter((end) => end.status === "rejected")) console.error(`while closing: ${reason?.stack ?? reason}`);
    rmSync(mark, { force: true });
    process.exit(0);
  }
}

function createServers(require, { dataDirectory, inMemory, ports }) {
  const load = (path) => require(`azurite/dist/src/${path}`).default;
  const inData = (path) => join(dataDirectory, path);
  const places = (constants, name, folder) => {
    constants[name][0].locationPath = inData(folder);
    return constants[name];
  };
  const host = "127.0.0.1";
  const keepAlive = 60;
  const quiet = [false, undefined, false, undefined]; // access log, its stream, debug log, its path
  const lenient = [false, true, "", "", "", undefined, false]; // loose, skipApiVersionCheck, certificates, OAuth, product-style addresses

  const blobPlaces = places(require("azurite/dist/src/blob/utils/constants"), "DEFAULT_BLOB_PERSISTENCE_ARRAY", "blob-content");
  const queuePlaces = places(require("azurite/dist/src/queue/utils/constants"), "DEFAULT_QUEUE_PERSISTENCE_ARRAY", "queue-content");
  const [Blob, BlobConfiguration] = [load("blob/BlobServer"), load("blob/BlobConfiguration")];
  const [Queue, QueueConfiguration] = [load("queue/QueueServer"), load("queue/QueueConfiguration")];
  const [Table, TableConfiguration] = [load("table/TableServer"), load("table/TableConfiguration")];
  const common = [...quiet, ...lenient, inMemory];
  return [
    new Blob(new BlobConfiguration(host, ports[0], keepAlive, inData("blobs.json"), inData("blob-extents.json"), blobPlaces, ...common)),
    new Queue(new QueueConfiguration(host, ports[1], keepAlive, inData("queues.json"), inData("queue-extents.json"), queuePlaces, ...common)),
    // Here the debug log comes before the access log.
    new Table(new TableConfiguration(host, ports[2], keepAlive, inData("tables.json"), ...common)),
  ];
}

// Azurite keeps everything in memory and writes whole files every 5 s; here a change is on disk within a quarter of a second,
// or as soon as saving a large file costs less than a twentieth of the time.
function saveSoon(databases) {
  for (const db of databases) {
    db.autosaveDisable();
    const again = async () => {
      const start = performance.now();
      // Without disk space everything is still in memory: say so and try again.
      if (db.autosaveDirty()) await save(db).catch((error) => console.error(`cannot save: ${error.message}`));
      setTimeout(again, Math.max(250, 20 * (performance.now() - start))).unref();
    };
    setTimeout(again, 250).unref();
  }
}

function save(db) {
  return new Promise((resolve, reject) => db.saveDatabase((error) => (error ? reject(error) : resolve())));
}

function finish(db) {
  return db.autosaveDirty() ? save(db) : new Promise((resolve) => db.throttledSaveDrain(resolve));
}

function port(server) {
  return Number(new URL(server.getHttpServerAddress()).port);
}

function report(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
