import type { Endpoint, Mood } from "./mood";

/** The mood of each request: a 429 storm first, then what was queued for the next request, then the mood of the run. */
export class Moods {
  #current: Mood;
  #next: Mood[] = [];
  #storms: { left: number; readonly mood: Mood }[] = [];

  constructor(mood: Mood) {
    this.#current = mood;
    this.#brew(mood);
  }

  get current(): Mood {
    return this.#current;
  }

  /** Replaces the mood of the run and ends the storms that still blow. */
  set current(mood: Mood) {
    this.#current = mood;
    this.#storms = [];
    this.#brew(mood);
  }

  /** For the next request only; several of them queue. */
  next(mood: Mood): void {
    if (mood.storm === undefined) this.#next.push(mood);
    else this.#brew(mood);
  }

  take(endpoint: Endpoint): Mood {
    const fits = (mood: Mood) => mood.on === undefined || mood.on === endpoint;
    const storm = this.#storms.find((each) => each.left > 0 && fits(each.mood));
    if (storm !== undefined) {
      storm.left -= 1;
      return { refuse: "rateLimited", ...storm.mood };
    }
    const queued = this.#next.findIndex(fits);
    if (queued >= 0) return this.#next.splice(queued, 1)[0] ?? {};
    return fits(this.#current) ? this.#current : {};
  }

  #brew(mood: Mood): void {
    if (mood.storm !== undefined) this.#storms.push({ left: mood.storm, mood });
  }
}
