/**
 * An answer of the server, or why there is none, in words: `forbidden` where this reader may not ask; `field` names what is to be set
 * right in a form.
 */
export type ServerAnswer<Value> =
  | { value: Value }
  | { problem: string; forbidden: boolean; field: string | null };

/** Asks the server of the page, JSON for JSON. */
export async function askServer<Value>(
  path: string,
  body?: object,
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" = "POST",
): Promise<ServerAnswer<Value>> {
  try {
    const response = await fetch(path, {
      method,
      headers: { "content-type": "application/json" },
      ...body === undefined ? {} : { body: JSON.stringify(body) },
    });
    const answer = await response.json();
    if (response.ok) return { value: answer };
    const { message, field = null } = answer.error ?? {};
    const problem = message ?? "The server could not do that; its log says why";
    return { problem, forbidden: response.status === 403, field };
  } catch {
    return { problem: "The server does not answer. Try again", forbidden: false, field: null };
  }
}
