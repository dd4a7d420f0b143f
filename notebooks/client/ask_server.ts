/** An answer of the server, or why there is none, in words; `forbidden` where this reader may not ask. */
export type ServerAnswer<Value> = { value: Value } | { problem: string; forbidden: boolean };

/** Asks the server of the page, JSON for JSON. */
export async function askServer<Value>(path: string, body: object): Promise<ServerAnswer<Value>> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (response.ok) return { value: answer };
    const problem = answer.error?.message ?? "The server could not do that; its log says why";
    return { problem, forbidden: response.status === 403 };
  } catch {
    return { problem: "The server does not answer. Try again", forbidden: false };
  }
}
