// Starts a worker of ours with the faults of its process; its own module stands in the fragment of the address.
import "./preload_harness.ts";

await import(new URL(globalThis.location.href).hash.slice(1));
