import { userInfo } from "node:os";

/** The name of the system's user who runs this process; `uid 1000` where the system knows none, as in many a container. */
export function systemUser(read: () => { username: string } = userInfo): string {
  try {
    return read().username;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return `uid ${Deno.uid()}`;
  }
}
