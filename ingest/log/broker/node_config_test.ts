import assert from "node:assert/strict";
import { nodeConfig } from "./node_config.ts";

const node = (id: number) => ({ id, port: 9091 + id, controllerPort: 19_091 + id, folder: `/data/${id}` });

Deno.test("nodeConfig() keeps as many copies as there are brokers", () => {
  const copies = (brokers: number) => {
    const all = Array.from({ length: brokers }, (_, i) => node(i + 1));
    const config = nodeConfig(all[0]!, all);
    return /offsets\.topic\.replication\.factor=(\d+)/.exec(config)?.[1];
  };
  assert.deepEqual([1, 2, 3].map(copies), ["1", "2", "3"]);
});

Deno.test("nodeConfig() listens on this machine only, and names every voter", () => {
  const config = nodeConfig(node(2), [node(1), node(2)], { "message.max.bytes": "5" });
  assert.match(config, /^controller\.quorum\.voters=1@127\.0\.0\.1:19092,2@127\.0\.0\.1:19093$/m);
  assert.match(config, /^listeners=PLAINTEXT:\/\/127\.0\.0\.1:9093,CONTROLLER:\/\/127\.0\.0\.1:19093$/m);
  assert.match(config, /^message\.max\.bytes=5$/m);
});
