import { extname, join, normalize } from "node:path";

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" };

/** For tests: a web server that knows nothing but the files of a folder, which stand below a path of its own. */
export interface StaticServer extends AsyncDisposable {
  url: string;
}

/** Serves a folder below `/reports/one/`, without headers of any use. */
export function serveFolder(folder: string): StaticServer {
  const root = "/reports/one/";
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const path = decodeURIComponent(new URL(request.url).pathname);
    if (!path.startsWith(root)) return new Response("not here", { status: 404 });
    const name = normalize(path.slice(root.length) || "index.html");
    try {
      const body = await Deno.readFile(join(folder, name));
      return new Response(body, {
        headers: { "content-type": types[extname(name)] ?? "application/octet-stream" },
      });
    } catch {
      return new Response("not here", { status: 404 });
    }
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}${root}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
