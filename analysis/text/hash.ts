/** Mixes a number into a running 32-bit hash. */
export function mix(hash: number, value: number): number {
  const h = Math.imul(hash ^ value, 0x9e3779b1);
  return h ^ (h >>> 15);
}

/** 32-bit hash of a form in which a character that repeats counts twice at most, so that "sooo" is "soo". */
export function hashForm(form: string): number {
  let hash = seed;
  let last = 0;
  let before = 0;
  for (let i = 0; i < form.length; i++) {
    const code = form.charCodeAt(i);
    if (code !== last || code !== before) hash = mix(hash, code);
    before = last;
    last = code;
  }
  return hash;
}

/** What every hash starts from; a model made with another one is refused. */
export const hashSeed = 0x6d0f27bd;
const seed = hashSeed;
