// Starts a worker of ours with the faults of its process; its own module stands in the fragment of the address.
import "./preload_harness.ts";

// Deno 2.9.6 drops messages that come while a module awaits at its top level, unless somebody listens.
const early: MessageEvent[] = [];
globalThis.onmessage = (event: MessageEvent) => early.push(event);

await import(new URL(globalThis.location.href).hash.slice(1));

const handle = globalThis.onmessage as (event: MessageEvent) => void;
for (const event of early) handle(event);
