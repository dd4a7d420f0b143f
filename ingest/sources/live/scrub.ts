/** Shorter texts would tear holes into ordinary words. */
const minSecretChars = 6;

/** Takes secrets out of a text, also as they stand in an address; what is given back is safe to log and to keep. */
export function createScrub(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(
    secrets.filter((secret) => secret.length >= minSecretChars)
      .flatMap((
        secret,
      ) => [secret, encodeURIComponent(secret), new TextEncoder().encode(secret).toBase64()]),
  );
  const longestFirst = [...forms].sort((one, other) => other.length - one.length);
  return (text) => longestFirst.reduce((clean, secret) => clean.replaceAll(secret, "[secret]"), text);
}
