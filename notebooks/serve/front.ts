import { listen, type Listening, type ListenOptions } from "./server.ts";

/** The address of the pages: taken at once, so that who asks before they are there is told to wait. */
export interface Front extends Listening {
  /** Shows the pages from now on, and closes them with itself. */
  open(pages: Pick<ListenOptions, "app" | "hub">): void;
}

const tryAgainLater = 1013;

/** Takes an address. @throws {Fatal} when it is taken or not ours. */
export async function openFront(at: Pick<ListenOptions, "host" | "port" | "isPublic">): Promise<Front> {
  let pages: Pick<ListenOptions, "app" | "hub"> = {
    app: { fetch: (request) => answerWhileStarting(new URL(request.url).pathname) },
    hub: { accept: (socket) => socket.close(tryAgainLater, "starting"), close: () => Promise.resolve() },
  };
  const listening = await listen({
    ...at,
    app: { fetch: (request) => pages.app.fetch(request) },
    hub: { accept: (socket) => pages.hub.accept(socket), close: () => pages.hub.close() },
  });
  let closing: Promise<void> | undefined;
  return {
    ...listening,
    open: (opened) => pages = opened,
    close: () => closing ??= listening.close(),
  };
}

function answerWhileStarting(path: string): Response {
  const headers = { "retry-after": "1", "cache-control": "no-store" };
  if (path === "/healthz") return Response.json({ ok: true, stages: {} }, { headers });
  if (path === "/readyz") {
    return Response.json({ ok: false, stages: { store: "is being opened" } }, { status: 503, headers });
  }
  return new Response("Groundswell is starting; try again in a moment.\n", { status: 503, headers });
}
