/** Texts a second, until it is known better. */
const firstSpeed = 8;
const speedShare = 0.3;
/** Within less nothing comes back. */
const leastWaitMs = 10;
/** Of the time that is there, so that most come back within it. */
const safety = 0.8;
const lookEveryMs = 60_000;

/** How fast a model judges, and so how much it can be asked at once. */
export class Pace {
  #speed = firstSpeed;
  #since: number;
  #asked = 0;
  #judged = 0;

  /** `tooSlow` hears, once a minute, when less than half came back in time. `now` gives milliseconds and never goes back. */
  constructor(readonly tooSlow: (judged: number, asked: number) => void, readonly now: () => number) {
    this.#since = now();
  }

  /** How many texts are likely to be judged within so many milliseconds; one at least where there is time at all. */
  room(waitMs: number): number {
    return waitMs < leastWaitMs ? 0 : Math.max(1, Math.floor(safety * this.#speed * waitMs / 1000));
  }

  /** So many texts were asked about, and so many judged, within so many milliseconds. */
  note(asked: number, judged: number, ms: number): void {
    this.#speed += speedShare * (1000 * judged / Math.max(1, ms) - this.#speed);
    this.#asked += asked;
    this.#judged += judged;
    if (this.now() - this.#since < lookEveryMs) return;
    if (2 * this.#judged < this.#asked) this.tooSlow(this.#judged, this.#asked);
    this.#asked = this.#judged = 0;
    this.#since = this.now();
  }
}
