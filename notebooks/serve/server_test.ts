import assert from "node:assert/strict";
import { request } from "node:http";
import { connect } from "node:net";
// @ts-types="@types/ws"
import { WebSocket } from "ws";
import type { Socket } from "../live/socket.ts";
import { allowedHost, wrongHost } from "./allowed_host.ts";
import { sameOrigin } from "./same_origin.ts";
import { listen } from "./server.ts";

const closesWithinMs = 8000;
const app = { fetch: () => new Response("hello") };

/** Runs a test on a listening server; what it returns runs after the server has closed. */
async function withServer(
  run: (port: number, accepted: Socket[]) => Promise<void | (() => void)>,
  isPublic = false,
): Promise<void> {
  const accepted: Socket[] = [];
  const hub = {
    accept(socket: Socket) {
      accepted.push(socket);
      socket.onMessage((text) => socket.send(`heard ${text}`));
    },
    close: () => Promise.resolve(accepted.forEach((socket) => socket.close(1001, "the server stops"))),
  };
  const server = await listen({ host: "127.0.0.1", port: 0, isPublic, app, hub });
  let after: void | (() => void) = undefined;
  try {
    after = await run(server.port, accepted);
  } finally {
    const started = Date.now();
    await server.close();
    // 0.5 s on a quiet machine; without the cut it would wait 10 s and more for a peer's headers.
    assert.ok(Date.now() - started < closesWithinMs, `close() took ${Date.now() - started} ms`);
    after?.();
  }
}

function dial(port: number, path: string, headers = {}): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  return new Promise((resolve) => {
    socket.on("open", () => resolve(socket));
    socket.on("unexpected-response", (request, response) => {
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
    socket.on("error", () => {});
  });
}

Deno.test("listen() serves pages and live sockets, and closes with sockets open", () =>
  withServer(async (port, accepted) => {
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), "hello");
    const socket = await dial(port, "/live", { origin: `http://127.0.0.1:${port}` });
    assert.ok(typeof socket === "object");
    const answer = new Promise((resolve) => socket.once("message", (data) => resolve(String(data))));
    socket.send("you");
    assert.equal(await answer, "heard you");
    assert.equal(accepted.length, 1);
  }));

Deno.test("listen() closes although a peer never answers", () =>
  withServer(async (port) => {
    const silent = await Deno.connect({ hostname: "127.0.0.1", port });
    await silent.write(new TextEncoder().encode("GET / HTTP/1.1\r\n"));
    const socket = await dial(port, "/live");
    assert.ok(typeof socket === "object");
    socket.pause();
    return () => {
      silent.close();
      socket.terminate();
    };
  }));

Deno.test("listen() refuses sockets of other sites and other paths", () =>
  withServer(async (port, accepted) => {
    assert.equal(await dial(port, "/live", { origin: "https://evil.example" }), 403);
    assert.equal(await dial(port, "/live", { origin: "null" }), 403);
    assert.equal(await dial(port, "/other"), 403);
    assert.equal(accepted.length, 0);
  }));

Deno.test("listen() lets go of a refused socket whose peer keeps its side open", () =>
  withServer(async (port) => {
    const peer = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    const gone = new Promise<void>((resolve) => peer.once("error", () => resolve()));
    peer.write(
      `GET /other HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    await new Promise((resolve) => peer.resume().once("end", resolve));
    const writing = setInterval(() => peer.write("still here"), 20);
    await gone;
    clearInterval(writing);
    peer.destroy();
  }));

Deno.test("listen() answers to its own names only, unless it is public", async () => {
  const ask = async (port: number, host: string) => {
    const answer = Promise.withResolvers<[number | undefined, string]>();
    const asked = request({ port, host: "127.0.0.1", headers: { host } }, (response) => {
      response.setEncoding("utf8").on("data", (text) => answer.resolve([response.statusCode, text]));
    });
    asked.end();
    return await answer.promise;
  };
  await withServer(async (port, accepted) => {
    for (const host of ["localhost", `127.0.0.1:${port}`, `LOCALHOST:${port}`, "[::1]:80"]) {
      assert.deepEqual(await ask(port, host), [200, "hello"], host);
    }
    for (const host of ["evil.example", `evil.example:${port}`, "localhost.evil.example", "192.168.1.2"]) {
      const [status, text] = await ask(port, host);
      assert.deepEqual([status, text], [421, wrongHost], host);
      assert.equal(await dial(port, "/live", { host, origin: `http://${host}` }), 421, host);
    }
    assert.equal(accepted.length, 0);
  });
  await withServer(async (port) => assert.deepEqual(await ask(port, "pages.example"), [200, "hello"]), true);
});

Deno.test("allowedHost() refuses what only looks like a name of this machine", () => {
  const odd = [
    "",
    undefined,
    "a@localhost",
    "localhost/x",
    "127.1",
    "0x7f.1",
    "localhost:",
    "[::1",
    "local host",
  ];
  for (const host of odd) assert.equal(allowedHost(host, "127.0.0.1", false), false, `${host}`);
  assert.equal(allowedHost("box.example", "0.0.0.0", false), true);
});

Deno.test("listen() says which address it could not take", () =>
  withServer(async (port) => {
    const hub = { accept: () => {}, close: () => Promise.resolve() };
    await assert.rejects(listen({ host: "127.0.0.1", port, isPublic: false, app, hub }), {
      name: "Fatal",
      message:
        `Cannot listen on 127.0.0.1:${port}: another program does; set PORT to another port, or to 0 ` +
        "for a free one",
    });
  }));

Deno.test("listen() says that an address is not this machine's", async () => {
  const hub = { accept: () => {}, close: () => Promise.resolve() };
  for (const host of ["192.0.2.1", "no.such.host.invalid"]) {
    await assert.rejects(listen({ host, port: 0, isPublic: true, app, hub }), {
      name: "Fatal",
      message: `Cannot listen on ${host}:0: this machine has no such address; set HOST to one that it has`,
    });
  }
});

Deno.test("listen() names an address that a browser can open, also where it takes them all", async () => {
  const hub = { accept: () => {}, close: () => Promise.resolve() };
  for (const [host, shown] of [["0.0.0.0", "127.0.0.1"], ["::", "[::1]"], ["::1", "[::1]"]] as const) {
    const server = await listen({ host, port: 0, isPublic: true, app, hub });
    await server.close();
    assert.equal(server.url, `http://${shown}:${server.port}/`);
  }
});

Deno.test("sameOrigin() takes the page's own host, and programs without an origin", () => {
  assert.equal(sameOrigin("http://localhost:8000", "localhost:8000"), true);
  assert.equal(sameOrigin("https://pages.example", "pages.example"), true);
  assert.equal(sameOrigin(undefined, "localhost:8000"), true);
  for (
    const origin of [
      "null",
      "",
      "http://localhost:8001",
      "http://localhost:8000.evil.example",
      "file://localhost:8000",
      "http://",
    ]
  ) {
    assert.equal(sameOrigin(origin, "localhost:8000"), false, origin);
  }
  assert.equal(sameOrigin("http://a", undefined), false);
});
